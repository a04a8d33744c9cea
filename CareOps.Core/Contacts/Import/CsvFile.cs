using System.Globalization;
using System.Text;

using CareOps.Core.Foundation;

using CsvHelper;

namespace CareOps.Core.Contacts.Import;

/// <summary>A line of a file as spreadsheets count them, from 1. Blank lines are counted and left out.</summary>
public sealed record CsvLine(int Number, IReadOnlyList<string> Cells);

/// <summary>
/// Reads a file of comma-, semicolon- or tab-separated values, in UTF-8, UTF-16 or Windows-1252, whichever it is. What
/// <see cref="ContactCsv"/> wrote is read back as it was.
/// </summary>
public static class CsvFile
{
    /// <summary>In bytes.</summary>
    public const int MaxSize = 5 * 1024 * 1024;

    public const int MaxLines = 20_000;
    public const int MaxColumns = 100;

    private const int WindowsLatin = 1252;

    private static readonly string TooMuch =
        $"This is more than fits: at most {MaxLines.ToString("N0", CultureInfo.InvariantCulture)} lines and {MaxColumns} columns. Split the file.";

    private static readonly Encoding Latin = CodePagesEncodingProvider.Instance.GetEncoding(WindowsLatin)!;

    public static Result<IReadOnlyList<CsvLine>> Read(ReadOnlySpan<byte> content) => content switch
    {
        { Length: 0 } => Refused("This file is empty."),
        { Length: > MaxSize } => Refused($"This file is larger than {MaxSize / 1024 / 1024} MB. Split it into several."),
        [(byte)'P', (byte)'K', ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] => Refused("This is a workbook. Save it as CSV in your spreadsheet program, and choose that file."),
        _ => Lines(TextOf(content)),
    };

    private static Result<IReadOnlyList<CsvLine>> Lines(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return Refused("This is not a text file. Save your contacts as CSV, and choose that file.");
        }

        int? open = null;
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = record => open ??= record.Reason == CsvMalformedReason.UnterminatedQuote ? (int)record.LineNumber : null,
        });
        var lines = new List<CsvLine>();
        while (reader.Read())
        {
            if (reader.FieldCount > MaxColumns || lines.Count == MaxLines)
            {
                return Refused(TooMuch);
            }

            var cells = reader.Current.ToArray();
            if (Array.Exists(cells, static cell => !string.IsNullOrWhiteSpace(cell)))
            {
                lines.Add(new CsvLine((int)reader.LineNumber, Array.ConvertAll(cells, ContactCsv.Uncell)));
            }
        }

        if (open is { } line)
        {
            // It would swallow the rest of the file.
            return Refused($"A quotation mark (\") in line {line.ToString(CultureInfo.InvariantCulture)} is never closed.");
        }

        return lines.Count == 0 ? Refused("This file is empty.") : lines;
    }

    private static string TextOf(ReadOnlySpan<byte> content)
    {
        switch (content)
        {
            case [0xEF, 0xBB, 0xBF, .. var rest]:
                return Encoding.UTF8.GetString(rest);
            case [0xFF, 0xFE, .. var rest]:
                return Encoding.Unicode.GetString(rest);
            case [0xFE, 0xFF, .. var rest]:
                return Encoding.BigEndianUnicode.GetString(rest);

            // Without a mark: of two bytes of UTF-16, one is zero in nearly every letter of a heading.
            case [_, 0, _, 0, ..]:
                return Encoding.Unicode.GetString(content);
            case [0, _, 0, _, ..]:
                return Encoding.BigEndianUnicode.GetString(content);
            default:
                return (System.Text.Unicode.Utf8.IsValid(content) ? Encoding.UTF8 : Latin).GetString(content);
        }
    }

    private static Result<IReadOnlyList<CsvLine>> Refused(string sentence) => new Error("import.file", sentence, ErrorKind.Invalid, nameof(UploadContacts.Content));
}
