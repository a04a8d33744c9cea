using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace CareOps.Core.Foundation;

/// <summary>The part of a public address that names a workspace or a service: lower-case letters, digits, hyphens.</summary>
public static class Slug
{
    public const int MaxLength = 40;

    // Letters that Unicode does not take apart into a plain one and its mark.
    private static readonly Dictionary<char, string> Plain = new()
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ı'] = "i",
    };

    /// <summary>A slug of a name ("Zoë's Spa &amp; Salon" → "zoes-spa-salon"), or <paramref name="fallback"/> where no letter is left.</summary>
    public static string From(string name, string fallback)
    {
        var slug = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (Plain.TryGetValue(c, out var plain))
            {
                slug.Append(plain);
            }
            else if (c is not ('\'' or '’') && char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString();
        text = text[..Math.Min(text.Length, MaxLength)].Trim('-');
        return text.Length == 0 ? fallback : text;
    }

    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && text[0] != '-' && text[^1] != '-';
}
