using CareOps.Core.Contacts.Import;
using CareOps.Core.Foundation;

namespace CareOps.Core.Inventory;

/// <summary>What would become of one line of a file, or became of it.</summary>
/// <param name="Number">In the file, from 1.</param>
/// <param name="Outcome">What happens.</param>
/// <param name="Name">The item.</param>
/// <param name="About">Why it is refused, or what changes.</param>
public sealed record PlannedItem(int Number, ItemOutcome Outcome, string Name, string? About);

public enum ItemOutcome
{
    Created,
    Changed,
    Refused,
}

/// <summary>The beginning of a file, and what its columns probably are.</summary>
public sealed record ItemSample(IReadOnlyList<string> First, IReadOnlyList<IReadOnlyList<string>> Next, IReadOnlyList<string> Columns);

/// <summary>What an import of items would do, line by line. Nothing is written to know it.</summary>
public static class ItemPlan
{
    private const int SampleLines = 4;

    public static Result<ItemSample> SampleOf(ReadOnlyMemory<byte> content)
    {
        var read = CsvFile.Read(content.Span);
        return read.Succeeded
            ? new ItemSample(read.Value[0].Cells, [.. read.Value.Skip(1).Take(SampleLines).Select(static line => line.Cells)], ItemColumn.Guess(read.Value[0].Cells))
            : read.Error;
    }

    internal static Result<IReadOnlyList<CsvLine>> LinesOf(ReadOnlyMemory<byte> content, IReadOnlyList<string> columns, bool hasHeadings)
    {
        var read = CsvFile.Read(content.Span);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        if (!columns.Contains(ItemColumn.Name, StringComparer.Ordinal))
        {
            return new Error("import.name", "Choose the column that holds the names of the items.", ErrorKind.Invalid, nameof(ImportItems.Columns));
        }

        if (columns.Where(static column => column.Length > 0).GroupBy(static column => column, StringComparer.Ordinal).Any(static group => group.Count() > 1))
        {
            return new Error("import.twice", "Two columns are said to be the same thing. Leave one of them out.", ErrorKind.Invalid, nameof(ImportItems.Columns));
        }

        return hasHeadings ? [.. read.Value.Skip(1)] : (List<CsvLine>)[.. read.Value];
    }

    /// <param name="lines">Of the file, without its headings.</param>
    /// <param name="columns">What each column is.</param>
    /// <param name="known">The items there are, by name's key and by number.</param>
    internal static IReadOnlyList<PlannedItem> Of(IEnumerable<CsvLine> lines, IReadOnlyList<string> columns, IReadOnlyList<InventoryItem> known)
    {
        var byName = known.ToDictionary(static item => item.NameKey, StringComparer.Ordinal);
        var bySku = known.Where(static item => item.Sku is not null).ToDictionary(static item => item.Sku!, StringComparer.Ordinal);
        var earlier = new HashSet<string>(StringComparer.Ordinal);
        return [.. lines.Select(Plan)];

        PlannedItem Plan(CsvLine line)
        {
            var read = ItemLine.Read(line.Cells, columns);
            if (!read.Succeeded)
            {
                return new PlannedItem(line.Number, ItemOutcome.Refused, string.Join(", ", line.Cells.Take(2)), read.Error.Message);
            }

            var key = InventoryItem.KeyOf(read.Value.Name);
            var item = (read.Value.Sku is { } sku ? bySku.GetValueOrDefault(sku) : null) ?? byName.GetValueOrDefault(key);
            var isAgain = !earlier.Add(item?.NameKey ?? key);
            return item switch
            {
                { IsArchived: true } => new PlannedItem(line.Number, ItemOutcome.Refused, read.Value.Name, InventoryErrors.Archived.Message),
                null when !isAgain => new PlannedItem(line.Number, ItemOutcome.Created, read.Value.Name, AboutNew(read.Value)),
                _ => new PlannedItem(line.Number, ItemOutcome.Changed, read.Value.Name, isAgain ? "The same item as in an earlier line; the later one counts." : AboutKnown(read.Value, item!)),
            };
        }
    }

    private static string AboutNew(ItemLine line) => line.Quantity is { } quantity ? $"With {Amounts.Say(quantity, line.Unit ?? "pieces")}" : "Not counted yet";

    private static string AboutKnown(ItemLine line, InventoryItem item) => line.Quantity switch
    {
        { } quantity when !item.IsCounted => $"Counted for the first time: {Amounts.Say(quantity, item.Unit)}",
        { } quantity when quantity != item.Quantity => $"Quantity {Amounts.Say(item.Quantity)} → {Amounts.Say(quantity, item.Unit)}",
        _ => "Its quantity stays",
    };
}
