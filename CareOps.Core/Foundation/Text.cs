using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CareOps.Core.Foundation;

/// <summary>What people type, made safe to store: trimmed, composed (NFC), without control characters.</summary>
public static partial class Text
{
    /// <summary>A single line, or null where nothing but space was typed.</summary>
    public static string? Line(string? typed) => Clean(typed, static _ => false);

    /// <summary>Several lines, with <c>\n</c> between them, or null where nothing but space was typed.</summary>
    public static string? Lines(string? typed) => Clean(typed?.ReplaceLineEndings("\n"), static c => c == '\n');

    /// <summary>
    /// Makes one line of each paragraph that was wrapped to fit a page: a line that ends no sentence goes on in the next, unless that begins
    /// with a variable.
    /// </summary>
    public static string Unwrap(string lines) => Wrapped().Replace(lines, " ");

    /// <summary>Whether the text holds characters that no form of ours accepts (other than line breaks and tabs).</summary>
    public static bool HasControlCharacters(string? typed) =>
        typed is not null && typed.Any(static c => IsControl(c) && c is not ('\n' or '\r' or '\t'));

    /// <summary>At most <paramref name="length"/> characters, never cutting a letter in two, with an ellipsis where cut.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var elements = StringInfo.ParseCombiningCharacters(text);
        var end = elements.Last(start => start <= length - 1);
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }

    private static string? Clean(string? typed, Func<char, bool> keep)
    {
        if (typed is null)
        {
            return null;
        }

        var text = new StringBuilder(typed.Length);
        foreach (var c in typed)
        {
            text.Append(IsControl(c) && !keep(c) ? ' ' : c);
        }

        var clean = text.ToString().Trim();
        return clean.Length == 0 ? null : Compose(clean);
    }

    // U+FFFE is no character, and composing a text that holds it throws.
    private static bool IsControl(char c) => char.IsControl(c) || c == '\ufffe';

    private static string Compose(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // A lone surrogate, which no keyboard types: shown as the replacement character.
            return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Normalize(NormalizationForm.FormC);
        }
    }

    [GeneratedRegex("(?<=[^.:!?\\n])\\n(?!\\n|\\{\\{|$)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Wrapped();
}
