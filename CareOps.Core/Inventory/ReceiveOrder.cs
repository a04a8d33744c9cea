using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>
/// Some of an order's line came; it may be less than was ordered, or more. The same <paramref name="SubmissionKey"/> again changes nothing more.
/// </summary>
/// <param name="LineId">Which line.</param>
/// <param name="SubmissionKey">Made with the form; becomes the movement's id.</param>
/// <param name="Quantity">What came, in units.</param>
/// <param name="EvenIfMore">More came than was ordered, and somebody was asked.</param>
[Requires(Right.ManageInventory)]
public sealed record ReceiveOrder(Guid LineId, Guid SubmissionKey, decimal? Quantity, bool EvenIfMore = false);

public sealed class ReceiveOrderHandler(IWriteDoor door) : Handler<ReceiveOrder, PurchaseOrder>(door)
{
    public const string MoreThanOrdered = "order.more";

    protected override IEnumerable<Error> Check(ReceiveOrder command)
    {
        var errors = new FieldChecks();
        errors.If(command.Quantity is null, "required", "Enter how much came.", nameof(command.Quantity));
        errors.CheckAmount(command.Quantity, nameof(command.Quantity), mayBeZero: false);
        return errors.All;
    }

    protected override async Task<Result<PurchaseOrder>> ExecuteAsync(
        CareOpsDb db, Caller caller, ReceiveOrder command, CancellationToken cancellationToken)
    {
        await db.LockAsync(OrderDesk.LockOf(db), cancellationToken);
        if (await db.PurchaseOrderLines().SingleOrDefaultAsync(row => row.Id == command.LineId, cancellationToken) is not { } line)
        {
            return InventoryErrors.OrderNotFound;
        }

        var order = await db.PurchaseOrders().SingleAsync(row => row.Id == line.OrderId, cancellationToken);
        if (await db.StockMovements().AnyAsync(row => row.Id == command.SubmissionKey, cancellationToken))
        {
            return order;
        }

        if (order.Status is OrderStatus.Draft or OrderStatus.Cancelled)
        {
            return new Error("order.step", "Only what is on order can come. Mark this order as ordered first.", ErrorKind.Conflict);
        }

        var quantity = Amounts.Of(command.Quantity)!.Value;
        var item = await StockDesk.LockAsync(db, line.ItemId, cancellationToken);
        if (line.Received + quantity > line.Quantity && !command.EvenIfMore)
        {
            return new Error(
                MoreThanOrdered,
                $"With these, {Amounts.Say(line.Received + quantity, item!.Unit)} have come, and {Amounts.Say(line.Quantity)} were ordered. Press Received again if that is right.",
                ErrorKind.Conflict);
        }

        var change = new StockChange(MovementKind.Received, quantity) { Id = command.SubmissionKey, OrderId = order.Id };
        (await StockDesk.MoveAsync(db, caller, item!, change, cancellationToken)).Required();
        line.Receive(quantity);
        await db.SaveChangesAsync(cancellationToken);
        if (order.Status == OrderStatus.Ordered && !await db.PurchaseOrderLines().AnyAsync(row => row.OrderId == order.Id && row.IsOpen, cancellationToken))
        {
            order.Close(OrderStatus.Received, db.Now);
            db.Audit(caller, "order.received", order.Id, null, new { order.Number });
        }

        db.Announce(order.LiveSubject);
        return order;
    }
}
