using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>
/// Drafts an order for each supplier of whom something is low and not on its way yet. Where there is a draft already, what is missing joins it.
/// </summary>
[Requires(Right.ManageInventory)]
public sealed record DraftOrders;

/// <summary>Drafts an order of one item, or adds it to the draft that its supplier has. <paramref name="Quantity"/> in units.</summary>
[Requires(Right.ManageInventory)]
public sealed record OrderItem(Guid ItemId, decimal? Quantity);

/// <summary>Adds an item to a draft, as much as is usually ordered of it. One that is on it already stays as it is.</summary>
[Requires(Right.ManageInventory)]
public sealed record AddOrderLine(Guid OrderId, Guid ItemId);

/// <summary>Changes how much of something a draft orders; none, or zero, takes it off.</summary>
[Requires(Right.ManageInventory)]
public sealed record ChangeOrderLine(Guid LineId, decimal? Quantity);

/// <summary>Says what one unit costs on a draft, in the workspace's currency; null: nobody knows.</summary>
[Requires(Right.ManageInventory)]
public sealed record PriceOrderLine(Guid LineId, decimal? UnitCost);

/// <summary>What was drafted, and what could not be because nobody is named to buy it from.</summary>
public sealed record DraftedOrders(IReadOnlyList<Guid> OrderIds, IReadOnlyList<string> WithoutSupplier);

public sealed class DraftOrdersHandler(IWriteDoor door) : Handler<DraftOrders, DraftedOrders>(door)
{
    protected override async Task<Result<DraftedOrders>> ExecuteAsync(
        CareOpsDb db, Caller caller, DraftOrders command, CancellationToken cancellationToken)
    {
        await db.LockAsync(OrderDesk.LockOf(db), cancellationToken);
        var low = await db.InventoryItems().Where(static row => row.AlertId != null).OrderBy(static row => row.NameKey).ToListAsync(cancellationToken);
        var onOrder = await StockQueries.OnOrderAsync(db.PurchaseOrderLines(), cancellationToken);
        var wanted = low
            .Where(item => item.Quantity + onOrder.GetValueOrDefault(item.Id) <= item.LowAt)
            .ToLookup(static item => item.SupplierId);
        var orders = new List<Guid>();
        foreach (var supplier in wanted.Where(static group => group.Key is not null).OrderBy(static group => group.Key))
        {
            var order = await OrderDesk.DraftOfAsync(db, caller, supplier.Key!.Value, cancellationToken);
            foreach (var item in supplier)
            {
                await OrderDesk.AddAsync(db, order, item, item.UsualOrder, replaces: false, cancellationToken);
            }

            orders.Add(order.Id);
        }

        return new DraftedOrders(orders, [.. wanted[null].Select(static item => item.Name)]);
    }
}

public sealed class OrderItemHandler(IWriteDoor door) : Handler<OrderItem, PurchaseOrder>(door)
{
    protected override IEnumerable<Error> Check(OrderItem command)
    {
        var errors = new FieldChecks();
        errors.If(command.Quantity is null, "required", "Enter how much to order.", nameof(command.Quantity));
        errors.CheckAmount(command.Quantity, nameof(command.Quantity), mayBeZero: false);
        return errors.All;
    }

    protected override async Task<Result<PurchaseOrder>> ExecuteAsync(
        CareOpsDb db, Caller caller, OrderItem command, CancellationToken cancellationToken)
    {
        await db.LockAsync(OrderDesk.LockOf(db), cancellationToken);
        if (await db.InventoryItems().AsNoTracking().SingleOrDefaultAsync(row => row.Id == command.ItemId, cancellationToken) is not { } item)
        {
            return InventoryErrors.ItemNotFound;
        }

        if (item.SupplierId is not { } supplier)
        {
            return new Error("item.supplier", "Say first whom this is bought from: choose a supplier for the item.", ErrorKind.Conflict);
        }

        var order = await OrderDesk.DraftOfAsync(db, caller, supplier, cancellationToken);
        await OrderDesk.AddAsync(db, order, item, Amounts.Of(command.Quantity)!.Value, replaces: true, cancellationToken);
        return order;
    }
}

public sealed class AddOrderLineHandler(IWriteDoor door) : Handler<AddOrderLine, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, AddOrderLine command, CancellationToken cancellationToken)
    {
        var found = await OrderDesk.FindAsync(db, command.OrderId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (!found.Value.Order.IsOpenDraft)
        {
            return OrderDesk.NotADraft;
        }

        if (await db.InventoryItems().AsNoTracking().SingleOrDefaultAsync(row => row.Id == command.ItemId, cancellationToken) is not { } item)
        {
            return InventoryErrors.ItemNotFound;
        }

        if (item.IsArchived)
        {
            return InventoryErrors.Archived;
        }

        await OrderDesk.AddAsync(db, found.Value.Order, item, item.UsualOrder, replaces: false, cancellationToken);
        db.Announce(found.Value.Order.LiveSubject);
        return Done.It;
    }
}

