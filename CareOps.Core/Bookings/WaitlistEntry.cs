using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// A customer who waits for a time to become free. Waiting → Offered → Booked; an offer that runs out or is declined goes to the next,
/// and its customer waits on.
/// </summary>
public sealed class WaitlistEntry : ILive
{
    /// <summary>How long a freed time is kept for the one it was offered to.</summary>
    public static readonly Duration OfferTime = Duration.FromHours(2);

    private WaitlistEntry()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ServiceId { get; private set; }

    /// <summary>Null: any member.</summary>
    public MemberId? MemberId { get; private set; }

    public Guid ContactId { get; private set; }

    /// <summary>As typed.</summary>
    public string Name { get; private set; } = string.Empty;

    public string? Email { get; private set; }

    public string? Phone { get; private set; }

    /// <summary>The dates that suit, in the business's zone.</summary>
    public LocalDate FirstDay { get; private set; }

    public LocalDate LastDay { get; private set; }

    public WaitlistStatus Status { get; private set; }

    public Instant CreatedAt { get; private set; }

    /// <summary>How many times were offered: tells the offers apart.</summary>
    public int Offers { get; private set; }

    public Instant? OfferedStart { get; private set; }

    public Instant? OfferEndsAt { get; private set; }

    public Guid? BookingId { get; private set; }

    public LiveSubject LiveSubject => new(nameof(WaitlistEntry), Id);

    public static WaitlistEntry Create(
        CareOpsDb db, Guid serviceId, MemberId? member, BookingParty party, LocalDate firstDay, LocalDate lastDay) => new()
        {
            Id = db.NewId(),
            WorkspaceId = db.Workspace,
            ServiceId = serviceId,
            MemberId = member,
            ContactId = party.ContactId,
            Name = party.Details.Name,
            Email = party.Details.Email?.Value,
            Phone = party.Details.Phone?.Value,
            FirstDay = firstDay,
            LastDay = lastDay,
            Status = WaitlistStatus.Waiting,
            CreatedAt = db.Now,
        };

    /// <summary>Keeps a time for this customer until <paramref name="until"/>.</summary>
    public void Offer(CareOpsDb db, Instant start, Instant until)
    {
        Status = WaitlistStatus.Offered;
        Offers++;
        OfferedStart = start;
        OfferEndsAt = until;
        db.Raise(new WaitlistTimeOffered(Id, Offers));
    }

    /// <summary>The offer was declined or ran out: the customer waits on, behind those who have not been asked for this time.</summary>
    public void WaitOn() => (Status, OfferedStart, OfferEndsAt) = (WaitlistStatus.Waiting, null, null);

    public void Book(Guid bookingId)
    {
        (Status, OfferEndsAt) = (WaitlistStatus.Booked, null);
        BookingId = bookingId;
    }

    public void Leave() => (Status, OfferedStart, OfferEndsAt) = (WaitlistStatus.Left, null, null);
}

public enum WaitlistStatus
{
    Waiting,
    Offered,
    Booked,

    /// <summary>Taken off by the customer or a member, or its last day passed.</summary>
    Left,
}

/// <summary>A time became free and is kept for one who waited.</summary>
[EventName("waitlist.time_offered")]
public sealed record WaitlistTimeOffered(Guid EntryId, int Offer) : IDomainEvent
{
    public Guid SubjectId => EntryId;
}
