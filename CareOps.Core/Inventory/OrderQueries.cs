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

/// <summary>An order with what is on it, and the words in which it is mailed.</summary>
public sealed record OrderPage(PurchaseOrder Order, Supplier Supplier, IReadOnlyList<OrderLineRow> Lines, string Text)
{
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
}
