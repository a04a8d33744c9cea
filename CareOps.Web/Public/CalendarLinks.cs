using CareOps.Core.Bookings;

using Microsoft.AspNetCore.Http.Extensions;

using NodaTime.Text;

namespace CareOps.Web.Public;

/// <summary>
/// Addresses that open a filled-in event in calendars on the web. They carry what the customer sees, and never the booking's secret link.
/// </summary>
public static class CalendarLinks
{
    private static readonly InstantPattern Compact = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    public static string Google(CalendarEvent appointment) => "https://calendar.google.com/calendar/render" + new QueryBuilder
    {
        { "action", "TEMPLATE" },
        { "text", appointment.Title },
        { "dates", $"{Compact.Format(appointment.Start)}/{Compact.Format(appointment.End)}" },
        { "details", appointment.Description },
        { "location", appointment.Place },
    };

    public static string Outlook(CalendarEvent appointment) => "https://outlook.live.com/calendar/0/deeplink/compose" + new QueryBuilder
    {
        { "path", "/calendar/action/compose" },
        { "rru", "addevent" },
        { "subject", appointment.Title },
        { "startdt", InstantPattern.General.Format(appointment.Start) },
        { "enddt", InstantPattern.General.Format(appointment.End) },
        { "body", appointment.Description },
        { "location", appointment.Place },
    };
}
