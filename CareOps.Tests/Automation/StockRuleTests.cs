using CareOps.Core.Alerts;
using CareOps.Core.Automation;
using CareOps.Core.Data;
using CareOps.Core.Inventory;
using CareOps.Tests.Inventory;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Automation;

/// <summary>Each crossing of a threshold is alerted once, by a rule that says so, and the alert ends with its cause.</summary>
public sealed class StockRuleTests
{
    [EachEngine]
    public async Task Low_is_alerted_and_nothing_left_critically_once_for_each_crossing_and_restocking_ends_both_at_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var item = await business.AddItemAsync(opening: 100, lowAt: 20);

        await MoveAsync(business, item, MovementKind.Used, 85);
        await MoveAsync(business, item, MovementKind.Used, 5);
        Assert.Equal([(AlertKind.StockLow, AlertSeverity.Warning)], await OpenAsync(business));
        Assert.Equal(["“Low stock” raised an alert: 15 ml of Massage oil left, low at 20 ml."], await ReasonsAsync(business));

        await MoveAsync(business, item, MovementKind.Used, 10);
        Assert.Equal([(AlertKind.StockOut, AlertSeverity.Critical)], await OpenAsync(business));
        Assert.Equal("“Out of stock” raised a critical alert: nothing is left of Massage oil.", (await ReasonsAsync(business))[^1]);

        // A little comes, and goes again: nothing left is alerted anew.
        await MoveAsync(business, item, MovementKind.Received, 10);
        Assert.Equal([(AlertKind.StockLow, AlertSeverity.Warning)], await OpenAsync(business));
        await MoveAsync(business, item, MovementKind.Used, 10);
        Assert.Equal([(AlertKind.StockOut, AlertSeverity.Critical)], await OpenAsync(business));

        (await business.MoveAsync(item.Id, MovementKind.Received, 100)).Required();
        Assert.Empty(await OpenAsync(business));
        await house.DrainAsync();
        Assert.Equal(4, (await ReasonsAsync(business)).Count);
    }

    [EachEngine]
    public async Task The_owner_is_mailed_once_for_a_crossing_where_the_rule_says_so(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.HadAnotherOwnerAsync();
        var rule = await business.RuleAsync(RuleTrigger.StockLow);
        await business.ChangeAsync(rule, Rule.DraftOf(rule) with { EmailsOwners = true });
        Assert.Equal(
            "When an item falls to its threshold, raise an alert and email the owner.", RuleWords.Sentence(await business.RuleAsync(RuleTrigger.StockLow)));
        var item = await business.AddItemAsync(opening: 100, lowAt: 20);

        await MoveAsync(business, item, MovementKind.Used, 85);
        await MoveAsync(business, item, MovementKind.Used, 15);
        await MoveAsync(business, item, MovementKind.Received, 10);

        var mail = Assert.Single(await business.LocalOutboxAsync());
        Assert.StartsWith("mia-", mail.Address, StringComparison.Ordinal);
        Assert.Equal("Low: Massage oil, 15 ml left", mail.Subject);
        Assert.Contains($"/app/{business.Slug}/inventory/{item.Id}", mail.Body, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task A_rule_that_is_off_raises_nothing_and_looks_again_once_it_is_on(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var rule = await business.SwitchAsync(await business.RuleAsync(RuleTrigger.StockLow), false);
        var item = await business.AddItemAsync(opening: 100, lowAt: 20);
        await MoveAsync(business, item, MovementKind.Used, 85);
        Assert.Empty(await OpenAsync(business));
        Assert.Equal(["“Low stock” was skipped because the rule is off."], await ReasonsAsync(business));

        await business.SwitchAsync(rule, true);
        await house.DrainAsync();
        Assert.Single(await OpenAsync(business));
        Assert.Single(await ReasonsAsync(business));

        await business.SwitchAsync(rule, false);
        await house.DrainAsync();
        Assert.Empty(await OpenAsync(business));
    }

    [EachEngine]
    public async Task The_sweep_alerts_of_what_was_low_before_there_were_rules_and_ends_what_has_no_cause(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var item = await business.AddItemAsync(opening: 100, lowAt: 20);
        await MoveAsync(business, item, MovementKind.Used, 85);
        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            async (db, token) =>
            {
                await db.AutomationRuns().ExecuteDeleteAsync(token);
                await db.Alerts().ExecuteDeleteAsync(token);
                await Alert.OpenAsync(db, AlertKind.StockOut, AlertSeverity.Critical, Guid.CreateVersion7(), token);
                return Core.Foundation.Done.It;
            },
            CancellationToken.None);

        Assert.Equal(2, await house.Get<AutomationSweep>().SweepAsync(CancellationToken.None));
        Assert.Equal(0, await house.Get<AutomationSweep>().SweepAsync(CancellationToken.None));

        Assert.Equal([(AlertKind.StockLow, AlertSeverity.Warning)], await OpenAsync(business));
        var line = Assert.Single(await house.Get<AutomationQueries>().LogAsync(business.Owner, new RunFilter { Search = "oil" }, null, 10, CancellationToken.None));
        Assert.Equal(("Massage oil", item.Id, null), (line.About, line.ItemId, line.ContactId));
    }

    private static async Task MoveAsync(TestBusiness business, InventoryItem item, MovementKind kind, decimal quantity)
    {
        (await business.MoveAsync(item.Id, kind, quantity)).Required();
        await business.House.DrainAsync();
        business.House.Clock.Advance(Duration.FromMinutes(1));
    }

    private static Task<List<(AlertKind, AlertSeverity)>> OpenAsync(TestBusiness business) => business.House.ReadAsync(
        business.Id,
        static async db => (await db.Alerts().Where(static alert => alert.ResolvedAt == null).ToListAsync()).ConvertAll(static alert => (alert.Kind, alert.Severity)));

    private static Task<List<string>> ReasonsAsync(TestBusiness business) => business.House.ReadAsync(
        business.Id,
        static db => db.AutomationRuns().Where(static run => run.ContactId == null).OrderBy(static run => run.CreatedAt).Select(static run => run.Reason).ToListAsync());
}
