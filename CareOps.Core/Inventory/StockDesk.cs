using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>The one way to change how much there is of something, inside the transaction of whatever changes it.</summary>
internal static class StockDesk
{
    /// <summary>The item as it is now, with everyone else waiting who wants to change it. Lock several in the order of their ids.</summary>
    public static async Task<InventoryItem?> LockAsync(CareOpsDb db, Guid itemId, CancellationToken cancellationToken)
    {
        await db.LockAsync($"item:{itemId}", cancellationToken);
        return await db.InventoryItems().SingleOrDefaultAsync(row => row.Id == itemId, cancellationToken);
    }

    /// <summary>Writes a movement, lets the quantity follow and sees to the alert. Refused where more leaves than is there, without a reason.</summary>
    public static async Task<Result<StockMovement>> MoveAsync(
        CareOpsDb db, Caller caller, InventoryItem item, StockChange change, CancellationToken cancellationToken)
    {
        var isShort = change.Thousandths < 0 && item.Quantity + change.Thousandths < 0;
        if (isShort && change.OverrideReason is null)
        {
            return InventoryErrors.TooLittle(item, -change.Thousandths);
        }

        var movement = StockMovement.Of(db, caller, item, isShort ? change : change with { OverrideReason = null });
        db.Append(movement);

        // The database lets a quantity follow only a movement that it knows.
        await db.SaveChangesAsync(cancellationToken);
        item.Follow(movement);
        await WatchAsync(db, item, cancellationToken);
        db.Audit(
            caller,
            isShort ? "stock.overdrawn" : "stock.moved",
            item.Id,
            new { Quantity = movement.Before },
            new { Quantity = movement.After, movement.Kind, movement.OverrideReason });
        return movement;
    }

    /// <summary>Raises, changes or resolves the alert about an item, whichever its quantity and threshold ask for now.</summary>
    public static async Task WatchAsync(CareOpsDb db, InventoryItem item, CancellationToken cancellationToken)
    {
        var level = item.Level;
        if (item.AlertId is not { } open)
        {
            if (level != StockLevel.Enough)
            {
                var raised = StockAlert.Of(db, item);
                db.Append(raised);
                item.BeAlertedBy(raised);
                Tell(db, raised);
            }

            return;
        }

        // One that this very transaction raised is not read before it is written.
        await db.SaveChangesAsync(cancellationToken);
        var alert = await db.StockAlerts().SingleAsync(row => row.Id == open, cancellationToken);
        if (level == StockLevel.Enough)
        {
            alert.Resolve(db.Now);
            item.BeAlertedBy(null);
            db.Raise(new StockRestocked(item.Id, open));
        }
        else if (level != alert.Level)
        {
            alert.Become(level);
            if (level == StockLevel.Out)
            {
                Tell(db, alert);
            }
            else
            {
                db.Raise(new StockEased(item.Id, open) { Turn = alert.Turn });
            }
        }
    }

    private static void Tell(CareOpsDb db, StockAlert alert) => db.Raise(alert.Level == StockLevel.Out
        ? new StockOut(alert.ItemId, alert.Id) { Turn = alert.Turn }
        : new StockLow(alert.ItemId, alert.Id) { Turn = alert.Turn });
}
