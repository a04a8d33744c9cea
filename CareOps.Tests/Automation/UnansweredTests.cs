using CareOps.Core.Alerts;
using CareOps.Core.Automation;
using CareOps.Core.Data;
using CareOps.Core.Inbox;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Automation;

/// <summary>Who waits beyond the target is alerted once, and the alert ends with the answer.</summary>
public sealed class UnansweredTests
{
    private static readonly Duration Target = Duration.FromHours(4);

    [EachEngine]
    public async Task An_alert_opens_when_the_target_is_over_and_ends_with_the_reply_itself(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var asked = house.Clock.Now;
        await business.AskAsync();
        await house.DrainAtAsync(asked + Target - Duration.FromSeconds(1));
        Assert.Empty(await AlertsAsync(business));

        await house.DrainAtAsync(asked + Target);
        await house.DrainAtAsync(asked + (Target * 3));
        var conversation = await business.ConversationAsync("jon@example.org");
        var open = Assert.Single(await AlertsAsync(business));
        Assert.Equal((conversation.Id, AlertKind.Unanswered), (open.SubjectId, open.Kind));
        Assert.Equal("“Unanswered conversation” raised an alert: nobody answered within 4 h.", (await RunAsync(business)).Reason);

        (await business.ReplyAsync(conversation.Id)).Required();

        Assert.Empty(await AlertsAsync(business));
    }

    [EachEngine]
    public async Task Who_was_answered_in_time_is_not_alerted_and_the_run_says_so_at_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync();
        await house.DrainAsync();

        (await business.ReplyAsync((await business.ConversationAsync("jon@example.org")).Id)).Required();

        var run = await RunAsync(business);
        Assert.Equal((RunStatus.Skipped, SkipReason.Answered, null), (run.Status, run.SkipReason, run.DueAt));
        await house.DrainAtAsync(house.Clock.Now + Target);
        Assert.Empty(await AlertsAsync(business));
    }

    [EachEngine]
    public async Task Who_asks_again_after_an_answer_waits_anew(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync();
        await house.DrainAtAsync(house.Clock.Now + Target);
        var conversation = await business.ConversationAsync("jon@example.org");
        (await house.Get<ResolveConversationHandler>().HandleAsync(business.Owner, new ResolveConversation(conversation.Id), CancellationToken.None)).Required();
        Assert.Empty(await AlertsAsync(business));

        await business.AskAsync("And on Sundays?");
        await house.DrainAsync();
        await house.DrainAtAsync(house.Clock.Now + Target);

        Assert.Single(await AlertsAsync(business));
        Assert.Equal(2, await house.ReadAsync(business.Id, static db => db.Alerts().CountAsync()));
    }

    [EachEngine]
    public async Task The_sweep_finds_who_waited_before_anybody_looked_and_alerts_without_a_cause(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync();
        await house.DrainAsync();
        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            async (db, token) =>
            {
                await db.AutomationRuns().ExecuteDeleteAsync(token);
                await Alert.OpenAsync(db, AlertKind.Unanswered, AlertSeverity.Warning, Guid.CreateVersion7(), token);
                return Core.Foundation.Done.It;
            },
            CancellationToken.None);

        Assert.Equal(2, await house.Get<AutomationSweep>().SweepAsync(CancellationToken.None));
        Assert.Equal(0, await house.Get<AutomationSweep>().SweepAsync(CancellationToken.None));

        Assert.Empty(await AlertsAsync(business));
        await house.DrainAtAsync(house.Clock.Now + Target);
        Assert.Single(await AlertsAsync(business));
    }

    private static Task<List<Alert>> AlertsAsync(TestBusiness business) =>
        business.House.ReadAsync(business.Id, static db => db.Alerts().Where(static alert => alert.ResolvedAt == null).ToListAsync());

    private static async Task<AutomationRun> RunAsync(TestBusiness business)
    {
        var rule = await business.RuleAsync(RuleTrigger.ConversationUnanswered);
        return await business.House.ReadAsync(business.Id, db => db.AutomationRuns().SingleAsync(run => run.RuleId == rule.Id));
    }
}
