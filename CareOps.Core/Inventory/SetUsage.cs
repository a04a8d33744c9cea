using CareOps.Core.Audit;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>Says how much of an item one booking of a service uses. <paramref name="Quantity"/> in units; none, or zero: it uses none.</summary>
[Requires(Right.ManageInventory)]
public sealed record SetUsage(Guid ServiceId, Guid ItemId, decimal? Quantity);

public sealed class SetUsageHandler(IWriteDoor door) : Handler<SetUsage, Done>(door)
{
    protected override IEnumerable<Error> Check(SetUsage command)
    {
        var errors = new FieldChecks();
        errors.CheckAmount(command.Quantity, nameof(command.Quantity));
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SetUsage command, CancellationToken cancellationToken)
    {
        if (!await db.Services().AnyAsync(row => row.Id == command.ServiceId, cancellationToken))
        {
            return BookingErrors.ServiceNotFound;
        }

        if (await StockDesk.LockAsync(db, command.ItemId, cancellationToken) is null)
        {
            return InventoryErrors.ItemNotFound;
        }

        var quantity = Amounts.Of(command.Quantity) ?? 0;
        var usage = await db.ServiceUsages()
            .SingleOrDefaultAsync(row => row.ServiceId == command.ServiceId && row.ItemId == command.ItemId, cancellationToken);
        var before = usage is null ? null : new { usage.ServiceId, usage.Quantity };
        switch (usage, quantity)
        {
            case (null, 0):
                return Done.It;
            case (null, _):
                db.Add(ServiceUsage.Of(db, command.ServiceId, command.ItemId, quantity));
                break;
            case (_, 0):
                db.Remove(usage);
                break;
            default:
                usage.Change(quantity);
                break;
        }

        db.Audit(caller, "usage.changed", command.ItemId, before, new { command.ServiceId, Quantity = quantity });
        return Done.It;
    }
}
