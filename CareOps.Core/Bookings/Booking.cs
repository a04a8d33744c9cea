using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// A customer's appointment. Pending → Confirmed → Completed or NoShow; Cancelled from Pending or Confirmed; a member can reopen what was
/// closed on the same day. Every step that is not one of these is refused with a reason.
/// </summary>
public sealed class Booking : ILive
{
    public const int MaxNotesLength = 1000;
    public const int MaxReasonLength = 200;
    public const int ReferenceLength = 6;

    /// <summary>How long a member has to take a change back, before its customer is told and its time is offered to others.</summary>
    public static readonly Duration TimeToThink = Duration.FromSeconds(10);

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

    /// <summary>The service's price when it was booked, in minor units of the business's currency; null where it showed none.</summary>
    public long? PriceMinor { get; private set; }

    /// <summary>As typed for this booking; the contact keeps what the business knows.</summary>
    public string Name { get; private set; } = string.Empty;

    public string? Email { get; private set; }

    public string? Phone { get; private set; }

    public string? Notes { get; private set; }

    public BookingSource Source { get; private set; }

    /// <summary>The member who made it; null where the customer did.</summary>
    public MemberId? CreatedBy { get; private set; }

    public Instant CreatedAt { get; private set; }

    /// <summary>The series it came into being with.</summary>
    public Guid? SeriesId { get; private set; }

    /// <summary>Why a member put it where customers could not; null where no rule stood in the way.</summary>
    public string? OverrideReason { get; private set; }

    /// <summary>Until when the customer may cancel.</summary>
    public Instant CancellableUntil { get; private set; }

    /// <summary>Until when the customer may move it.</summary>
    public Instant ReschedulableUntil { get; private set; }

    /// <summary>When the customer came; null while they are not here.</summary>
    public Instant? ArrivedAt { get; private set; }

    /// <summary>When it was completed or marked as a no-show.</summary>
    public Instant? ClosedAt { get; private set; }

    public Instant? CancelledAt { get; private set; }

    /// <summary>Null where the customer cancelled.</summary>
    public MemberId? CancelledBy { get; private set; }

    public string? CancelReason { get; private set; }

    /// <summary>Counts the changes of the start, so that what was scheduled for an earlier one is known to be stale.</summary>
    public int StartVersion { get; private set; }

    /// <summary>Counts every change of time or status: the sequence number of its calendar file.</summary>
    public int Revision { get; private set; }

    /// <summary>The last revision of which the customer is not to be told.</summary>
    public int QuietRevision { get; private set; }

    /// <summary>The last revision of which a message to the customer was written after the booking's first; 0 where there was none.</summary>
    public int ToldRevision { get; private set; }

    /// <summary>Of what the customer is to be told yet; null where they know, or are not to.</summary>
    public BookingChange? Owed { get; private set; }

    /// <summary>Whether the customer was told of what the booking is now: who takes that back has to say so.</summary>
    public bool IsTold => ToldRevision == Revision;

    /// <summary>
    /// Until when who cancelled it can think it over: then its customer is told, and its time offered to others. Null where there is
    /// nothing to be thought over.
    /// </summary>
    public Instant? CanThinkUntil => CancelledBy is null ? null : CancelledAt + TimeToThink;

    public LiveSubject LiveSubject => new(nameof(Booking), Id);

    /// <summary>Whether it still takes its time.</summary>
    public bool Stands => Status != BookingStatus.Cancelled;

    public Interval Time => new(StartsAt, EndsAt);

    /// <summary>The service's, where no member gave it another.</summary>
    public Duration Length => EndsAt - StartsAt;

    public static Booking Create(
        CareOpsDb db, Service service, Placement placement, BookingParty party, BookingOrigin origin, string reference)
    {
        var booking = new Booking
        {
            Id = db.NewId(),
            WorkspaceId = db.Workspace,
            Reference = reference,
            ServiceId = service.Id,
            ServiceName = service.Name,
            ContactId = party.ContactId,
            Status = origin.By is null && service.NeedsApproval ? BookingStatus.Pending : BookingStatus.Confirmed,
            PriceMinor = service.PriceMinor,
            Name = party.Details.Name,
            Email = party.Details.Email?.Value,
            Phone = party.Details.Phone?.Value,
            Notes = party.Notes,
            Source = origin.Source,
            CreatedBy = origin.By,
            CreatedAt = db.Now,
            SeriesId = origin.SeriesId,
            OverrideReason = origin.OverrideReason,
            StartVersion = 1,
            Revision = 1,
            QuietRevision = origin.IsQuiet ? 1 : 0,
        };
        booking.Take(service, placement);
        return booking;
    }

