using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CareOps.Core.Messaging;

/// <summary>What a mail consists of beside its plain text.</summary>
public static partial class MailParts
{
    public const string CalendarName = "booking.ics";
    public const string Calendar = "text/calendar";

    /// <summary>The same words as HTML, for programs that show links only there: paragraphs, line breaks, links.</summary>
    public static string Html(string text, MailLook? look = null)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head>\n<body>\n").Append(look?.Head());
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            html.Append("<p>").Append(Linked(paragraph.Trim('\n'), look).Replace("\n", "<br>\n", StringComparison.Ordinal)).Append("</p>\n");
        }

        return html.Append("</body></html>\n").ToString();
    }

    /// <summary>RFC 6047, section 2.4: the method stands in the type as well, for programs that look no further.</summary>
    public static string CalendarType(string calendar) =>
        $"{Calendar}; charset=utf-8; method={(calendar.Contains("METHOD:CANCEL\r\n", StringComparison.Ordinal) ? "CANCEL" : "PUBLISH")}";

    /// <summary>Everything that goes beside the words: the calendar file, then what a member added.</summary>
    public static IEnumerable<OutgoingFile> FilesOf(OutgoingMessage message) => message.Calendar is { } calendar
        ? message.Files.Prepend(OutgoingFile.Of(CalendarName, Calendar, Encoding.UTF8.GetBytes(calendar)))
        : message.Files;

    private static string Linked(string text, MailLook? look)
    {
        var linked = new StringBuilder();
        var end = 0;
        foreach (Match address in Address().Matches(text))
        {
            var encoded = WebUtility.HtmlEncode(address.Value);
            linked.Append(WebUtility.HtmlEncode(text[end..address.Index])).Append("<a href=\"").Append(encoded).Append('"').Append(look?.LinkStyle).Append('>').Append(encoded).Append("</a>");
            end = address.Index + address.Length;
        }

        return linked.Append(WebUtility.HtmlEncode(text[end..])).ToString();
    }

    // A full stop behind an address ends the sentence.
    [GeneratedRegex("""https?://[^\s<>"']*[^\s<>"'.,;:!?)\]]""", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
