using System.Net;
using System.Net.Mail;
using System.Text.RegularExpressions;

using CareOps.Core.Foundation;

namespace CareOps.Core.Messaging;

/// <summary>A received mail as a provider hands it over.</summary>
/// <param name="ProviderId">The provider's own id: the same mail again is known by it.</param>
/// <param name="From">The From header.</param>
/// <param name="To">Addresses it was sent to.</param>
/// <param name="Subject">The Subject header.</param>
/// <param name="Text">Its plain text, or null.</param>
/// <param name="Html">Its HTML, or null.</param>
public sealed record InboundMail(string ProviderId, string? From, IReadOnlyList<string> To, string? Subject, string? Text, string? Html)
{
    /// <summary>The Message-ID header.</summary>
    public string? MailId { get; init; }

    /// <summary>What In-Reply-To and References name, nearest first.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    public IReadOnlyList<InboundFile> Files { get; init; } = [];

    /// <summary>Written by a machine (RFC 3834): kept, but nobody waits for an answer to it.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Reads headers as they stand in a mail, folded lines included.</summary>
    public InboundMail WithHeaders(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var named = headers.ToLookup(static header => header.Key, static header => header.Value.Trim(), StringComparer.OrdinalIgnoreCase);
        var references = MailText.IdsIn(string.Join(' ', named["References"])).Reverse();
        return this with
        {
            MailId = MailId ?? (MailText.IdsIn(string.Join(' ', named["Message-ID"])) is [var id, ..] ? id : null),
            Earlier = [.. MailText.IdsIn(string.Join(' ', named["In-Reply-To"])).Concat(references)],
            IsAutomatic = named["Auto-Submitted"].Any(static value => !value.StartsWith("no", StringComparison.OrdinalIgnoreCase)),
        };
    }
}

/// <summary>Turns mail into what a thread shows: plain text, without what it repeats of earlier messages.</summary>
public static partial class MailText
{
    // Far more than a thread shows; what is beyond is not even looked at.
    private const int MostLookedAt = 500_000;

    private const string Cut = "\n\n[The rest was cut off: it was too long.]";

    /// <summary>The header lines of a mail, unfolded (RFC 5322, section 2.2.3).</summary>
    public static IEnumerable<KeyValuePair<string, string>> HeadersIn(string block) =>
        Folded().Replace(block.ReplaceLineEndings("\n"), " ").Split('\n')
            .Select(static line => line.Split(':', 2))
            .Where(static parts => parts.Length == 2)
            .Select(static parts => KeyValuePair.Create(parts[0].Trim(), parts[1].Trim()));

    public static IReadOnlyList<string> IdsIn(string header) =>
        [.. MailId().Matches(header).Select(static match => match.Value).Where(static id => id.Length <= Message.MaxMailIdLength)];

    /// <summary>Our own message that a Message-ID names; null where it is another's.</summary>
    public static Guid? OurMessage(string mailId) =>
        mailId.Length > 34 && mailId[33] == '@' && Guid.TryParseExact(mailId.AsSpan(1, 32), "N", out var id) ? id : null;

    /// <summary>The sender's address and name.</summary>
    public static (EmailAddress Address, string Name)? SenderOf(string? from)
    {
        var line = Foundation.Text.Line(from);
        return line is { Length: <= 1000 } && MailAddress.TryCreate(line, out var sender) && EmailAddress.Parse(sender.Address) is { } address
            ? (address, Foundation.Text.Line(sender.DisplayName) ?? address.Value)
            : null;
    }

    /// <summary>What a mail says, and what it repeats of earlier ones.</summary>
    public static (string Body, string? Quoted) Read(string? text, string? html)
    {
        var whole = Foundation.Text.Lines(Start(text)) ?? Foundation.Text.Lines(OfHtml(Start(html) ?? string.Empty));
        if (whole is null)
        {
            return ("(No text)", null);
        }

        var quote = QuoteStart().Match(whole);
        return quote.Success && Foundation.Text.Lines(whole[..quote.Index]) is { } body
            ? (Limit(body), Limit(whole[quote.Index..].Trim()))
            : (Limit(whole), null);
    }

    /// <summary>Plain text of HTML: no tags, scripts or styles; line breaks where they are seen.</summary>
    public static string OfHtml(string html)
    {
        var visible = Hidden().Replace(html, string.Empty);
        visible = Space().Replace(visible, " ");
        visible = LineBreak().Replace(visible, "\n");
        visible = Tag().Replace(visible, string.Empty);
        return ManyLines().Replace(WebUtility.HtmlDecode(visible), "\n\n");
    }

    private static string? Start(string? text) => text?.Length > MostLookedAt ? text[..MostLookedAt] : text;

    private static string Limit(string text) =>
        text.Length <= Message.MaxBodyLength ? text : Foundation.Text.Shorten(text, Message.MaxBodyLength - Cut.Length) + Cut;

    [GeneratedRegex(@"\n[ \t]+", RegexOptions.None, 1000)]
    private static partial Regex Folded();

    [GeneratedRegex("<[^<>\\s]+@[^<>\\s]+>", RegexOptions.None, 1000)]
    private static partial Regex MailId();

    // "On Tue, 3 Mar 2026 at 09:30, Riverside wrote:" as programs of several languages say it, Outlook's line, the four headers that it
    // repeats, or a block of "> " at the end.
    [GeneratedRegex(
        @"^(?:(?:On|Am|Le|El|Il|Op|Den) [^\n]{5,200}(?:\n[^\n]{0,200})?(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev)[^\n]{0,100}:[ \t]*$"
        + @"|-{2,} ?(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Oorspronkelijk bericht) ?-{2,}|_{20,}[ \t]*\n(?:From|Von|De|Van|Fra):"
        + @"|(?:From|Von|De|Da|Van|Fra|Från): [^\n]+\n(?:Sent|Date|Gesendet|Datum|Envoyé|Date|Enviado|Inviato|Verzonden|Sendt|Skickat)\s?: [^\n]+\n(?:To|An|À|Para|A|Aan|Til|Till)\s?: "
        + @"|(?:>[^\n]*\n?)+\s*\z)",
        RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex QuoteStart();

    [GeneratedRegex(@"<!--.*?-->|<(?:script|style|head|title)\b.*?</(?:script|style|head|title)\s*>", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();

    [GeneratedRegex(@"<br ?/?>|</(?:p|div|li|tr|h[1-6]|blockquote) ?>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex LineBreak();

    [GeneratedRegex("<[^<>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\n{3,}", RegexOptions.NonBacktracking)]
    private static partial Regex ManyLines();
}
