using System.Text;

namespace CareOps.Core.Contacts;

/// <summary>Writes comma-separated values as spreadsheets read them: <see cref="Import.CsvFile"/> reads them back.</summary>
public static class ContactCsv
{
    // What a spreadsheet takes for the beginning of a formula.
    private const string Formula = "=+-@\t\r";

    public static string Write(IEnumerable<IReadOnlyList<string?>> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.AppendJoin(',', line.Select(Cell)).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>A cell as it was before <see cref="Cell"/> made it safe.</summary>
    public static string Uncell(string cell) =>
        cell is ['\'', .. var text] && text.TrimStart(' ') is [var first, ..] && Formula.Contains(first, StringComparison.Ordinal) ? text : cell;

    /// <summary>A cell that no spreadsheet takes for a formula: an apostrophe before it says that it is text.</summary>
    public static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return string.Empty;
        }

        var text = value.TrimStart(' ') is [var first, ..] && Formula.Contains(first, StringComparison.Ordinal) ? $"'{value}" : value;
        return text.AsSpan().ContainsAny(',', '"', '\n') || text.Contains('\r', StringComparison.Ordinal) || text[0] == ' '
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}
