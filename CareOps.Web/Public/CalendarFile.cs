using System.Text;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Public;

/// <summary>One event as an iCalendar file (RFC 5545), to be published to one person's calendar (RFC 5546).</summary>
public static class CalendarFile
{
    public const string ContentType = "text/calendar; charset=utf-8; method=PUBLISH";

    private const int MostOctetsOfALine = 75;
    private const string LineEnd = "\r\n";

    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <param name="appointment">The event.</param>
    /// <param name="address">Where it can be seen and changed; its host makes the event's id unique in the world.</param>
    /// <param name="organizerAddress">Who calls the meeting, where the business gives no email address.</param>
    /// <param name="now">The moment of writing.</param>
    public static string Write(CalendarEvent appointment, Uri address, Uri organizerAddress, Instant now)
    {
        var organizer = appointment.OrganizerEmail is { } email ? $"mailto:{email}" : organizerAddress.AbsoluteUri;
        var file = new StringBuilder();
        foreach (var line in (ReadOnlySpan<string>)[
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//CareOps//CareOps//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            $"UID:{appointment.Id:D}@{address.Host}",
            $"SEQUENCE:{appointment.Sequence}",
            $"DTSTAMP:{Utc.Format(now)}",
            $"DTSTART:{Utc.Format(appointment.Start)}",
            $"DTEND:{Utc.Format(appointment.End)}",
            $"SUMMARY:{Text(appointment.Title)}",
            $"DESCRIPTION:{Text(appointment.Description)}",
            $"LOCATION:{Text(appointment.Place)}",
            $"URL:{address.AbsoluteUri}",
            $"ORGANIZER;CN=\"{Parameter(appointment.OrganizerName)}\":{organizer}",
            $"STATUS:{(appointment.IsCancelled ? "CANCELLED" : "CONFIRMED")}",
            "END:VEVENT",
            "END:VCALENDAR",
        ])
        {
            AppendFolded(file, line);
        }

        return file.ToString();
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
