using System.Net;
using System.Text.RegularExpressions;

namespace CareOps.Bench.Booking;

/// <summary>Reads the little a driver needs from a server-rendered page: links, and the hidden fields of its form.</summary>
public static partial class PageHtml
{
    public static IEnumerable<string> Links(string html) =>
        Anchors().Matches(html).Select(anchor => WebUtility.HtmlDecode(anchor.Groups["address"].Value));

    /// <summary>The hidden fields, in order, of the first form that posts and carries an antiforgery token; null without one.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? HiddenFields(string html) =>
        Forms().Matches(html)
            .Select(form => Hidden(form.Value))
            .FirstOrDefault(fields => fields.Exists(field => field.Key == "__RequestVerificationToken"));

    private static List<KeyValuePair<string, string>> Hidden(string form) =>
    [
        .. from Match input in Inputs().Matches(form)
           let attributes = Attributes().Matches(input.Value).ToLookup(
               attribute => attribute.Groups["name"].Value,
               attribute => WebUtility.HtmlDecode(attribute.Groups["value"].Value),
               StringComparer.OrdinalIgnoreCase)
           where attributes["type"].Contains("hidden", StringComparer.OrdinalIgnoreCase) && attributes["name"].Any()
           select KeyValuePair.Create(attributes["name"].First(), attributes["value"].FirstOrDefault() ?? ""),
    ];

    [GeneratedRegex("""<a\s[^>]*?href="(?<address>[^"]*)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Anchors();

    [GeneratedRegex(
        """<form\b[^>]*\bmethod="?post\b.*?</form>""",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Forms();

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inputs();

    [GeneratedRegex("""(?<name>[\w-]+)="(?<value>[^"]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attributes();
}
