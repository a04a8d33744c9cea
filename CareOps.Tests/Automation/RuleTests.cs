using CareOps.Core.Automation;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Automation;

/// <summary>Owners change rules: what is scheduled follows, and they see before what changes.</summary>
public sealed class RuleTests
{
    private static readonly LocalDateTime Thursday = TestBusiness.Tuesday.PlusDays(2);
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 5, 8, 30);

    [EachEngine]
    public async Task A_change_says_what_it_does_to_the_schedule_and_then_does_just_that(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        for (var number = 0; number < 7; number++)
        {
            await business.BookAsync(Thursday.PlusMinutes(30 * number), $"anna{number}@example.org");
        }

        await house.DrainAsync();
        var rule = await business.ReminderAsync();
        var draft = Rule.DraftOf(rule) with { Offsets = [48 * 60, 2 * 60, 30] };

        var changes = await house.Get<RuleQueries>().ChangesAsync(business.Owner, rule.Id, draft, CancellationToken.None);

        Assert.Equal(14, changes.Count);
        Assert.Equal(7, changes.Count(static change => change.Change == ScheduleChange.Moved));
        Assert.Equal(7, changes.Count(static change => change.Change == ScheduleChange.Added));
        await business.ChangeAsync(rule, draft);
        await house.DrainAsync();
        var waiting = await house.ReadAsync(business.Id, static db => db.AutomationRuns().Where(static run => run.DueAt != null).ToListAsync());
        Assert.Equal(21, waiting.Count);
        Assert.Empty(await house.Get<RuleQueries>().ChangesAsync(business.Owner, rule.Id, draft, CancellationToken.None));
        Assert.Equal(7, await house.ReadAsync(
            business.Id, static db => db.AutomationRuns().CountAsync(static run => run.SkipReason == SkipReason.TimingChanged)));
    }

    [EachEngine]
    public async Task Off_drops_what_is_scheduled_and_on_schedules_it_again(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(Thursday);
        await house.DrainAsync();
        var rule = await business.ReminderAsync();

        await business.SwitchAsync(rule, false);
        await house.DrainAsync();
        var dropped = await RemindersAsync(business, booking.Id);
        Assert.All(dropped, static run => Assert.Equal((SkipReason.RuleIsOff, null), (run.SkipReason, run.DueAt)));
        Assert.Equal("“Reminder”, 24 h before, was skipped because the rule is off.", dropped[0].Reason);

        await business.SwitchAsync(rule, true);
        await house.DrainAsync();
        await house.DrainAtAsync(Start - Duration.FromHours(24));
        Assert.Equal(RunStatus.Sent, (await RemindersAsync(business, booking.Id))[0].Status);
    }

    [EachEngine]
    public async Task A_rule_for_some_leaves_the_others_alone_and_says_why(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var anna = await business.BookAsync(Thursday);
        var tom = await business.BookAsync(Thursday.PlusHours(1), "tom@example.org");
        (await house.Get<TagContactHandler>().HandleAsync(business.Owner, new TagContact(anna.ContactId, "Regular"), CancellationToken.None)).Required();
        await house.DrainAsync();
        var rule = await business.ReminderAsync();

        await business.ChangeAsync(rule, Rule.DraftOf(rule) with { Tags = ["regular"] });
        await house.DrainAsync();

        Assert.All(await RemindersAsync(business, anna.Id), static run => Assert.True(run.Waits));
        Assert.All(await RemindersAsync(business, tom.Id), static run => Assert.Equal(SkipReason.NotInAudience, run.SkipReason));
    }

    [EachEngine]
    public async Task The_order_of_channels_decides_and_a_missing_one_is_named(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(Thursday, phone: "+4722123456");
        await business.BookAsync(Thursday.PlusHours(1), "tom@example.org");
        await house.DrainAsync();
        var rule = await business.ReminderAsync();
        await business.ChangeAsync(rule, Rule.DraftOf(rule) with { Channels = ChannelOrder.SmsOnly });

        await house.DrainAtAsync(Start - Duration.FromHours(22));

        var reminded = (await business.MessagesAsync()).Where(static message => message.RuleName == "Reminder").ToList();
        Assert.Equal([Channel.Sms], reminded.Select(static message => message.Channel));
        var skipped = await house.ReadAsync(business.Id, static db => db.AutomationRuns().SingleAsync(static run => run.SkipReason == SkipReason.NoAddress));
        Assert.Equal("“Reminder”, 24 h before, was skipped because there is no phone number of Anna Berg.", skipped.Reason);
    }

    [Fact]
    public async Task Two_rules_for_the_same_people_are_named_until_they_part()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var other = await business.SaveAsync(business.Form with { Id = null, Name = "Massage" });
        var rule = await business.RuleAsync(RuleTrigger.BookingCreated);
        var copy = (await house.Get<CopyRuleHandler>().HandleAsync(business.Owner, new CopyRule(rule.Id), CancellationToken.None)).Required();
        Assert.False(copy.IsEnabled);
        Assert.Empty(await OverlapsAsync(business, rule.Id));

        await business.SwitchAsync(copy, true);
        Assert.Equal(["Booking confirmation 2"], await OverlapsAsync(business, rule.Id));

        await business.ChangeAsync(copy, Rule.DraftOf(copy) with { Services = [other.Id] });
        await business.ChangeAsync(rule, Rule.DraftOf(rule) with { Services = [business.Service.Id] });
        Assert.Empty(await OverlapsAsync(business, rule.Id));
    }

    [Fact]
    public async Task A_rule_goes_only_while_it_has_no_history_and_another_one_stays()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var rule = await business.RuleAsync(RuleTrigger.BookingCreated);
        var remove = house.Get<RemoveRuleHandler>();
        Assert.Equal(RuleErrors.IsTheOnlyOne, (await remove.HandleAsync(business.Owner, new RemoveRule(rule.Id), CancellationToken.None)).Error);

        var copy = (await house.Get<CopyRuleHandler>().HandleAsync(business.Owner, new CopyRule(rule.Id), CancellationToken.None)).Required();
        Assert.True((await remove.HandleAsync(business.Owner, new RemoveRule(copy.Id), CancellationToken.None)).Succeeded);

        var second = (await house.Get<CopyRuleHandler>().HandleAsync(business.Owner, new CopyRule(rule.Id), CancellationToken.None)).Required();
        await business.BookAsync(Thursday);
        await house.DrainAsync();
        Assert.Equal(RuleErrors.HasHistory, (await remove.HandleAsync(business.Owner, new RemoveRule(second.Id), CancellationToken.None)).Error);
    }

    [Theory]
    [InlineData("Name")]
    [InlineData("Offsets")]
    [InlineData("LatestMinutes")]
    public async Task What_is_wrong_is_said_beside_its_field_and_changes_nothing(string field)
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var rule = await business.ReminderAsync();
        var draft = Rule.DraftOf(rule);
        draft = field switch
        {
            "Name" => draft with { Name = " " },
            "Offsets" => draft with { Offsets = [] },
            _ => draft with { LatestMinutes = -1 },
        };

        var refused = await house.Get<SaveRuleHandler>().HandleAsync(business.Owner, new SaveRule(rule.Id, draft), CancellationToken.None);

        Assert.Equal((field, ErrorKind.Invalid), (refused.Error?.Field, refused.Error?.Kind));
        Assert.Equal(rule.Timing, (await business.ReminderAsync()).Timing);
    }

    [EachEngine]
    public async Task A_business_older_than_a_rule_gets_it_with_the_sweep_and_so_do_its_bookings(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(Thursday);
        await house.DrainAsync();
        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            static async (db, token) =>
            {
                await db.AutomationRuns().Where(static run => run.Offset > 0).ExecuteDeleteAsync(token);
                return await db.Rules().Where(static rule => rule.Trigger == RuleTrigger.BookingAhead).ExecuteDeleteAsync(token);
            },
            CancellationToken.None);

        await house.Get<AutomationSweep>().SweepAsync(CancellationToken.None);
        await house.DrainAsync();

        Assert.Equal(2, (await RemindersAsync(business, booking.Id)).Count(static run => run.Waits));
    }

    [EachEngine]
    public async Task The_log_is_found_by_contact_reference_outcome_and_rule_and_goes_on_behind_a_page(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var anna = await business.BookAsync(Thursday);
        (await business.TryBookAsync(Thursday.PlusHours(1), "tom@example.org", "Tom Ellis")).Required();
        await house.DrainAsync();
        var log = house.Get<AutomationQueries>();

        async Task<IReadOnlyList<LogRow>> FindAsync(RunFilter filter, RunCursor? after = null, int most = 50) =>
            await log.LogAsync(business.Owner, filter, after, most, CancellationToken.None);

        var all = await FindAsync(new RunFilter());
        Assert.Equal(8, all.Count);
        Assert.All(await FindAsync(new RunFilter { Search = "ellis" }), static row => Assert.Equal("Tom Ellis", row.About));
        Assert.Equal(3, (await FindAsync(new RunFilter { Search = anna.Reference.ToLowerInvariant() })).Count);
        Assert.Equal(4, (await FindAsync(new RunFilter { Status = RunStatus.Scheduled })).Count);
        Assert.Equal(2, (await FindAsync(new RunFilter { Rule = (await business.RuleAsync(RuleTrigger.BookingCreated)).Id })).Count);
        Assert.Empty(await FindAsync(new RunFilter { From = house.Clock.Now + Duration.FromSeconds(1) }));
        var first = await FindAsync(new RunFilter(), null, 3);
        var rest = await FindAsync(new RunFilter(), new RunCursor(first[^1].StatusAt, first[^1].Id));
        Assert.Equal(all, [.. first, .. rest]);
        var file = await log.LogFileAsync(business.Owner, new RunFilter { Search = "ellis" }, CancellationToken.None);
        Assert.Equal(5, file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static async Task<IReadOnlyList<string>> OverlapsAsync(TestBusiness business, Guid rule) =>
        (await business.House.Get<RuleQueries>().OneAsync(business.Owner, rule, CancellationToken.None))!.Overlaps;

    private static Task<List<AutomationRun>> RemindersAsync(TestBusiness business, Guid booking) => business.House.ReadAsync(
        business.Id,
        db => db.AutomationRuns().Where(run => run.SubjectId == booking && run.Offset > 0).OrderByDescending(run => run.Offset).ToListAsync());
}
