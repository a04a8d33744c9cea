using System.Text.RegularExpressions;

namespace CareOps.Web.Components.Settings;

/// <summary>A piece of a message: text, or one of this server's own addresses.</summary>
public readonly record struct TextPiece(string Text, bool IsLink);

/// <summary>Finds this server's own addresses in a message's text; whatever else looks like one stays text.</summary>
public static partial class LinkedText
{
    // What ends a sentence belongs to it, not to the address before it.
    private const string EndOfSentence = ".,;:!?)]}'\"";

    /// <param name="text">The message.</param>
    /// <param name="root">Where this server is reached, without a slash at the end.</param>
    public static IReadOnlyList<TextPiece> Split(string text, string root)
    {
        var pieces = new List<TextPiece>();
        var end = 0;
        foreach (var match in AddressPattern().EnumerateMatches(text))
        {
            var address = text.AsSpan(match.Index, match.Length).TrimEnd(EndOfSentence).ToString();
            if (IsOurs(address, root))
            {
                Add(pieces, text[end..match.Index], isLink: false);
                Add(pieces, address, isLink: true);
                end = match.Index + address.Length;
            }
        }

        Add(pieces, text[end..], isLink: false);
        return pieces;
    }

    private static bool IsOurs(string address, string root) =>
        address == root
        || (address.StartsWith(root, StringComparison.Ordinal) && address[root.Length] is '/' or '?' or '#'
            && Uri.TryCreate(address, UriKind.Absolute, out _));

    private static void Add(List<TextPiece> pieces, string text, bool isLink)
    {
        if (text.Length > 0)
        {
            pieces.Add(new TextPiece(text, isLink));
        }
    }

    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.None, 1000)]
    private static partial Regex AddressPattern();
}
