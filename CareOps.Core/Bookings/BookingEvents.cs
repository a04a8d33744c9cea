using CareOps.Core.Foundation;

namespace CareOps.Core.Bookings;

/// <summary>A booking was made. <paramref name="ContactIsNew"/>: its contact came into being with it.</summary>
[EventName("booking.created")]
public sealed record BookingCreated(Guid BookingId, Guid ContactId, Guid ConversationId, bool ContactIsNew) : IDomainEvent
{
    public Guid SubjectId => BookingId;
}

/// <summary>A booking was cancelled by its customer or a member.</summary>
[EventName("booking.cancelled")]
public sealed record BookingCancelled(Guid BookingId) : IDomainEvent
{
    public Guid SubjectId => BookingId;
}