public sealed class ChangeOrderLineHandler(IWriteDoor door) : Handler<ChangeOrderLine, Done>(door)
{
    protected override IEnumerable<Error> Check(ChangeOrderLine command)
    {
        var errors = new FieldChecks();
        errors.CheckAmount(command.Quantity, nameof(command.Quantity));
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ChangeOrderLine command, CancellationToken cancellationToken)
    {
        var found = await OrderDesk.LineOfDraftAsync(db, command.LineId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (Amounts.Of(command.Quantity) is > 0 and var quantity)
        {
            found.Value.Change(quantity);
        }
        else
        {
            db.Remove(found.Value);
        }

        return Done.It;
    }
}

public sealed class PriceOrderLineHandler(IWriteDoor door) : Handler<PriceOrderLine, Done>(door)
{
    protected override IEnumerable<Error> Check(PriceOrderLine command)
    {
        var errors = new FieldChecks();
        errors.CheckCost(command.UnitCost, nameof(command.UnitCost));
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, PriceOrderLine command, CancellationToken cancellationToken)
    {
        var found = await OrderDesk.LineOfDraftAsync(db, command.LineId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.Price(command.UnitCost is { } cost ? Money.ToMinor(cost, (await db.WorkspaceAsync(cancellationToken)).Currency) : null);
        return Done.It;
    }
}

/// <summary>What the steps of purchase orders share. All orders of a workspace are changed one after the other.</summary>
internal static class OrderDesk
{
    public static readonly Error NotADraft = new("order.step", "This order was sent already, so it can't be changed.", ErrorKind.Conflict);

    public static string LockOf(CareOpsDb db) => $"orders:{db.Workspace}";

    /// <summary>The supplier's draft that nobody has sent yet, or a new one.</summary>
    public static async Task<PurchaseOrder> DraftOfAsync(CareOpsDb db, Caller caller, Guid supplierId, CancellationToken cancellationToken)
    {
        var draft = await db.PurchaseOrders()
            .Where(row => row.SupplierId == supplierId && row.Status == OrderStatus.Draft && row.HandedOverAt == null)
            .OrderBy(static row => row.Number).FirstOrDefaultAsync(cancellationToken);
        if (draft is not null)
        {
            db.Announce(draft.LiveSubject);
            return draft;
        }

        var last = await db.PurchaseOrders().MaxAsync(static row => (int?)row.Number, cancellationToken) ?? 0;
        var order = PurchaseOrder.Create(db, supplierId, last + 1);
        db.Add(order);
        await db.SaveChangesAsync(cancellationToken);
        db.Audit(caller, "order.drafted", order.Id, null, new { order.Number, order.SupplierId });
        return order;
    }

    public static async Task AddAsync(
        CareOpsDb db, PurchaseOrder order, InventoryItem item, long quantity, bool replaces, CancellationToken cancellationToken)
    {
        var line = await db.PurchaseOrderLines().SingleOrDefaultAsync(row => row.OrderId == order.Id && row.ItemId == item.Id, cancellationToken);
        if (line is null)
        {
            db.Add(PurchaseOrderLine.Of(db, order.Id, item, quantity));
        }
        else if (replaces)
        {
            line.Change(quantity);
        }
    }

    /// <summary>A line of a draft that can be changed still; whoever looks at the order is told.</summary>
    public static async Task<Result<PurchaseOrderLine>> LineOfDraftAsync(CareOpsDb db, Guid lineId, CancellationToken cancellationToken)
    {
        await db.LockAsync(LockOf(db), cancellationToken);
        if (await db.PurchaseOrderLines().SingleOrDefaultAsync(row => row.Id == lineId, cancellationToken) is not { } line)
        {
            return InventoryErrors.OrderNotFound;
        }

        var order = await db.PurchaseOrders().SingleAsync(row => row.Id == line.OrderId, cancellationToken);
        if (!order.IsOpenDraft)
        {
            return NotADraft;
        }

        db.Announce(order.LiveSubject);
        return line;
    }

    public static async Task<Result<(PurchaseOrder Order, List<PurchaseOrderLine> Lines)>> FindAsync(
        CareOpsDb db, Guid orderId, CancellationToken cancellationToken)
    {
        await db.LockAsync(LockOf(db), cancellationToken);
        return await db.PurchaseOrders().SingleOrDefaultAsync(row => row.Id == orderId, cancellationToken) is { } order
            ? (order, await db.PurchaseOrderLines().Where(row => row.OrderId == orderId).OrderBy(static row => row.Id).ToListAsync(cancellationToken))
            : InventoryErrors.OrderNotFound;
    }
}
