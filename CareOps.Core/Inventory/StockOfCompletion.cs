using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>
/// What a completed booking took leaves the stock in the transaction that completes it, and comes back in the one that takes that back. A
/// booking is completed once, under its lock, so neither is lost and neither happens twice.
/// </summary>
public sealed class StockOfCompletion : ICompletionParticipant
{
    public async Task<Error?> CompletedAsync(
        CareOpsDb db, Caller caller, Booking booking, CompleteBooking command, CancellationToken cancellationToken)
    {
        var used = command.Used ?? await UsualAsync(db, booking.ServiceId, cancellationToken);
        if (Refuse(used) is { } refused)
        {
            return refused;
        }

        var said = new List<string>();
        foreach (var line in used.Where(static line => line.Quantity > 0).OrderBy(static line => line.ItemId))
        {
            if (await StockDesk.LockAsync(db, line.ItemId, cancellationToken) is not { } item)
            {
                return InventoryErrors.ItemNotFound;
            }

            var change = new StockChange(MovementKind.Used, -line.Quantity)
            {
                BookingId = booking.Id,
                OverrideReason = ReasonOf(command.OverdrawReason),
            };
            var moved = await StockDesk.MoveAsync(db, caller, item, change, cancellationToken);
            if (!moved.Succeeded)
            {
                return moved.Error;
            }

            said.Add($"{Amounts.Say(line.Quantity, item.Unit)} {item.Name}");
        }

        if (said.Count > 0)
        {
            db.Append(TimelineEntry.Of(db, booking.ContactId, "stock.used", booking.Id, $"Used {string.Join(", ", said)}"));
        }

        return null;
    }

    public async Task<Error?> ReopenedAsync(CareOpsDb db, Caller caller, Booking booking, CancellationToken cancellationToken)
    {
        var taken = await TakenAsync(db, booking.Id, cancellationToken);
        foreach (var (itemId, quantity) in taken.Where(static line => line.Value > 0).OrderBy(static line => line.Key))
        {
            var item = await StockDesk.LockAsync(db, itemId, cancellationToken);
            var back = new StockChange(MovementKind.Returned, quantity) { BookingId = booking.Id, Reason = "The booking was reopened" };
            (await StockDesk.MoveAsync(db, caller, item!, back, cancellationToken)).Required();
        }

        return null;
    }

    /// <summary>What a booking took in all and did not bring back, by item: in thousandths of the unit.</summary>
    internal static Task<Dictionary<Guid, long>> TakenAsync(CareOpsDb db, Guid bookingId, CancellationToken cancellationToken) =>
        db.StockMovements().Where(row => row.BookingId == bookingId)
            .GroupBy(static row => row.ItemId)
            .Select(static group => new { ItemId = group.Key, Taken = -group.Sum(row => row.Change) })
            .ToDictionaryAsync(static row => row.ItemId, static row => row.Taken, cancellationToken);

    internal static Error? Refuse(IReadOnlyList<UsedUp> used) =>
        used.Any(static line => line.Quantity < 0) || used.Select(static line => line.ItemId).Distinct().Count() != used.Count
            ? new Error("stock.used", "Enter for each item how much was used, zero or more.", ErrorKind.Invalid)
            : null;

    internal static string? ReasonOf(string? overdrawReason) =>
        Text.Line(overdrawReason) is { } reason ? Text.Shorten(reason, StockMovement.MaxReasonLength) : null;

    // Nothing is taken of what was never counted: nobody knows what there is, and the first count says what is left.
    private static async Task<IReadOnlyList<UsedUp>> UsualAsync(CareOpsDb db, Guid serviceId, CancellationToken cancellationToken) =>
        await db.ServiceUsages().AsNoTracking().Where(row => row.ServiceId == serviceId)
            .Join(db.InventoryItems().Where(row => !row.IsArchived && row.Movements > 0), row => row.ItemId, row => row.Id, (usage, _) => usage)
            .Select(static row => new UsedUp(row.ItemId, row.Quantity))
            .ToListAsync(cancellationToken);
}
