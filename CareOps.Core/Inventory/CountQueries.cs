using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>An item to be counted, and its count where it was.</summary>
public sealed record CountRow(InventoryItem Item, StockCount? Count)
{
    /// <summary>What came since it was counted, negative for what went: in thousandths of the unit.</summary>
    public long Since => Count is null ? 0 : Item.Quantity - Count.Expected;

    /// <summary>What there is as soon as the count is confirmed.</summary>
    public long Confirmed => Count is null ? Item.Quantity : Item.Quantity + Count.ChangeOf(Item);
}

/// <summary>Reads how far stocktaking is, for whoever may count.</summary>
public sealed class CountQueries(ReadDoor door)
{
    /// <summary>All items of a category, or of all where null, by name; and all that are counted.</summary>
    public async Task<IReadOnlyList<CountRow>> ListAsync(Caller caller, string? category, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageInventory, cancellationToken);
        var counts = await db.StockCounts().ToDictionaryAsync(static row => row.ItemId, cancellationToken);
        var ids = counts.Keys.ToList();
        var items = await db.InventoryItems()
            .Where(row => !row.IsArchived && (category == null || row.Category == category || ids.Contains(row.Id)))
            .OrderBy(static row => row.Category).ThenBy(static row => row.NameKey)
            .ToListAsync(cancellationToken);
        return items.ConvertAll(item => new CountRow(item, counts.GetValueOrDefault(item.Id)));
    }
}
