using CareOps.Core.Foundation;

namespace CareOps.Core.Bookings;

/// <summary>What a customer or member can be refused around bookings.</summary>
public static class BookingErrors
{
    public static readonly Error NotFound = Error.NotFound("booking");

    public static readonly Error NotOwnCalendar = new(
        "calendar.not_own", "You can fill your own calendar only. Choose yourself, or ask an owner of the workspace.", ErrorKind.Forbidden, "MemberId");

    public static Error NobodyTakesOver(int count) => new(
        "member.bookings", $"Choose who takes over {Say.Count(count, "booking", "bookings")} that are still ahead.", ErrorKind.Conflict, "To");

    public static Error CantTakeOver(int count) => new(
        "member.conflicts",
        $"{Say.Count(count, "booking overlaps", "bookings overlap")} with other appointments. Move or cancel them first, or choose somebody else.",
        ErrorKind.Conflict,
        "To");

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

    public static readonly Error TooLateToMove =
        new("booking.too_late", "It is too late to move this here. Call or write to the business instead.", ErrorKind.Conflict);

    public static readonly Error NotBegun =
        new("booking.not_begun", "This booking has not begun yet. Mark the customer as here first, or wait for its start.", ErrorKind.Conflict);

    public static readonly Error IsHere =
        new("booking.is_here", "The customer is marked as here. Take that back first.", ErrorKind.Conflict);

    public static readonly Error CancelledByCustomer =
        new("booking.cancelled_by_customer", "The customer cancelled this booking. Make a new one instead.", ErrorKind.Conflict);

    public static readonly Error TooLateToReopen =
        new("booking.reopen_late", "This can be taken back on the same day only. Make a new booking instead.", ErrorKind.Conflict);

    public static readonly Error ChangedMeanwhile =
        new("booking.changed", "This booking was changed meanwhile. Look at it again first.", ErrorKind.Conflict);

    public static readonly Error AlreadyTold =
        new("booking.told", "The message is already on its way.", ErrorKind.Conflict);

    public static readonly Error GroupChanged =
        new("session.changed", "Somebody joined, left or was moved meanwhile. Look at the group again first.", ErrorKind.Conflict);

    /// <summary>The same where it is known who: "Anna Berg and Jon Lie joined, left or were changed meanwhile."</summary>
    public static Error GroupChangedBy(IReadOnlyList<string> names)
    {
        var verb = names.Count == 1 ? "was" : "were";
        return names.Count == 0
            ? GroupChanged
            : GroupChanged with { Message = $"{Say.Names(names)} joined, left or {verb} changed meanwhile. Look at the group again first." };
    }

    public static readonly Error ReasonMissing =
        new("override.reason", "Say why, so that the others understand it later.", ErrorKind.Invalid, "Reason");

    public static readonly Error LeftOut =
        new("series.left_out", "This date was left out when the series was booked.", ErrorKind.Conflict);

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
        SlotRefusal.Taken or SlotRefusal.Buffer or SlotRefusal.Full or SlotRefusal.Resource or SlotRefusal.DailyLimit => SlotTaken,
        _ => new("slot.outside_hours", "This time is not offered. Choose one of the times shown.", ErrorKind.Invalid, SlotField),
    };

    /// <summary>A member's choice that runs into rules: each in words, the way around them being a reason.</summary>
    public static Error Against(IEnumerable<string> sentences, bool canBeOverridden) => new(
        canBeOverridden ? RulesCode : "slot.impossible", string.Join(' ', sentences), ErrorKind.Conflict, SlotField);

    /// <summary>The code of a refusal that a member may pass, knowing why it was made.</summary>
    public const string WarnedCode = "booking.warned";

    /// <summary>A step that can't be taken, for a reason in another feature.</summary>
    public static Error Blocked(string sentence) => new("booking.blocked", sentence, ErrorKind.Conflict);

    /// <summary>A step that is taken only by who says that they know this.</summary>
    public static Error Warned(string sentence) => new(WarnedCode, sentence, ErrorKind.Conflict);

    /// <summary>The code of a refusal that a reason overrides.</summary>
    public const string RulesCode = "slot.rules";

    public static Error IllegalStep(BookingStep step, BookingStatus status)
    {
        var state = status switch
        {
            BookingStatus.Pending => "is not confirmed yet",
            BookingStatus.Confirmed => "is confirmed already",
            BookingStatus.Completed => "is completed",
            BookingStatus.NoShow => "is marked as a no-show",
            _ => "is cancelled",
        };
        var wish = step switch
        {
            BookingStep.Confirm => "confirmed",
            BookingStep.Move => "moved",
            BookingStep.Cancel => "cancelled",
            BookingStep.Arrive => "marked as here",
            BookingStep.Complete => "completed",
            BookingStep.NoShow => "marked as a no-show",
            _ => "reopened",
        };
        return new("booking.step", $"This booking {state}, so it can't be {wish}.", ErrorKind.Conflict);
    }

    public static readonly Error SlotTaken =
        new("slot.taken", "Someone else just booked this time. Choose another one.", ErrorKind.Conflict, SlotField);
}
