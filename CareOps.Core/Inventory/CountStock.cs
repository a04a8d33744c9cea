using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>Notes how much of an item was counted; none takes the count back. Nothing changes before it is confirmed.</summary>
[Requires(Right.ManageInventory)]
public sealed record CountItem(Guid ItemId, decimal? Quantity);

/// <summary>Puts everything that was counted into the ledger, what differs and what does not.</summary>
[Requires(Right.ManageInventory)]
public sealed record ConfirmCounts;

public sealed class CountItemHandler(IWriteDoor door) : Handler<CountItem, Done>(door)
{
    protected override IEnumerable<Error> Check(CountItem command)
    {
        var errors = new FieldChecks();
        errors.CheckAmount(command.Quantity, nameof(command.Quantity));
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, CountItem command, CancellationToken cancellationToken)
    {
        if (await StockDesk.LockAsync(db, command.ItemId, cancellationToken) is not { } item)
        {
            return InventoryErrors.ItemNotFound;
        }

        var count = await db.StockCounts().SingleOrDefaultAsync(row => row.ItemId == item.Id, cancellationToken);
        if (command.Quantity is null)
        {
            if (count is not null)
            {
                db.Remove(count);
            }

            return Done.It;
        }

        if (count is null)
        {
            count = StockCount.Of(db, item);
            db.Add(count);
        }

        count.Count(db, ((Caller.Member)caller).Id, item, Amounts.Of(command.Quantity)!.Value);
        return Done.It;
    }
}

/// <summary>Answers with how many were counted.</summary>
public sealed class ConfirmCountsHandler(IWriteDoor door) : Handler<ConfirmCounts, int>(door)
{
    // Few enough that nobody who writes meanwhile waits noticeably.
    private const int AtOnce = 50;

    protected override async Task<Result<int>> RunAsync(Caller caller, ConfirmCounts command, CancellationToken cancellationToken)
    {
        var all = 0;
        while (true)
        {
            var some = await base.RunAsync(caller, command, cancellationToken);
            all += some.Value;
            if (!some.Succeeded || some.Value < AtOnce)
            {
                return some.Succeeded ? all : some;
            }
        }
    }

    protected override async Task<Result<int>> ExecuteAsync(
        CareOpsDb db, Caller caller, ConfirmCounts command, CancellationToken cancellationToken)
    {
        var ids = await db.StockCounts().OrderBy(static row => row.ItemId).Select(static row => row.ItemId).Take(AtOnce).ToListAsync(cancellationToken);
        var confirmed = 0;
        foreach (var id in ids)
        {
            var item = await StockDesk.LockAsync(db, id, cancellationToken);
            if (await db.StockCounts().SingleOrDefaultAsync(row => row.ItemId == id, cancellationToken) is not { } count)
            {
                // Another member confirmed or took it back meanwhile.
                continue;
            }

            var change = new StockChange(MovementKind.Counted, count.ChangeOf(item!))
            {
                Reason = (item!.IsCounted, count.Difference) switch
                {
                    (false, _) => "Counted for the first time",
                    (_, 0) => "Counted as expected",
                    _ => "Stocktaking",
                },
            };
            (await StockDesk.MoveAsync(db, caller, item, change, cancellationToken)).Required();
            db.Remove(count);
            confirmed++;
        }

        return confirmed;
    }
}
