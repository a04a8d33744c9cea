using CareOps.Core.Data;
using CareOps.Core.Inventory;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Inventory;

public sealed class LedgerTests
{
    [EachEngine]
    public async Task A_quantity_is_the_sum_of_its_movements_which_say_who_when_and_why(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var item = await business.AddItemAsync(opening: 100);

        (await business.MoveAsync(item.Id, MovementKind.Received, 50.5m)).Required();
        (await business.MoveAsync(item.Id, MovementKind.Used, 0.125m)).Required();
        (await business.MoveAsync(item.Id, MovementKind.Wasted, 10, "Bottle fell")).Required();
        (await business.MoveAsync(item.Id, MovementKind.Adjusted, -0.375m, "Spilled")).Required();
        (await business.MoveAsync(item.Id, MovementKind.Counted, 139)).Required();

        var ledger = await business.LedgerAsync(item.Id);
        Assert.Equal(139, await business.QuantityAsync(item.Id));
        Assert.Equal(139_000, ledger.Sum(static row => row.Change));
        Assert.Equal([1, 2, 3, 4, 5, 6], ledger.Select(static row => row.Number));
        Assert.Equal("100000 50500 -125 -10000 -375 -1000", string.Join(' ', ledger.Select(static row => row.Change)));
        Assert.Equal("Bottle fell", ledger[3].Reason);
        Assert.All(ledger, row => Assert.Equal((business.Owner.Id, house.Clock.Now), (row.MemberId!.Value, row.At)));
    }

