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

    [GeneratedRegex(@"\{\{\s*(?<name>[a-z_]+\.[a-z_]+)\s*\}\}", RegexOptions.None, 1000)]
    private static partial Regex Variable();

    // Left behind by a paragraph whose only variable is empty.
    [GeneratedRegex(@"\n{3,}", RegexOptions.None, 1000)]
    private static partial Regex EmptyParagraph();
}
