using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Inventory;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Inventory;

/// <summary>Whatever eight people do at the same time, the ledger, the quantities, the alerts and the bookings agree in the end.</summary>
public sealed class LedgerPropertyTests
{
    private const int Steps = 10_000;
    private const int Writers = 8;
    private const int Items = 12;
    private const int Bookings = 12;
    private const int LowAt = 40;
    private const int Used = 3;

    [EachEngine]
    public async Task Any_interleaving_leaves_each_quantity_the_sum_of_its_ledger_and_as_many_alerts_as_crossings(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var items = new List<Guid>();
        for (var number = 0; number < Items; number++)
        {
            items.Add((await business.AddItemAsync($"Item {number}", "pieces", 50, LowAt)).Id);
        }

        await business.UseAsync(items[0], Used);
        await business.UseAsync(items[1], Used);
        var bookings = new List<Guid>();
        for (var number = 0; number < Bookings; number++)
        {
            bookings.Add((await business.BookAsync(TestBusiness.Tuesday.PlusMinutes(30 * number), $"guest{number}@example.org")).Id);
        }

        house.Clock.Now = TestBusiness.Tuesday.PlusHours(8).InZoneStrictly((await business.WorkspaceAsync()).Zone).ToInstant();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(business, items, bookings, new Random(writer)))));

        foreach (var item in items)
        {
            var (now, ledger) = (await business.ItemAsync(item), await business.LedgerAsync(item));
            Assert.Equal(ledger.Sum(static row => row.Change), now.Quantity);
            Assert.Equal(Enumerable.Range(1, now.Movements), ledger.Select(static row => row.Number));
            Assert.All(ledger, static row => Assert.True(row.After >= 0 || row.Change > 0 || row.OverrideReason is not null));
            var alerts = await business.AlertsAsync(item);
            Assert.Equal(Crossings(ledger), alerts.Count);
            Assert.Equal(now.Level == StockLevel.Enough ? 0 : 1, alerts.Count(static alert => alert.ResolvedAt is null));
        }

        foreach (var booking in bookings)
        {
            var isCompleted = (await business.ReadBookingAsync(booking)).Status == BookingStatus.Completed;
            var taken = await house.ReadAsync(business.Id, db => db.StockMovements().Where(row => row.BookingId == booking).SumAsync(row => row.Change));
            Assert.Equal(isCompleted ? 2 * Used * -1000 : 0, taken);
        }

        Assert.True((await house.ReadAsync(business.Id, static db => db.StockMovements().CountAsync())) > Steps / 2, "Too little happened.");
    }

    private static async Task WriteAsync(TestBusiness business, List<Guid> items, List<Guid> bookings, Random random)
    {
        for (var step = 0; step < Steps / Writers; step++)
        {
            var (item, booking) = (items[random.Next(items.Count)], bookings[random.Next(bookings.Count)]);
            switch (random.Next(10))
            {
                case 0:
                    await business.CompleteAsync(booking, overdraw: random.Next(2) == 0 ? "In a hurry" : null);
                    break;
                case 1:
                    await business.ReopenAsync(booking);
                    break;
                case 2:
                    await business.MoveAsync(item, MovementKind.Counted, random.Next(80));
                    break;
                case < 6:
                    await business.MoveAsync(item, MovementKind.Received, random.Next(1, 20));
                    break;
                default:
                    await business.MoveAsync(item, MovementKind.Used, random.Next(1, 20), overrideReason: random.Next(8) == 0 ? "Forgotten" : null);
                    break;
            }
        }
    }

    private static int Crossings(List<StockMovement> ledger)
    {
        var (crossings, isLow) = (0, false);
        foreach (var movement in ledger)
        {
            var wasLow = isLow;
            isLow = movement.After <= LowAt * 1000;
            crossings += isLow && !wasLow ? 1 : 0;
        }

        return crossings;
    }
}
