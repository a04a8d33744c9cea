using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>Says what a completed booking really took. Only the difference to what the ledger says of it is moved, so the same again moves nothing.</summary>
/// <param name="BookingId">Which; completed.</param>
/// <param name="Used">Items with what was taken of them in all; others stay as they are.</param>
[Requires(Right.ManageBookings)]
public sealed record CorrectUsed(Guid BookingId, IReadOnlyList<UsedUp> Used)
{
    /// <summary>Why it took more than was there.</summary>
    public string? OverdrawReason { get; init; }
}

public sealed class CorrectUsedHandler(IWriteDoor door) : Handler<CorrectUsed, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, CorrectUsed command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"booking:{command.BookingId}", cancellationToken);
        if (await db.BookingsFor(caller).SingleOrDefaultAsync(row => row.Id == command.BookingId, cancellationToken) is not { } booking)
        {
            return BookingErrors.NotFound;
        }

        if (booking.Status != BookingStatus.Completed)
        {
            return new Error("stock.not_completed", "Only a completed booking has taken something. Complete it first.", ErrorKind.Conflict);
        }

        if (StockOfCompletion.Refuse(command.Used) is { } refused)
        {
            return refused;
        }

        var taken = await StockOfCompletion.TakenAsync(db, booking.Id, cancellationToken);
        var said = new List<string>();
        foreach (var line in command.Used.OrderBy(static line => line.ItemId))
        {
            var change = new StockChange(MovementKind.Used, taken.GetValueOrDefault(line.ItemId) - line.Quantity)
            {
                BookingId = booking.Id,
                Reason = "Corrected afterwards",
                OverrideReason = StockOfCompletion.ReasonOf(command.OverdrawReason),
            };
            if (change.Thousandths == 0)
            {
                continue;
            }

            if (await StockDesk.LockAsync(db, line.ItemId, cancellationToken) is not { } item)
            {
                return InventoryErrors.ItemNotFound;
            }

            var moved = await StockDesk.MoveAsync(
                db, caller, item, change.Thousandths > 0 ? change with { Kind = MovementKind.Returned } : change, cancellationToken);
            if (!moved.Succeeded)
            {
                return moved.Error;
            }

            said.Add($"{Amounts.Say(line.Quantity, item.Unit)} {item.Name}");
        }

        if (said.Count > 0)
        {
            db.Append(TimelineEntry.Of(db, booking.ContactId, "stock.used", booking.Id, $"Corrected: used {string.Join(", ", said)}"));
            db.Announce(booking.LiveSubject);
        }

        return Done.It;
    }
}