    [EachEngine]
    public async Task More_than_there_is_can_only_be_taken_with_a_reason_which_is_kept(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var item = await business.AddItemAsync(opening: 5);

        var refused = await business.MoveAsync(item.Id, MovementKind.Used, 6);
        Assert.Equal(
            "Massage oil: only 5 ml left, and this takes 6 ml. Enter what was really taken, or say why it is more than was counted.",
            refused.Error!.Message);
        Assert.Equal(5, await business.QuantityAsync(item.Id));

        (await business.MoveAsync(item.Id, MovementKind.Used, 6, overrideReason: "There was another bottle")).Required();
        Assert.Equal(-1, await business.QuantityAsync(item.Id));
        Assert.Equal("There was another bottle", (await business.LedgerAsync(item.Id))[^1].OverrideReason);
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Set<Core.Audit.AuditEntry>().CountAsync(row => row.Action == "stock.overdrawn")));
    }

    [EachEngine]
    public async Task The_same_movement_sent_again_is_made_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var item = await business.AddItemAsync(opening: 5);
        var key = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => business.MoveAsync(item.Id, MovementKind.Received, 3, key: key)));

        Assert.All(answers, answer => Assert.Equal(key, answer.Required().Id));
        Assert.Equal(8, await business.QuantityAsync(item.Id));
    }

    [EachEngine]
    public async Task The_database_itself_keeps_quantity_and_ledger_together(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var item = await business.AddItemAsync(opening: 5);

        foreach (var (statement, refusal) in ((string, string)[])
        [
            ("""UPDATE "InventoryItems" SET "Quantity" = 1""", "InventoryItems_quantity"),
            ("""UPDATE "StockMovements" SET "Reason" = 'Another'""", "StockMovements_stay"),
            ("""DELETE FROM "StockMovements" """, "StockMovements_stay"),
            ("""INSERT INTO "StockMovements" ("Id", "WorkspaceId", "ItemId", "Number", "Kind", "Change", "Before", "After", "At") SELECT "WorkspaceId", "WorkspaceId", "ItemId", 2, 'Received', 1, 4000, 4001, "At" FROM "StockMovements" """, "StockMovements_follow"),
            ("""INSERT INTO "StockMovements" ("Id", "WorkspaceId", "ItemId", "Number", "Kind", "Change", "Before", "After", "At") SELECT "WorkspaceId", "WorkspaceId", "ItemId", 2, 'Used', -6000, 5000, -1000, "At" FROM "StockMovements" """, "CK_StockMovements_Negative"),
        ])
        {
            var thrown = await Assert.ThrowsAnyAsync<Exception>(() => house.Get<IWriteDoor>().RunAsync(
                business.Owner, (db, token) => db.Database.ExecuteSqlRawAsync(statement, token), CancellationToken.None));
            Assert.Contains(refusal, thrown.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(5, await business.QuantityAsync(item.Id));
    }

    [EachEngine]
    public async Task Each_crossing_of_the_threshold_raises_one_alert_which_is_critical_at_zero_and_ends_with_the_next_delivery(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var item = await business.AddItemAsync(opening: 30, lowAt: 20);
        Assert.Empty(await business.AlertsAsync(item.Id));

        (await business.MoveAsync(item.Id, MovementKind.Used, 10)).Required();
        (await business.MoveAsync(item.Id, MovementKind.Used, 5)).Required();
        var alert = Assert.Single(await business.AlertsAsync(item.Id));
        Assert.Equal((StockLevel.Low, 20_000, null), (alert.Level, alert.Quantity, alert.ResolvedAt));

        (await business.MoveAsync(item.Id, MovementKind.Used, 15)).Required();
        Assert.Equal(StockLevel.Out, Assert.Single(await business.AlertsAsync(item.Id)).Level);

        (await business.MoveAsync(item.Id, MovementKind.Received, 40)).Required();
        Assert.Equal(house.Clock.Now, Assert.Single(await business.AlertsAsync(item.Id)).ResolvedAt);

        (await business.MoveAsync(item.Id, MovementKind.Wasted, 40)).Required();
        Assert.Equal(["stock.low", "stock.out", "stock.restocked", "stock.out"], await business.EventsAsync());
        Assert.Equal(2, (await business.AlertsAsync(item.Id)).Count);
        Assert.Equal(1, (await house.Get<StockQueries>().CountsAsync(business.Owner, CancellationToken.None)).Low);
    }

    [EachEngine]
    public async Task A_changed_threshold_raises_and_resolves_like_a_movement_and_what_is_archived_is_not_missed(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var item = await business.AddItemAsync(opening: 30, lowAt: 20);
        var save = house.Get<SaveItemHandler>();
        var form = new SaveItem(item.Id, item.Name, item.Unit, null, null, 30, null, null, null);

        (await save.HandleAsync(business.Owner, form, CancellationToken.None)).Required();
        Assert.Null(Assert.Single(await business.AlertsAsync(item.Id)).ResolvedAt);
        (await save.HandleAsync(business.Owner, form with { LowAt = 29 }, CancellationToken.None)).Required();
        Assert.NotNull(Assert.Single(await business.AlertsAsync(item.Id)).ResolvedAt);
        (await save.HandleAsync(business.Owner, form, CancellationToken.None)).Required();
        (await house.Get<ArchiveItemHandler>().HandleAsync(business.Owner, new ArchiveItem(item.Id), CancellationToken.None)).Required();

        Assert.All(await business.AlertsAsync(item.Id), static alert => Assert.NotNull(alert.ResolvedAt));
        Assert.Equal(InventoryErrors.Archived, (await business.MoveAsync(item.Id, MovementKind.Received, 1)).Error);
    }

    [Fact]
    public async Task An_item_is_named_once_and_bad_input_is_told_beside_its_field()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.AddItemAsync("Massage oil");
        var save = house.Get<SaveItemHandler>();

        var again = await save.HandleAsync(business.Owner, new SaveItem(null, " massage OIL ", "l", null, null, null, null, null, null), CancellationToken.None);
        var bad = await save.HandleAsync(
            business.Owner, new SaveItem(null, " ", null, new string('x', 41), null, -1, 0, -1, null) { Opening = 0.0001m }, CancellationToken.None);

        Assert.Equal(InventoryErrors.NameTaken, again.Error);
        Assert.Equal(
            "Name Unit Sku LowAt ReorderQuantity Opening Cost", string.Join(' ', bad.Error!.All.Select(static error => error.Field)));
    }

    [Fact]
    public void Amounts_are_exact_and_read_as_people_write_them()
    {
        Assert.Equal(1_500, Amounts.Of(1.5m));
        Assert.Null(Amounts.Of(0.0001m));
        Assert.Null(Amounts.Of(1_000_000_000.001m));
        Assert.Equal("1,200.5 ml", Amounts.Say(1_200_500, "ml"));
        Assert.Equal("−0.125", Amounts.Change(-125));
        Assert.Equal("1200.5", Amounts.Plain(1_200_500));
    }
}
