using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// An appointment as a calendar keeps it. The sequence rises with each change, so that a calendar replaces what it holds.
/// </summary>
public sealed record CalendarEvent(
    Guid Id,
    int Sequence,
    string Title,
    string Description,
    string Place,
    Instant Start,
    Instant End,
    CalendarStatus Status,
    string OrganizerName,
    string? OrganizerEmail)
{
    /// <summary>As the customer sees it.</summary>
    public static CalendarEvent Of(BookingDetails details) =>
        Of(details.Booking, details.Service, details.Workspace, details.MemberName);

    /// <inheritdoc cref="Of(BookingDetails)"/>
    public static CalendarEvent Of(Booking booking, Service service, Workspace business, string memberName) => Of(
        booking,
        service,
        business,
        $"{booking.ServiceName}, {business.Name}",
        $"Reference {booking.Reference}, with {memberName}");

    /// <summary>As the member who does it sees it: with the customer, how to reach them and what they wrote.</summary>
    public static CalendarEvent ForMember(BookingDetails details)
    {
        var booking = details.Booking;
        var resources = details.Resources.Count == 0 ? null : string.Join(", ", details.Resources);
        string?[] lines = [$"Reference {booking.Reference}", resources, booking.Phone, booking.Email, booking.Notes];
        return Of(
            booking, details.Service, details.Workspace, $"{booking.Name}, {booking.ServiceName}", string.Join('\n', lines.OfType<string>()));
    }

    private static CalendarEvent Of(Booking booking, Service service, Workspace business, string title, string description) => new(
        booking.Id,
        booking.Revision,
        title,
        description,
        ServicePlace.ForThoseWhoBooked(service, business),
        booking.StartsAt,
        booking.EndsAt,
        StatusOf(booking),
        business.Name,
        business.ContactEmail);

    private static CalendarStatus StatusOf(Booking booking) => booking.Status switch
    {
        BookingStatus.Pending => CalendarStatus.Tentative,
        BookingStatus.Cancelled => CalendarStatus.Cancelled,
        _ => CalendarStatus.Confirmed,
    };
}

/// <summary>What a calendar calls an event that is asked for, agreed or off.</summary>
public enum CalendarStatus
{
    Tentative,
    Confirmed,
    Cancelled,
}
