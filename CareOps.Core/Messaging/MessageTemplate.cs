using System.Text.RegularExpressions;

using CareOps.Core.Foundation;

namespace CareOps.Core.Messaging;

/// <summary>
/// Fills <c>{{contact.first_name}}</c> and its like. One pass: a value that looks like a variable stays what it is,
/// so nothing a customer types can pull in another variable.
/// </summary>
public static partial class MessageTemplate
{
    private const int LikelyMistakes = 3;

    /// <summary>An unknown variable becomes nothing; templates are checked when they are saved.</summary>
    public static string Render(string template, IReadOnlyDictionary<string, string> values) =>
        EmptyParagraph().Replace(
            Variable().Replace(template, match => values.GetValueOrDefault(match.Groups["name"].Value, string.Empty)), "\n\n");

    /// <summary>The same for several lines of a message, at most <paramref name="most"/> characters, whatever the values hold.</summary>
    public static string RenderText(string template, IReadOnlyDictionary<string, string> values, int most) =>
        Text.Shorten(Text.Lines(Render(template, values)) ?? string.Empty, most - 1);

    /// <summary>The same for a subject: one line without control characters, so that no value can begin a header of its own.</summary>
    public static string RenderLine(string template, IReadOnlyDictionary<string, string> values, int most) =>
        Text.Shorten(Spaces().Replace(Text.Line(Render(template, values)) ?? string.Empty, " "), most - 1);

    public static IEnumerable<string> VariablesOf(string template) =>
        Variable().Matches(template).Select(static match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// The first thing in a template that looks like a variable and would not be filled in: another name, one brace instead of two,
    /// capitals. Null where there is none.
    /// </summary>
    public static string? UnknownIn(string template, IReadOnlyCollection<string> known) =>
        ProblemsIn(template, known).FirstOrDefault()?.Written;

    /// <summary>Everything that looks like a variable and would not be filled in, in the order it is written.</summary>
    public static IEnumerable<TemplateProblem> ProblemsIn(string template, IReadOnlyCollection<string> known)
    {
        var lines = template.ReplaceLineEndings("\n").Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            foreach (Match meant in MeantAsVariable().Matches(lines[line]))
            {
                var written = meant.Value;
                var isFilledIn = Variable().Match(written) is { Success: true } variable
                    && variable.Value == written
                    && known.Contains(variable.Groups["name"].Value, StringComparer.Ordinal);
                if (!isFilledIn)
                {
                    yield return new TemplateProblem(line + 1, written, Nearest(written, known));
                }
            }
        }
    }

    private static string? Nearest(string written, IReadOnlyCollection<string> known)
    {
        var name = written.Trim('{', '}', ' ', '\t').ToLowerInvariant();
        return name.Length == 0
            ? null
            : known.Select(candidate => (Candidate: candidate, Mistakes: MistakesBetween(name, candidate)))
                .Where(static found => found.Mistakes <= LikelyMistakes)
                .OrderBy(static found => found.Mistakes)
                .Select(static found => found.Candidate)
                .FirstOrDefault();
    }

    // Levenshtein's distance, one row at a time.
    private static int MistakesBetween(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > LikelyMistakes)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[other.Length];
    }

    // Two braces that never close, or close what never opened, are a mistake too: customers would read them.
    [GeneratedRegex(@"\{\{[^{}]*(\}\}|(?=[{}]|$))|\{\s*[A-Za-z_]+\.[A-Za-z_]+\s*\}|\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MeantAsVariable();

    [GeneratedRegex(@"\{\{\s*(?<name>[a-z_]+\.[a-z_]+)\s*\}\}", RegexOptions.None, 1000)]
    private static partial Regex Variable();

    // Left behind by a paragraph whose only variable is empty.
    [GeneratedRegex(@"\n{3,}", RegexOptions.None, 1000)]
    private static partial Regex EmptyParagraph();

    [GeneratedRegex(@"\s{2,}", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}

/// <summary>Something in a template that customers would read as it stands.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Written">As it stands there, with its braces.</param>
/// <param name="Meant">The name of the variable that was probably meant; null where nothing comes near.</param>
public sealed record TemplateProblem(int Line, string Written, string? Meant);
