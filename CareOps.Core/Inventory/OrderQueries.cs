using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>An order in a list.</summary>
public sealed record OrderRow(PurchaseOrder Order, string SupplierName, int Lines, int OpenLines);

/// <summary>One item of an order.</summary>
public sealed record OrderLineRow(PurchaseOrderLine Line, InventoryItem Item);

/// <summary>Something that a draft can order too.</summary>
/// <param name="Item">What.</param>
/// <param name="IsOfSupplier">It is usually bought of the order's supplier.</param>
public sealed record OrderableItem(InventoryItem Item, bool IsOfSupplier);

/// <summary>An order with what is on it, and the words in which it is mailed.</summary>
public sealed record OrderPage(PurchaseOrder Order, Supplier Supplier, IReadOnlyList<OrderLineRow> Lines, string Text)
{
    /// <summary>What it costs, in minor units of the workspace's currency, without the lines of which nobody said what they cost.</summary>
    public long TotalMinor => Lines.Sum(static row => row.Line.CostMinor ?? 0);

    public int Unpriced => Lines.Count(static row => row.Line.UnitCostMinor is null);

    /// <summary>No provider sends mail yet: what is mailed is kept in the Local outbox, and nobody gets it.</summary>
    public bool IsKeptHere { get; init; }
}

/// <summary>Reads purchase orders for whoever may see stock.</summary>
public sealed class OrderQueries(ReadDoor door)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<OrderRow>> ListAsync(Caller caller, int? before, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInventory, cancellationToken);
        return await db.PurchaseOrders().Where(row => before == null || row.Number < before)
            .OrderByDescending(static row => row.Number).Take(most)
            .Join(db.Suppliers(), row => row.SupplierId, row => row.Id, (order, supplier) => new { order, supplier })
            .OrderByDescending(static row => row.order.Number)
            .Select(row => new OrderRow(
                row.order,
                row.supplier.Name,
                db.PurchaseOrderLines().Count(line => line.OrderId == row.order.Id),
                db.PurchaseOrderLines().Count(line => line.OrderId == row.order.Id && line.IsOpen)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Null where there is no such order.</summary>
    public async Task<OrderPage?> FindAsync(Caller caller, Guid orderId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInventory, cancellationToken);
        if (await db.PurchaseOrders().SingleOrDefaultAsync(row => row.Id == orderId, cancellationToken) is not { } order)
        {
            return null;
        }

        var lines = await db.PurchaseOrderLines().Where(row => row.OrderId == orderId)
            .Join(db.InventoryItems(), row => row.ItemId, row => row.Id, (line, item) => new { line, item })
            .OrderBy(static row => row.item.NameKey)
            .ToListAsync(cancellationToken);
        return new OrderPage(
            order,
            await db.Suppliers().SingleAsync(row => row.Id == order.SupplierId, cancellationToken),
            lines.ConvertAll(static row => new OrderLineRow(row.line, row.item)),
            await OrderText.OfAsync(db, await db.WorkspaceAsync(cancellationToken), order, lines.ConvertAll(static row => row.line), cancellationToken))
        {
            IsKeptHere = !await db.ProviderConnections().AnyAsync(static row => row.Channel == Channel.Email && row.IsEnabled, cancellationToken),
        };
    }

    /// <summary>Items that are not on an order yet, by part of a name or number: what is bought of its supplier first.</summary>
    public async Task<IReadOnlyList<OrderableItem>> OrderableAsync(
        Caller caller, Guid orderId, string? nameOrNumber, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageInventory, cancellationToken);
        if (await db.PurchaseOrders().SingleOrDefaultAsync(row => row.Id == orderId, cancellationToken) is not { SupplierId: var supplier })
        {
            return [];
        }

        return await StockQueries.Matching(db, new StockFilter { Search = Text.Line(nameOrNumber) })
            .Where(row => !db.PurchaseOrderLines().Any(line => line.OrderId == orderId && line.ItemId == row.Id))
            .OrderByDescending(row => row.SupplierId == supplier).ThenBy(static row => row.NameKey).Take(most)
            .Select(row => new OrderableItem(row, row.SupplierId == supplier))
            .ToListAsync(cancellationToken);
    }
}
