using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>Stock as files for spreadsheets, and files on their way in.</summary>
public sealed class StockFileQueries(ReadDoor door)
{
    /// <summary>All items that are not archived, as <see cref="ImportItems"/> reads them back.</summary>
    public async Task<string> AllAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenForExportAsync(caller, Right.ViewInventory, cancellationToken);

        var currency = (await db.WorkspaceAsync(cancellationToken)).Currency;
        var suppliers = await db.Suppliers().ToDictionaryAsync(static row => row.Id, static row => row.Name, cancellationToken);
        var items = await db.InventoryItems().Where(static row => !row.IsArchived).OrderBy(static row => row.NameKey).ToListAsync(cancellationToken);
        IReadOnlyList<string?> headings = ["Name", "SKU", "Category", "Unit", "Quantity", "Low at", "Reorder quantity", "Cost", "Supplier"];
        return ContactCsv.Write(items.Select(item => (IReadOnlyList<string?>)
        [
            item.Name,
            item.Sku,
            item.Category,
            item.Unit,
            item.IsCounted ? Amounts.Plain(item.Quantity) : null,
            Amounts.Plain(item.LowAt),
            item.ReorderQuantity is { } reorder ? Amounts.Plain(reorder) : null,
            item.CostMinor is { } cost ? new Money(cost, currency).Major.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
            item.SupplierId is { } supplier ? suppliers[supplier] : null,
        ]).Prepend(headings));
    }

    /// <summary>What taking in a file would do, line by line.</summary>
    public async Task<Result<IReadOnlyList<PlannedItem>>> PlanAsync(
        Caller caller, ReadOnlyMemory<byte> content, IReadOnlyList<string> columns, bool hasHeadings, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageInventory, cancellationToken);
        var lines = ItemPlan.LinesOf(content, columns, hasHeadings);
        return lines.Succeeded
            ? new List<PlannedItem>(ItemPlan.Of(lines.Value, columns, await db.InventoryItems().ToListAsync(cancellationToken)))
            : lines.Error;
    }
}
