using CareOps.Core.Foundation;

namespace CareOps.Core.Bookings;

/// <summary>A booking was made. <paramref name="ContactIsNew"/>: its contact came into being with it.</summary>
[EventName("booking.created")]
public sealed record BookingCreated(Guid BookingId, Guid ContactId, Guid ConversationId, bool ContactIsNew) : IDomainEvent
{
    public Guid SubjectId => BookingId;
}

/// <summary>A member confirmed a booking that waited for it.</summary>
[EventName("booking.confirmed")]
public sealed record BookingConfirmed(Guid BookingId, int Revision) : IDomainEvent
{
    public Guid SubjectId => BookingId;
}

/// <summary>A booking has another time, member or length.</summary>
[EventName("booking.rescheduled")]
public sealed record BookingRescheduled(Guid BookingId, int StartVersion, int Revision) : IDomainEvent
{
    public Guid SubjectId => BookingId;
}

/// <summary>A booking was cancelled by its customer or a member.</summary>
[EventName("booking.cancelled")]
public sealed record BookingCancelled(Guid BookingId, int Revision) : IDomainEvent
{
    public Guid SubjectId => BookingId;
}

/// <summary>A customer came, or was marked so by mistake.</summary>
[EventName("booking.arrival_marked")]
public sealed record BookingArrivalMarked(Guid BookingId, bool IsHere) : IDomainEvent
{
    public Guid SubjectId => BookingId;
}

[EventName("booking.completed")]
public sealed record BookingCompleted(Guid BookingId, int Revision) : IDomainEvent
{
    public Guid SubjectId => BookingId;
}

/// <summary>The customer did not come.</summary>
[EventName("booking.no_show")]
public sealed record BookingNoShow(Guid BookingId, int Revision) : IDomainEvent
{
    public Guid SubjectId => BookingId;
}

/// <summary>A completion, no-show or cancellation was taken back.</summary>
[EventName("booking.reopened")]
public sealed record BookingReopened(Guid BookingId, int Revision) : IDomainEvent
{
    public Guid SubjectId => BookingId;
}

/// <summary>
/// A time is free for those who wait: raised with the change that freed it, for when a member can't take that change back any more. It is
/// its own subject, so that it holds up no other event of the booking or service.
/// </summary>
[EventName("booking.time_freed")]
public sealed record TimeFreed(Guid FreedId, Guid ServiceId) : IDomainEvent
{
    public Guid SubjectId => FreedId;
}

/// <summary>
/// The customer is to be told of a change now. Raised with the change, for later: a member has until then to keep it quiet or to
/// take it back. It is its own subject, so that it holds up no other event of the booking.
/// </summary>
[EventName("booking.notice_due")]
public sealed record BookingNoticeDue(Guid NoticeId, Guid BookingId, BookingChange Change, int Revision) : IDomainEvent
{
    public Guid SubjectId => NoticeId;

    /// <summary>Later bookings that the same message tells of, where they are still as they were then.</summary>
    public IReadOnlyList<SeenBooking> Others { get; init; } = [];
}

/// <summary>What a customer is told of.</summary>
public enum BookingChange
{
    Confirmed,
    Rescheduled,
    Cancelled,

    /// <summary>A cancellation that they were told of is taken back.</summary>
    Reopened,
}
