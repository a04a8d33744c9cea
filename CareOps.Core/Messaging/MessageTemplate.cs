using System.Text.RegularExpressions;

namespace CareOps.Core.Messaging;

/// <summary>
/// Fills <c>{{contact.first_name}}</c> and its like. One pass: a value that looks like a variable stays what it is,
/// so nothing a customer types can pull in another variable.
/// </summary>
public static partial class MessageTemplate
{
    /// <summary>An unknown variable becomes nothing; templates are checked when they are saved.</summary>
    public static string Render(string template, IReadOnlyDictionary<string, string> values) =>
        EmptyParagraph().Replace(
            Variable().Replace(template, match => values.GetValueOrDefault(match.Groups["name"].Value, string.Empty)), "\n\n");

    public static IEnumerable<string> VariablesOf(string template) =>
        Variable().Matches(template).Select(static match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// The first thing in a template that looks like a variable and would not be filled in: another name, one brace instead of two,
    /// capitals. Null where there is none.
    /// </summary>
    public static string? UnknownIn(string template, IReadOnlyCollection<string> known) => MeantAsVariable().Matches(template)
        .Select(static match => match.Value)
        .FirstOrDefault(written => Variable().Match(written) is not { Success: true } variable
            || variable.Value != written
            || !known.Contains(variable.Groups["name"].Value, StringComparer.Ordinal));

    [GeneratedRegex(@"\{\{[^{}]*\}\}|\{\s*[A-Za-z_]+\.[A-Za-z_]+\s*\}", RegexOptions.None, 1000)]
    private static partial Regex MeantAsVariable();

    [GeneratedRegex(@"\{\{\s*(?<name>[a-z_]+\.[a-z_]+)\s*\}\}", RegexOptions.None, 1000)]
    private static partial Regex Variable();

    // Left behind by a paragraph whose only variable is empty.
    [GeneratedRegex(@"\n{3,}", RegexOptions.None, 1000)]
    private static partial Regex EmptyParagraph();
}
