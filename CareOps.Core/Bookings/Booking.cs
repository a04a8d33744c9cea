using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>A customer's appointment.</summary>
public sealed class Booking : ILive
{
    public const int MaxNotesLength = 1000;
    public const int ReferenceLength = 6;

    private Booking()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>What people say on the phone: six letters and digits, unique in the workspace.</summary>
    public string Reference { get; private set; } = string.Empty;

    public Guid ServiceId { get; private set; }

    /// <summary>The service's name when it was booked.</summary>
    public string ServiceName { get; private set; } = string.Empty;

    public MemberId MemberId { get; private set; }

    public Guid ContactId { get; private set; }

    public Instant StartsAt { get; private set; }

    public Instant EndsAt { get; private set; }

    public BookingStatus Status { get; private set; }

    /// <summary>As typed for this booking; the contact keeps what the business knows.</summary>
    public string Name { get; private set; } = string.Empty;

    public string? Email { get; private set; }

    public string? Phone { get; private set; }

    public string? Notes { get; private set; }

    public Instant CreatedAt { get; private set; }

    /// <summary>Until when the customer may cancel.</summary>
    public Instant CancellableUntil { get; private set; }

    public Instant? CancelledAt { get; private set; }

    /// <summary>Null where the customer cancelled.</summary>
    public MemberId? CancelledBy { get; private set; }

    /// <summary>Counts the changes of the start, so that what was scheduled for an earlier one is known to be stale.</summary>
    public int StartVersion { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Booking), Id);

    public static Booking Create(CareOpsDb db, Service service, Slot slot, BookingParty party, string reference) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Reference = reference,
        ServiceId = service.Id,
        ServiceName = service.Name,
        MemberId = service.MemberId,
        ContactId = party.ContactId,
        StartsAt = slot.Start,
        EndsAt = slot.End,
        Status = BookingStatus.Confirmed,
        Name = party.Details.Name,
        Email = party.Details.Email?.Value,
        Phone = party.Details.Phone?.Value,
        Notes = party.Notes,
        CreatedAt = db.Now,
        CancellableUntil = slot.Start - Duration.FromMinutes(service.CancellationWindowMinutes),
        StartVersion = 1,
    };

    /// <summary>Pending or Confirmed → Cancelled. Frees its time in the same transaction.</summary>
    public Result<Done> Cancel(CareOpsDb db, Caller caller)
    {
        if (Status == BookingStatus.Cancelled)
        {
            return BookingErrors.AlreadyCancelled;
        }

        if (Status is not (BookingStatus.Pending or BookingStatus.Confirmed) || StartsAt <= db.Now)
        {
            return BookingErrors.Over;
        }

        if (caller is not Caller.Member && db.Now > CancellableUntil)
        {
            return BookingErrors.TooLateToCancel;
        }

        Status = BookingStatus.Cancelled;
        CancelledAt = db.Now;
        CancelledBy = (caller as Caller.Member)?.Id;
        db.Raise(new BookingCancelled(Id));
        return Done.It;
    }
}

/// <summary>Who a booking is for: the contact, and what was typed this time.</summary>
public sealed record BookingParty(Guid ContactId, Contacts.ContactDetails Details, string? Notes);

public enum BookingStatus
{
    Pending,
    Confirmed,
    Completed,
    NoShow,
    Cancelled,
}
