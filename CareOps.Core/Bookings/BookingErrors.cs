using CareOps.Core.Foundation;

namespace CareOps.Core.Bookings;

/// <summary>What a customer or member can be refused around bookings.</summary>
public static class BookingErrors
{
    public static readonly Error NotFound = Error.NotFound("booking");

    public static readonly Error ServiceNotFound = Error.NotFound("service");

    public static readonly Error Closed =
        new("business.closed", "This business doesn't take bookings online right now.", ErrorKind.NotFound);

    public static readonly Error Unreachable =
        new("contact.unreachable", "Enter an email address or a phone number, so that we can reach you.", ErrorKind.Invalid, "Email");

    public static readonly Error AlreadyCancelled =
        new("booking.cancelled", "This booking is already cancelled.", ErrorKind.Conflict);

    public static readonly Error Over =
        new("booking.over", "This booking is in the past and can't be changed any more.", ErrorKind.Conflict);

    public static readonly Error TooLateToCancel =
        new("booking.too_late", "It is too late to cancel here. Call or write to the business instead.", ErrorKind.Conflict);

    private const string SlotField = "Start";

    public static readonly Error NoSlotChosen =
        new("slot.missing", "Choose a time first.", ErrorKind.Invalid, SlotField);

    public static Error Of(SlotRefusal refusal) => refusal switch
    {
        SlotRefusal.Past => new("slot.past", "This time has passed. Choose a later one.", ErrorKind.Invalid, SlotField),
        SlotRefusal.Notice => new(
            "slot.notice", "This time is too soon to book online. Choose a later one.", ErrorKind.Invalid, SlotField),
        SlotRefusal.BeyondHorizon => new(
            "slot.horizon", "This date is too far ahead to book. Choose an earlier one.", ErrorKind.Invalid, SlotField),
        SlotRefusal.OutsideHours => new(
            "slot.outside_hours", "This time is not offered. Choose one of the times shown.", ErrorKind.Invalid, SlotField),
        _ => SlotTaken,
    };

    public static readonly Error SlotTaken =
        new("slot.taken", "Someone else just booked this time. Choose another one.", ErrorKind.Conflict, SlotField);
}
