namespace CareOps.Bench.Framework;

/// <summary>Plain text columns, right-aligned.</summary>
public sealed class Table(IReadOnlyList<string> headings)
{
    private readonly List<IReadOnlyList<string>> _rows = [headings];

    public void Add(IReadOnlyList<string> cells) => _rows.Add(cells);

    public void Print(TextWriter output)
    {
        var widths = headings.Select((_, column) => _rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in _rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadLeft(widths[column]))).TrimEnd());
        }
    }
}
