using System.Globalization;

using CareOps.Core.Foundation;

namespace CareOps.Core.Inventory;

/// <summary>What a column of a file of items can be. What a file does not say of an item that is there stays as it is.</summary>
public static class ItemColumn
{
    public const string LeftOut = "";
    public const string Name = "name";
    public const string Sku = "sku";
    public const string Category = "category";
    public const string Unit = "unit";
    public const string Quantity = "quantity";
    public const string LowAt = "low";
    public const string Reorder = "reorder";
    public const string Cost = "cost";
    public const string Supplier = "supplier";

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["name"] = Name,
        ["item"] = Name,
        ["product"] = Name,
        ["description"] = Name,
        ["artikel"] = Name,
        ["bezeichnung"] = Name,
        ["sku"] = Sku,
        ["number"] = Sku,
        ["code"] = Sku,
        ["itemnumber"] = Sku,
        ["artikelnummer"] = Sku,
        ["category"] = Category,
        ["group"] = Category,
        ["kategorie"] = Category,
        ["unit"] = Unit,
        ["einheit"] = Unit,
        ["quantity"] = Quantity,
        ["stock"] = Quantity,
        ["instock"] = Quantity,
        ["onhand"] = Quantity,
        ["menge"] = Quantity,
        ["bestand"] = Quantity,
        ["lowat"] = LowAt,
        ["threshold"] = LowAt,
        ["minimum"] = LowAt,
        ["reorderlevel"] = LowAt,
        ["mindestbestand"] = LowAt,
        ["reorderquantity"] = Reorder,
        ["orderatatime"] = Reorder,
        ["orderquantity"] = Reorder,
        ["bestellmenge"] = Reorder,
        ["cost"] = Cost,
        ["price"] = Cost,
        ["unitcost"] = Cost,
        ["preis"] = Cost,
        ["supplier"] = Supplier,
        ["vendor"] = Supplier,
        ["lieferant"] = Supplier,
    };

    /// <summary>What the columns under these headings probably are; none is two of them.</summary>
    public static IReadOnlyList<string> Guess(IReadOnlyList<string> headings)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. headings.Select(heading =>
        {
            var key = string.Concat(heading.ToLowerInvariant().Where(char.IsLetterOrDigit));
            return Words.TryGetValue(key, out var column) && taken.Add(column) ? column : LeftOut;
        })];
    }
}

/// <summary>What a line of a file says of an item. What it does not say is null.</summary>
internal sealed record ItemLine(string Name)
{
    public string? Sku { get; private init; }

    public string? Category { get; private init; }

    public string? Unit { get; private init; }

    public long? Quantity { get; private init; }

    public long? LowAt { get; private init; }

    public long? Reorder { get; private init; }

    public decimal? Cost { get; private init; }

    public string? Supplier { get; private init; }

    public static Result<ItemLine> Read(IReadOnlyList<string> cells, IReadOnlyList<string> columns)
    {
        string? Of(string column)
        {
            var at = Place(columns, column);
            return at < 0 || at >= cells.Count ? null : Text.Line(cells[at]);
        }

        var errors = new FieldChecks();
        errors.Required(Of(ItemColumn.Name), ItemColumn.Name, "a name for the item", InventoryItem.MaxNameLength);
        Limit(ItemColumn.Sku, InventoryItem.MaxSkuLength, "number");
        Limit(ItemColumn.Category, InventoryItem.MaxCategoryLength, "category");
        Limit(ItemColumn.Unit, InventoryItem.MaxUnitLength, "unit");
        Limit(ItemColumn.Supplier, Inventory.Supplier.MaxNameLength, "supplier");
        var quantity = Amount(ItemColumn.Quantity, "quantity");
        var lowAt = Amount(ItemColumn.LowAt, "threshold");
        var reorder = Amount(ItemColumn.Reorder, "reorder quantity");
        var cost = Number(Of(ItemColumn.Cost));
        errors.If(Of(ItemColumn.Cost) is not null && cost is null or < 0 or > 1_000_000, "cost", "The cost is not a number from 0 to 1,000,000.", ItemColumn.Cost);
        if (errors.All is [var first, ..])
        {
            return first.Field == ItemColumn.Name ? first with { Message = "There is no name in this line, or it is too long." } : first;
        }

        return new ItemLine(Of(ItemColumn.Name)!)
        {
            Sku = Of(ItemColumn.Sku),
            Category = Of(ItemColumn.Category),
            Unit = Of(ItemColumn.Unit),
            Quantity = quantity,
            LowAt = lowAt,
            Reorder = reorder is 0 ? null : reorder,
            Cost = cost,
            Supplier = Of(ItemColumn.Supplier),
        };

        void Limit(string column, int most, string what) => errors.If(
            Of(column)?.Length > most, "too_long", string.Create(CultureInfo.InvariantCulture, $"The {what} is too long: at most {most} characters fit."), column);

        long? Amount(string column, string what)
        {
            if (Of(column) is not { } typed)
            {
                return null;
            }

            var amount = Number(typed) is >= 0 and var number ? Amounts.Of(number) : null;
            errors.If(amount is null, "amount", $"The {what} “{typed}” is not a number that can be read. Write it like 1200 or 1.5.", column);
            return amount;
        }
    }

    private static int Place(IReadOnlyList<string> columns, string column)
    {
        for (var place = 0; place < columns.Count; place++)
        {
            if (columns[place] == column)
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>Null where it is no number, or could be two: "1,200" is a thousand to some and little more than one to others.</summary>
    private static decimal? Number(string? typed)
    {
        if (typed is null || (typed.Contains(',', StringComparison.Ordinal) && (typed.Contains('.', StringComparison.Ordinal) || typed.Split(',') is not [_, { Length: 1 or 2 }])))
        {
            return null;
        }

        return decimal.TryParse(
            typed.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    /// <summary>What is to be known of the item: what the line says, else what was known.</summary>
    public ItemDetails Over(InventoryItem? known, Guid? supplierId, string currency) => new(Name, Unit ?? known?.Unit ?? "pieces")
    {
        Sku = Sku ?? known?.Sku,
        Category = Category ?? known?.Category,
        LowAt = LowAt ?? known?.LowAt ?? 0,
        ReorderQuantity = Reorder ?? known?.ReorderQuantity,
        CostMinor = Cost is { } cost ? Money.ToMinor(cost, currency) : known?.CostMinor,
        SupplierId = supplierId ?? known?.SupplierId,
    };
}
