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

    /// <summary>The offer that stands.</summary>
    public Guid? OfferId { get; private set; }

    public Instant? OfferedStart { get; private set; }

    public Instant? OfferEndsAt { get; private set; }

    public Guid? BookingId { get; private set; }

    /// <summary>When a member removed it; null where it went in any other way, or is there.</summary>
    public Instant? RemovedAt { get; private set; }

    public bool IsWaiting => Status is WaitlistStatus.Waiting or WaitlistStatus.Offered;

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

    /// <summary>Whether these are the details it was made with: only who knows them all may change it without its secret link.</summary>
    public bool IsOf(Contacts.ContactDetails details) =>
        Name.Equals(details.Name, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Email, details.Email?.Value, StringComparison.OrdinalIgnoreCase)
        && Phone == details.Phone?.Value;

    /// <summary>Other dates or another member; an offer that stands is kept.</summary>
    public void WaitFor(MemberId? member, LocalDate firstDay, LocalDate lastDay) =>
        (MemberId, FirstDay, LastDay) = (member, firstDay, lastDay);

    /// <summary>Keeps a time for this customer as long as an offer lasts that can be booked until <paramref name="notice"/> before it.</summary>
    public WaitlistOffer Offer(CareOpsDb db, Instant start, Duration notice)
    {
        var offer = WaitlistOffer.Of(db, Id, start);
        var until = offer.EndsAt(notice);
        Status = WaitlistStatus.Offered;
        OfferId = offer.Id;
        OfferedStart = start;
        OfferEndsAt = until;
        db.Raise(new WaitlistTimeOffered(Id, offer.Id));
        db.Raise(new WaitlistOfferEnded(offer.Id, Id), until);
        return offer;
    }

    /// <summary>The same offer as before it was removed; nobody is told of it twice.</summary>
    public void OfferAgain(WaitlistOffer offer, Instant until)
    {
        Status = WaitlistStatus.Offered;
        (OfferId, OfferedStart, OfferEndsAt) = (offer.Id, offer.Start, until);
    }

    /// <summary>The offer was declined or ran out, or the removal was taken back: the customer waits on for another time.</summary>
    public void WaitOn()
    {
        Status = WaitlistStatus.Waiting;
        RemovedAt = null;
        EndOffer();
    }

    public void Book(Guid bookingId)
    {
        Status = WaitlistStatus.Booked;
        BookingId = bookingId;
        EndOffer();
    }

    public void Leave()
    {
        Status = WaitlistStatus.Left;
        RemovedAt = null;
        EndOffer();
    }

    /// <summary>A member took it off, and may take that back.</summary>
    public void Remove(Instant now)
    {
        Leave();
        RemovedAt = now;
    }

    private void EndOffer() => (OfferId, OfferedStart, OfferEndsAt) = (null, null, null);
}

/// <summary>A time that was offered once: it is not offered to the same customer again.</summary>
public sealed class WaitlistOffer : IWorkspaceOwned
{
    private WaitlistOffer()
    {
    }

    /// <summary>Also the id of the hold that keeps the time.</summary>
    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid EntryId { get; private set; }

    public Instant Start { get; private set; }

    public Instant OfferedAt { get; private set; }

    /// <summary>Not beyond the last moment at which it can be booked.</summary>
    public Instant EndsAt(Duration notice) => Instant.Min(OfferedAt + WaitlistEntry.OfferTime, Start - notice);

    public static WaitlistOffer Of(CareOpsDb db, Guid entryId, Instant start) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        EntryId = entryId,
        Start = start,
        OfferedAt = db.Now,
    };
}

public enum WaitlistStatus
{
    Waiting,
    Offered,
    Booked,

    /// <summary>The customer left or a member removed it, or its last day passed.</summary>
    Left,
}

/// <summary>A time became free and is kept for one who waited.</summary>
[EventName("waitlist.time_offered")]
public sealed record WaitlistTimeOffered(Guid EntryId, Guid OfferId) : IDomainEvent
{
    public Guid SubjectId => EntryId;
}

/// <summary>An offer's time is over, or it was declined: whoever comes next is asked. Nothing, where it was taken.</summary>
[EventName("waitlist.offer_ended")]
public sealed record WaitlistOfferEnded(Guid OfferId, Guid EntryId) : IDomainEvent
{
    public Guid SubjectId => OfferId;
}
