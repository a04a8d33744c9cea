using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Html;

namespace CareOps.Web.Public;

/// <summary>
/// What the address of one booking page passes on to the next: that it is embedded, and for whom its details are filled in. Links
/// are changed in one place, after the page was drawn and only where there is something to keep, so that no page can forget it.
/// </summary>
internal static partial class KeptQuery
{
    private const string BookingPages = "/book/";
    private const string ContactPages = "/contact/";

    // The page around the frame has a main part, too: people who jump from one to the next must be able to tell them apart.
    private const string MainPart = "<main id=\"main\"";
    private const string NamedMainPart = $"{MainPart} aria-label=\"Booking\"";

    // On a link that already says all it is to say.
    private const string LeavesAsItIs = " data-clear ";

    /// <summary>Whether there is something to keep.</summary>
    public static bool IsOn(HttpContext context) => Of(context).Length > 0;

    /// <summary>The address with what is kept.</summary>
    public static string Keep(this HttpContext context, string path)
    {
        var kept = Of(context);
        var joint = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return kept.Length == 0 ? path : $"{path}{joint}{kept}";
    }

    /// <summary>The page as it is shown there, its links changed: to other steps with what is kept, elsewhere out of the frame.</summary>
    public static IHtmlContent InLinks(HttpContext context, IHtmlContent page)
    {
        var kept = Of(context);
        if (kept.Length == 0)
        {
            return page;
        }

        using var text = new StringWriter();
        page.WriteTo(text, HtmlEncoder.Default);
        var html = Links().Replace(text.ToString(), link => Change(context, link, kept));
        return new HtmlString(context.IsEmbedded() || context.IsPreviewFrame() ? html.Replace(MainPart, NamedMainPart, StringComparison.Ordinal) : html);
    }

    private static string Of(HttpContext context)
    {
        // Checked, so that nothing a stranger types is drawn into our pages.
        var link = LinkToken.Parse(context.Request.Query["for"]);
        var prefill = link is null || !context.Request.Path.StartsWithSegments("/book") ? null : $"for={link}";
        return string.Join('&', new[] { context.IsEmbedded() ? Embedding.Query : null, context.IsPreviewFrame() ? PreviewFrame.Query : null, prefill }.OfType<string>());
    }

    private static string Change(HttpContext context, Match link, string kept)
    {
        var address = link.Groups["address"].Value;
        if (link.Value.Contains(LeavesAsItIs, StringComparison.Ordinal))
        {
            return link.Value;
        }

        var isStep = address.StartsWith(BookingPages, StringComparison.Ordinal)
            || (address.StartsWith('?') && context.Request.Path.StartsWithSegments("/book"))
            || (context.IsPreviewFrame() && address.StartsWith(ContactPages, StringComparison.Ordinal));
        if (isStep)
        {
            var joint = address.Contains('?', StringComparison.Ordinal) ? "&amp;" : "?";
            return $"{link.Groups["start"].Value}{address}{joint}{kept.Replace("&", "&amp;", StringComparison.Ordinal)}\"";
        }

        // What is not booking has no place in the frame, and no permission to be in it.
        return (context.IsEmbedded() || context.IsPreviewFrame()) && !address.StartsWith('#') ? $"{link.Value} target=\"_blank\" rel=\"noopener\"" : link.Value;
    }

    // Our own pages: every attribute stands in double quotes, and no value holds a bracket that is not encoded.
    [GeneratedRegex("(?<start><a\\b[^>]*?\\shref=\")(?<address>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();
}
