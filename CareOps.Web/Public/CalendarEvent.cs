using CareOps.Core.Bookings;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>
/// An appointment as a customer's own calendar keeps it. The sequence rises with each change, so that a calendar replaces what it holds.
/// </summary>
public sealed record CalendarEvent(
    Guid Id,
    int Sequence,
    string Title,
    string Description,
    string Place,
    Instant Start,
    Instant End,
    bool IsCancelled,
    string OrganizerName,
    string? OrganizerEmail)
{
    public static CalendarEvent Of(BookingDetails details)
    {
        var (booking, business) = (details.Booking, details.Workspace);
        var isCancelled = booking.Status == BookingStatus.Cancelled;
        return new CalendarEvent(
            booking.Id,
            booking.StartVersion - 1 + (isCancelled ? 1 : 0),
            $"{booking.ServiceName}, {business.Name}",
            $"Reference {booking.Reference}, with {details.MemberName}",
            ServiceText.PlaceOfBooking(details.Service, business),
            booking.StartsAt,
            booking.EndsAt,
            isCancelled,
            business.Name,
            business.ContactEmail);
    }
}
