using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>What the customer may still do with a booking by its link, and the sentence that says until when.</summary>
public static class BookingWindows
{
    public static bool CanCancel(Booking booking, Instant now) =>
        booking.Refuse(BookingStep.Cancel) is null && now < booking.StartsAt && now <= booking.CancellableUntil;

    /// <summary>A service that is no longer offered has no times to choose from.</summary>
    public static bool CanReschedule(BookingDetails details, Instant now) =>
        details.Service.IsActive
        && details.Booking.Refuse(BookingStep.Move) is null
        && now < details.Booking.StartsAt
        && now <= details.Booking.ReschedulableUntil;

    /// <summary>For a booking that stands. What to do after that is said by the page.</summary>
    public static string Sentence(BookingDetails details, Instant now)
    {
        var (booking, zone) = (details.Booking, details.Workspace.Zone);
        return (CanReschedule(details, now), CanCancel(booking, now)) switch
        {
            (true, true) when booking.ReschedulableUntil == booking.CancellableUntil =>
                $"You can reschedule or cancel here until {Say.Moment(booking.CancellableUntil, zone)}. After that:",
            (true, true) =>
                $"You can reschedule here until {Say.Moment(booking.ReschedulableUntil, zone)} and cancel until "
                + $"{Say.Moment(booking.CancellableUntil, zone)}. After that:",
            (true, false) =>
                $"It is too late to cancel here. You can reschedule until {Say.Moment(booking.ReschedulableUntil, zone)}. If you can't come:",
            (false, true) when details.Service.IsActive =>
                $"It is too late to reschedule here. You can cancel until {Say.Moment(booking.CancellableUntil, zone)}. For another time:",
            (false, true) => $"You can cancel here until {Say.Moment(booking.CancellableUntil, zone)}. For another time:",
            _ => "It is too late to reschedule or cancel here. If you can't come:",
        };
    }
}
