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
            Major(item.CostMinor, currency),
            item.SupplierId is { } supplier ? suppliers[supplier] : null,
        ]).Prepend(headings));
    }

    /// <summary>An order, line by line. Null where there is no such order.</summary>
    public async Task<string?> OrderAsync(Caller caller, Guid orderId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenForExportAsync(caller, Right.ViewInventory, cancellationToken);
        if (!await db.PurchaseOrders().AnyAsync(row => row.Id == orderId, cancellationToken))
        {
            return null;
        }

        var currency = (await db.WorkspaceAsync(cancellationToken)).Currency;
        var lines = await db.PurchaseOrderLines().Where(row => row.OrderId == orderId)
            .Join(db.InventoryItems(), row => row.ItemId, row => row.Id, (line, item) => new { line, item })
            .OrderBy(static row => row.item.NameKey)
            .ToListAsync(cancellationToken);
        IReadOnlyList<string?> headings = ["Item", "SKU", "Quantity", "Unit", $"Unit cost ({currency})", $"Cost ({currency})", "Received"];
        return ContactCsv.Write(lines.Select(row => (IReadOnlyList<string?>)
        [
            row.item.Name,
            row.item.Sku,
            Amounts.Plain(row.line.Quantity),
            row.item.Unit,
            Major(row.line.UnitCostMinor, currency),
            Major(row.line.CostMinor, currency),
            Amounts.Plain(row.line.Received),
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

    private static string? Major(long? minor, string currency) =>
        minor is { } cost ? new Money(cost, currency).Major.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
}
