using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Tests.Support;

using NodaTime;

namespace CareOps.Tests.Automation;

/// <summary>A rule tried on the past says what would have been different, and sends nothing.</summary>
public sealed class SimulationTests
{
    private static readonly LocalDateTime Thursday = TestBusiness.Tuesday.PlusDays(2);
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 5, 8, 30);

    [EachEngine]
    public async Task What_a_changed_reminder_adds_and_takes_away_is_listed_by_contact(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(Thursday);
        var cancelled = await business.BookAsync(Thursday.PlusHours(1), "tom@example.org");
        await house.DrainAtAsync(Start - Duration.FromHours(40));
        (await house.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(cancelled.Id), CancellationToken.None)).Required();
        await house.DrainAtAsync(Start - Duration.FromHours(24));
        await house.DrainAtAsync(Start - Duration.FromHours(2));
        await house.DrainAtAsync(Start + Duration.FromHours(2));
        var (rule, before) = (await business.ReminderAsync(), await business.LocalOutboxAsync());

        var result = await TryAsync(business, Rule.DraftOf(rule) with { Offsets = [36 * 60, 24 * 60] });

        Assert.Equal((1, 1, 1), (result.Added, result.Removed, result.Same));
        Assert.Equal(
            [(SimulatedChange.Added, "Reminder, 36 h before: Appointment"), (SimulatedChange.Removed, "Reminder, 2 h before: Appointment")],
            result.Messages.Select(static message => (message.Change, message.What)));
        Assert.Equal(before.Count, (await business.LocalOutboxAsync()).Count);
    }

    [EachEngine]
    public async Task What_comes_within_an_hour_of_another_rules_message_overlaps(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await house.DrainAtAsync(Start - Duration.FromMinutes(150));
        (await house.Get<CreateBookingHandler>().HandleAsync(
            business.Owner,
            new CreateBooking(business.Service.Id, business.Owner.Id, Thursday, null) { Name = "Anna Berg", Email = "anna@example.org", Reason = "Just called" },
            CancellationToken.None)).Required();
        await house.DrainAsync();
        await house.DrainAtAsync(Start + Duration.FromHours(1));

        var result = await TryAsync(business, Rule.DraftOf(await business.ReminderAsync()));

        Assert.Equal(1, result.Overlapping);
        Assert.Equal("Booking confirmation", Assert.Single(result.Messages).Overlaps);
    }

    [EachEngine]
    public async Task A_rule_that_acts_at_once_is_tried_on_the_log_of_events(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var rule = await business.RuleAsync(RuleTrigger.ContactCreated);
        await business.SwitchAsync(rule, false);
        await business.AskAsync();
        await business.BookAsync(Thursday);
        await house.DrainAsync();
        await house.DrainAtAsync(house.Clock.Now + Duration.FromHours(1));

        var result = (await house.Get<SimulationQueries>().TryAsync(
            business.Owner, rule.Id, Rule.DraftOf(rule) with { IsEnabled = true }, Start - Duration.FromDays(30), Start, CancellationToken.None))!;

        Assert.Equal((1, 0, 0), (result.Added, result.Removed, result.Same));
        Assert.Equal("Jon Dahl", Assert.Single(result.Messages).ContactName);
        var confirmation = await business.RuleAsync(RuleTrigger.BookingCreated);
        var same = (await house.Get<SimulationQueries>().TryAsync(
            business.Owner, confirmation.Id, Rule.DraftOf(confirmation), Start - Duration.FromDays(30), Start, CancellationToken.None))!;
        Assert.Equal((0, 0, 1), (same.Added, same.Removed, same.Same));
    }

    private static async Task<Simulation> TryAsync(TestBusiness business, RuleDraft draft) =>
        (await business.House.Get<SimulationQueries>().TryAsync(
            business.Owner, (await business.ReminderAsync()).Id, draft, Start - Duration.FromDays(30), Start + Duration.FromDays(30), CancellationToken.None))!;
}
