using CareOps.Core.Bookings;
using CareOps.Core.Forms;
using CareOps.Core.Messaging;

namespace CareOps.Web.Components.Shared;

/// <summary>How a status looks and what it is called, the same on every screen.</summary>
/// <param name="Class">The CSS class that colours it.</param>
/// <param name="Icon">The symbol's id in icons.svg.</param>
/// <param name="Word">What people call it.</param>
public sealed record StatusLook(string Class, string Icon, string Word)
{
    public static StatusLook Of(BookingStatus status) => status switch
    {
        BookingStatus.Pending => new("pending", "clock", "Pending"),
        BookingStatus.Confirmed => new("confirmed", "check", "Confirmed"),
        BookingStatus.Completed => new("completed", "check-double", "Completed"),
        BookingStatus.NoShow => new("noshow", "user-x", "No-show"),
        BookingStatus.Cancelled => new("cancelled", "slash", "Cancelled"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static StatusLook Of(FormStatus status) => status switch
    {
        FormStatus.Overdue => new("overdue", "bell", "Overdue"),
        FormStatus.InProgress => new("info", "edit", "In progress"),
        FormStatus.Pending => new("pending", "clock", "Pending"),
        FormStatus.Completed => new("completed", "check-double", "Completed"),
        FormStatus.Withdrawn => new("cancelled", "slash", "Withdrawn"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static StatusLook Of(MessageStatus status) => status switch
    {
        MessageStatus.Received => new("ok", "check", "Received"),
        MessageStatus.Queued => new("info", "clock", "Sending…"),
        MessageStatus.Sent => new("info", "check", "Sent"),
        MessageStatus.Delivered => new("ok", "check-double", "Delivered"),
        MessageStatus.Kept => new("kept", "outbox", "Kept here, not delivered"),
        MessageStatus.Failed => new("bad", "warn", "Failed"),
        MessageStatus.Held => new("warn", "pause", "Held"),
        MessageStatus.Dropped => new("kept", "slash", "Not sent"),
        MessageStatus.Unknown => new("warn", "question", "Not confirmed"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