    /// <summary>Pending → Confirmed.</summary>
    public Result<Done> Confirm(CareOpsDb db)
    {
        if (Refuse(BookingStep.Confirm) is { } refusal)
        {
            return refusal;
        }

        Become(BookingStatus.Confirmed);
        db.Raise(new BookingConfirmed(Id, Revision));
        return Done.It;
    }

    /// <summary>Pending or Confirmed → Cancelled. Its time is to be freed and <see cref="TimeFreed"/> to be raised in the same transaction.</summary>
    public Result<Done> Cancel(CareOpsDb db, Caller caller, string? reason)
    {
        if (Refuse(BookingStep.Cancel) is { } refusal)
        {
            return refusal;
        }

        if (caller is not Caller.Member && RefuseCustomer(db.Now, CancellableUntil, BookingErrors.TooLateToCancel) is { } late)
        {
            return late;
        }

        (StatusBeforeCancelling, OwedBeforeCancelling) = (Status, Owed);
        CancelledAt = db.Now;
        CancelledBy = (caller as Caller.Member)?.Id;
        CancelReason = reason;
        Become(BookingStatus.Cancelled);
        db.Raise(new BookingCancelled(Id, Revision));
        return Done.It;
    }

    /// <summary>
    /// Another time, another member or another length, while Pending or Confirmed. <see cref="TimeFreed"/> is to be raised in the same transaction.
    /// </summary>
    public Result<Done> Move(CareOpsDb db, Caller caller, Service service, Placement placement, string? overrideReason)
    {
        if (Refuse(BookingStep.Move) is { } refusal)
        {
            return refusal;
        }

        if (caller is not Caller.Member && RefuseCustomer(db.Now, ReschedulableUntil, BookingErrors.TooLateToMove) is { } late)
        {
            return late;
        }

        if (placement.Slot.Start != StartsAt)
        {
            StartVersion++;
            ArrivedAt = null;
        }

        Revision++;
        OverrideReason = overrideReason;
        Take(service, placement);
        db.Raise(new BookingRescheduled(Id, StartVersion, Revision));
        return Done.It;
    }

    /// <summary>A move was taken back that had let go that the customer was here already.</summary>
    internal void ArriveAgain(Instant? at) => ArrivedAt ??= at;

    /// <summary>Another member does it, at the same time: whoever did is leaving.</summary>
    internal void HandTo(CareOpsDb db, MemberId member)
    {
        MemberId = member;
        Revision++;
        db.Raise(new BookingRescheduled(Id, StartVersion, Revision));
    }

    /// <summary>The customer is here, or is not after all.</summary>
    public Result<Done> MarkArrived(CareOpsDb db, bool isHere)
    {
        if (Refuse(BookingStep.Arrive) is { } refusal)
        {
            return refusal;
        }

        ArrivedAt = isHere ? ArrivedAt ?? db.Now : null;
        db.Raise(new BookingArrivalMarked(Id, isHere));
        return Done.It;
    }

    /// <summary>Confirmed → Completed, once it has begun or its customer is here.</summary>
    public Result<Done> Complete(CareOpsDb db)
    {
        if (Refuse(BookingStep.Complete) is { } refusal)
        {
            return refusal;
        }

        if (StartsAt > db.Now && ArrivedAt is null)
        {
            return BookingErrors.NotBegun;
        }

        ClosedAt = db.Now;
        Become(BookingStatus.Completed);
        db.Raise(new BookingCompleted(Id, Revision));
        return Done.It;
    }

    /// <summary>Confirmed → NoShow, once it has begun.</summary>
    public Result<Done> MarkNoShow(CareOpsDb db)
    {
        if (Refuse(BookingStep.NoShow) is { } refusal)
        {
            return refusal;
        }

        if (StartsAt > db.Now)
        {
            return BookingErrors.NotBegun;
        }

        if (ArrivedAt is not null)
        {
            return BookingErrors.IsHere;
        }

        ClosedAt = db.Now;
        Become(BookingStatus.NoShow);
        db.Raise(new BookingNoShow(Id, Revision));
        return Done.It;
    }

