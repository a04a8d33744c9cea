using System.Text;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Core.Bookings;

/// <summary>Appointments as an iCalendar file (RFC 5545), published to one person's calendar (RFC 5546).</summary>
public static class CalendarFile
{
    public const string ContentType = "text/calendar; charset=utf-8; method=PUBLISH";

    private const int MostOctetsOfALine = 75;
    private const string LineEnd = "\r\n";

    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>One event, to be added to a calendar once.</summary>
    /// <param name="appointment">The event.</param>
    /// <param name="address">Where it can be seen and changed; its host makes the event's id unique in the world.</param>
    /// <param name="organizerAddress">Who calls the meeting, where the business gives no email address.</param>
    /// <param name="now">The moment of writing.</param>
    public static string Write(CalendarEvent appointment, Uri address, Uri organizerAddress, Instant now) =>
        Write([new PublishedEvent(appointment, address, now)], organizerAddress, "PUBLISH", []);

    /// <summary>What a mail about appointments carries: to be put into the calendar, or to be taken out of it.</summary>
    public static string WriteNotice(IEnumerable<PublishedEvent> events, Uri organizerAddress, bool isCancelled) =>
        Write(events, organizerAddress, isCancelled ? "CANCEL" : "PUBLISH", []);

    /// <summary>A whole calendar, which programs ask for again and again.</summary>
    /// <param name="name">What they call it.</param>
    /// <param name="refresh">How often they are asked to look, in RFC 5545's notation of a duration.</param>
    /// <param name="events">Each is what stands now: what is missing is taken out of the calendar.</param>
    /// <param name="organizerAddress">Who calls the meetings, where the business gives no email address.</param>
    public static string WriteFeed(string name, string refresh, IEnumerable<PublishedEvent> events, Uri organizerAddress) => Write(
        events,
        organizerAddress,
        "PUBLISH",
        [
            // The standard's names (RFC 7986), and those that programs used before it.
            $"NAME:{Text(name)}",
            $"X-WR-CALNAME:{Text(name)}",
            $"REFRESH-INTERVAL;VALUE=DURATION:{refresh}",
            $"X-PUBLISHED-TTL:{refresh}",
        ]);

    private static string Write(IEnumerable<PublishedEvent> events, Uri organizerAddress, string method, string[] properties)
    {
        string[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//CareOps//CareOps//EN",
            "CALSCALE:GREGORIAN",
            $"METHOD:{method}",
            .. properties,
            .. events.SelectMany(published => LinesOf(published, organizerAddress)),
            "END:VCALENDAR",
        ];
        var file = new StringBuilder();
        foreach (var line in lines)
        {
            AppendFolded(file, line);
        }

        return file.ToString();
    }

    private static string[] LinesOf(PublishedEvent published, Uri organizerAddress)
    {
        var (appointment, address, stamp) = published;
        var organizer = appointment.OrganizerEmail is { } email ? $"mailto:{email}" : organizerAddress.AbsoluteUri;
        return
        [
            "BEGIN:VEVENT",
            $"UID:{appointment.Id:D}@{address.Host}",
            $"SEQUENCE:{appointment.Sequence}",
            $"DTSTAMP:{Utc.Format(stamp)}",
            $"DTSTART:{Utc.Format(appointment.Start)}",
            $"DTEND:{Utc.Format(appointment.End)}",
            $"SUMMARY:{Text(appointment.Title)}",
            $"DESCRIPTION:{Text(appointment.Description)}",
            $"LOCATION:{Text(appointment.Place)}",
            $"URL:{address.AbsoluteUri}",
            $"ORGANIZER;CN=\"{Parameter(appointment.OrganizerName)}\":{organizer}",
            $"STATUS:{appointment.Status.ToString().ToUpperInvariant()}",
            "END:VEVENT",
        ];
    }

    private static string Text(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");

    // A quoted parameter can hold neither a quote nor a line's end, and has no way to escape them.
    private static string Parameter(string value) =>
        value.Replace('"', '\'').ReplaceLineEndings(" ");

    // Long lines go on in the next one after a space; a letter of several octets is never cut.
    private static void AppendFolded(StringBuilder file, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctetsOfALine)
            {
                file.Append(LineEnd).Append(' ');
                octets = 1;
            }

            file.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        file.Append(LineEnd);
    }
}

/// <summary>An event in a file.</summary>
/// <param name="Event">What it says.</param>
/// <param name="Address">Where it can be seen and changed; its host makes the event's id unique in the world.</param>
/// <param name="Stamp">When this was written down.</param>
public sealed record PublishedEvent(CalendarEvent Event, Uri Address, Instant Stamp);