    /// <summary>
    /// Takes back a completion, a no-show or a member's own cancellation, on the same day of the business. The customer is not told of it
    /// unless they were told of what is taken back, or are still to be told of what was before it: that says as well that it stands.
    /// </summary>
    public Result<Done> Reopen(CareOpsDb db, DateTimeZone zone)
    {
        if (RefuseReopening(db.Now, zone) is { } refusal)
        {
            return refusal;
        }

        Owed = OwedBeforeCancelling ?? (IsTold ? BookingChange.Reopened : null);
        Become(StatusBeforeCancelling ?? BookingStatus.Confirmed);
        QuietRevision = Owed is null ? Revision : QuietRevision;
        (ClosedAt, CancelledAt, CancelledBy, CancelReason) = (null, null, null, null);
        (StatusBeforeCancelling, OwedBeforeCancelling) = (null, null);
        db.Raise(new BookingReopened(Id, Revision));
        return Done.It;
    }

    /// <summary>What reopening is refused with now; null where it can be reopened.</summary>
    public Error? RefuseReopening(Instant now, DateTimeZone zone)
    {
        if (Refuse(BookingStep.Reopen) is { } refusal)
        {
            return refusal;
        }

        if (Status == BookingStatus.Cancelled && CancelledBy is null)
        {
            return BookingErrors.CancelledByCustomer;
        }

        return (ClosedAt ?? CancelledAt)!.Value.InZone(zone).Date == now.InZone(zone).Date ? null : BookingErrors.TooLateToReopen;
    }

    /// <summary>The customer is not told of this revision and of those before it.</summary>
    public void KeepQuiet(int revision)
    {
        QuietRevision = Math.Max(QuietRevision, revision);
        Owed = QuietRevision >= Revision ? null : Owed;
    }

    /// <summary>The customer is to be told of this, now or in a while.</summary>
    internal void Owe(BookingChange change) => Owed = change;

    /// <summary>What a step is refused with in this status; null where it is one of its steps.</summary>
    public Error? Refuse(BookingStep step) => (step, Status) switch
    {
        (BookingStep.Confirm, BookingStatus.Pending) => null,
        (BookingStep.Cancel or BookingStep.Move, BookingStatus.Pending or BookingStatus.Confirmed) => null,
        (BookingStep.Arrive, BookingStatus.Pending or BookingStatus.Confirmed) => null,
        (BookingStep.Complete or BookingStep.NoShow, BookingStatus.Confirmed) => null,
        (BookingStep.Reopen, BookingStatus.Completed or BookingStatus.NoShow or BookingStatus.Cancelled) => null,
        (BookingStep.Cancel, BookingStatus.Cancelled) => BookingErrors.AlreadyCancelled,
        _ => BookingErrors.IllegalStep(step, Status),
    };

    private BookingStatus? StatusBeforeCancelling { get; set; }

    private BookingChange? OwedBeforeCancelling { get; set; }

    private void Become(BookingStatus status)
    {
        Status = status;
        Revision++;
    }

    private void Take(Service service, Placement placement)
    {
        MemberId = placement.Member;
        StartsAt = placement.Slot.Start;
        EndsAt = placement.Slot.End;
        CancellableUntil = StartsAt - Duration.FromMinutes(service.CancellationWindowMinutes);
        ReschedulableUntil = StartsAt - Duration.FromMinutes(service.RescheduleWindowMinutes);
    }

    private Error? RefuseCustomer(Instant now, Instant until, Error late)
    {
        if (StartsAt <= now)
        {
            return BookingErrors.Over;
        }

        return now > until ? late : null;
    }
}

/// <summary>Who a booking is for: the contact, and what was typed this time.</summary>
public sealed record BookingParty(Guid ContactId, Contacts.ContactDetails Details, string? Notes);

/// <summary>
/// How a booking came about: by a member, or by the customer where <paramref name="By"/> is null. <paramref name="IsQuiet"/>: the customer
/// gets no confirmation.
/// </summary>
public sealed record BookingOrigin(
    BookingSource Source, MemberId? By = null, string? OverrideReason = null, Guid? SeriesId = null, bool IsQuiet = false)
{
    public static BookingOrigin Online { get; } = new(BookingSource.Online);
}

public enum BookingSource
{
    /// <summary>By the customer, on the public page.</summary>
    Online,

    /// <summary>From a waitlist's offer.</summary>
    Waitlist,

    /// <summary>By a member, on the phone or by message.</summary>
    Phone,

    /// <summary>By a member, with the customer at the desk.</summary>
    WalkIn,
}

public enum BookingStatus
{
    Pending,
    Confirmed,
    Completed,
    NoShow,
    Cancelled,
}

/// <summary>What can be done with a booking.</summary>
public enum BookingStep
{
    Confirm,
    Move,
    Cancel,
    Arrive,
    Complete,
    NoShow,
    Reopen,
}
