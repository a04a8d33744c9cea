using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

using Npgsql;

namespace CareOps.Tests.Automation;

/// <summary>What is scheduled for a booking goes out at its moment, follows the booking, and says why where it does not go out.</summary>
public sealed class ReminderTests
{
    // Thursday, 2026-03-05 09:30 in Oslo is 08:30 UTC; the clock stands at Monday 09:00 UTC.
    private static readonly LocalDateTime Thursday = TestBusiness.Tuesday.PlusDays(2);
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 5, 8, 30);

    [EachEngine]
    public async Task Reminders_go_out_at_their_moments_and_never_twice(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(Thursday);
        await house.DrainAsync();

        Assert.Equal([Start - Duration.FromHours(24), Start - Duration.FromHours(2)], (await WaitingAsync(business, booking.Id)).Select(static run => run.DueAt!.Value));
        await house.DrainAtAsync(Start - Duration.FromHours(24) - Duration.FromSeconds(1));
        Assert.Equal(0, await RemindedAsync(business));
        await house.DrainAtAsync(Start - Duration.FromHours(24));
        Assert.Equal(1, await RemindedAsync(business));
        await house.DrainAtAsync(Start - Duration.FromHours(2) + Duration.FromSeconds(1));
        await house.DrainAtAsync(Start - Duration.FromHours(3));
        await house.DrainAtAsync(Start);

        Assert.Equal(2, await RemindedAsync(business));
        Assert.Empty(await WaitingAsync(business, booking.Id));
    }

    [EachEngine]
    public async Task Cancelling_drops_what_is_scheduled_with_the_reason_in_the_same_transaction(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(Thursday);
        await house.DrainAsync();

        (await house.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(booking.Id), CancellationToken.None)).Required();

        var runs = await RemindersAsync(business, booking.Id);
        Assert.All(runs, static run => Assert.Equal((RunStatus.Skipped, SkipReason.BookingCancelled, null), (run.Status, run.SkipReason, run.DueAt)));
        Assert.Equal("“Reminder”, 24 h before, was skipped because the booking was cancelled at 10:00 by a member.", runs[0].Reason);
        await house.DrainAtAsync(Start);
        Assert.Equal(0, await RemindedAsync(business));
    }

    [EachEngine]
    public async Task Moving_drops_what_was_for_the_earlier_time_and_schedules_for_the_new_one(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(Thursday);
        await house.DrainAsync();

        (await house.Get<MoveBookingHandler>().HandleAsync(
            business.Owner, new MoveBooking(booking.Id, booking.Revision, Thursday.PlusDays(1), booking.MemberId, 30), CancellationToken.None)).Required();

        var runs = await RemindersAsync(business, booking.Id);
        Assert.Equal(2, runs.Count(static run => run.SkipReason == SkipReason.BookingMoved));
        Assert.Contains("was skipped because the booking was moved to Fri 6 Mar, 09:30.", runs[0].Reason, StringComparison.Ordinal);
        Assert.Equal(
            [Start, Start + Duration.FromHours(22)], (await WaitingAsync(business, booking.Id)).Select(static run => run.DueAt!.Value));
        await house.DrainAtAsync(Start - Duration.FromHours(2));
        Assert.Equal(0, await RemindedAsync(business));
        await house.DrainAtAsync(Start);
        Assert.Equal(1, await RemindedAsync(business));
    }

    [EachEngine]
    public async Task A_cancellation_taken_back_schedules_again(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(Thursday);
        await house.DrainAsync();
        (await house.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(booking.Id), CancellationToken.None)).Required();

        (await house.Get<ReopenBookingHandler>().HandleAsync(business.Owner, new ReopenBooking(booking.Id), CancellationToken.None)).Required();

        Assert.Equal(2, (await WaitingAsync(business, booking.Id)).Count);
        await house.DrainAtAsync(Start - Duration.FromHours(24));
        Assert.Equal(1, await RemindedAsync(business));
    }

    [EachEngine]
    public async Task Who_came_is_thanked_two_hours_later_unless_the_booking_is_reopened(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(Thursday);
        await house.DrainAsync();
        house.Clock.Now = Start + Duration.FromMinutes(30);
        var complete = house.Get<CompleteBookingHandler>();
        (await complete.HandleAsync(business.Owner, new CompleteBooking(booking.Id), CancellationToken.None)).Required();
        (await house.Get<ReopenBookingHandler>().HandleAsync(business.Owner, new ReopenBooking(booking.Id), CancellationToken.None)).Required();
        await house.DrainAtAsync(Start + Duration.FromHours(3));
        Assert.DoesNotContain(await business.LocalOutboxAsync(), static entry => entry.Subject!.StartsWith("Thank you", StringComparison.Ordinal));

        (await complete.HandleAsync(business.Owner, new CompleteBooking(booking.Id), CancellationToken.None)).Required();
        await house.DrainAtAsync(Start + Duration.FromHours(5));
        await house.DrainAtAsync(Start + Duration.FromHours(9));

        Assert.Single(await business.LocalOutboxAsync(), static entry => entry.Subject == "Thank you for coming to Riverside Physio");
    }

    [EachEngine]
    public async Task After_a_stop_what_still_helps_is_sent_and_what_lost_its_sense_is_not(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var late = await business.BookAsync(Thursday);
        var begun = await business.BookAsync(Thursday.PlusDays(-1), "tom@example.org");
        var far = await business.BookAsync(Thursday.PlusDays(1), "far@example.org");
        await house.DrainAsync();

        // Down until four hours before Thursday's: its first reminder is 20 h late, Wednesday's booking is over, Friday's is 4 h late still to come.
        await house.DrainAtAsync(Start - Duration.FromHours(4));

        Assert.All(await RemindersAsync(business, begun.Id), static run => Assert.Equal(SkipReason.TooLate, run.SkipReason));
        Assert.Contains("had already begun", (await RemindersAsync(business, begun.Id))[0].Reason, StringComparison.Ordinal);
        var first = (await RemindersAsync(business, late.Id))[0];
        Assert.Equal(SkipReason.TooLate, first.SkipReason);
        Assert.EndsWith("it was meant for Wed 4 Mar, 09:30, and the rule lets it be 12 h late at most.", first.Reason, StringComparison.Ordinal);
        Assert.Equal(2, (await WaitingAsync(business, far.Id)).Count);
        await house.DrainAtAsync(Start + Duration.FromHours(4));
        Assert.Equal(RunStatus.Sent, (await RemindersAsync(business, far.Id))[0].Status);
    }

    [EachEngine]
    public async Task Of_two_reminders_that_are_due_together_the_later_one_goes_out(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(Thursday);
        await house.DrainAsync();

        await house.DrainAtAsync(Start - Duration.FromHours(1));

        var runs = await RemindersAsync(business, booking.Id);
        Assert.Equal([SkipReason.Overtaken, null], runs.Select(static run => run.SkipReason));
        Assert.Equal(1, await RemindedAsync(business));
    }

    [EachEngine]
    public async Task While_automation_is_paused_a_reminder_is_held_unless_its_rule_also_sends_then(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(Thursday);
        await house.DrainAsync();
        (await business.ReplyAsync((await business.ConversationAsync()).Id)).Required();
        await house.DrainAtAsync(Start - Duration.FromHours(24));
        Assert.Equal(RunStatus.Held, (await RemindersAsync(business, booking.Id))[0].Status);

        var rule = await business.ReminderAsync();
        await business.ChangeAsync(rule, Rule.DraftOf(rule) with { SendsWhilePaused = true });
        await house.DrainAtAsync(Start - Duration.FromHours(2));

        Assert.Equal(RunStatus.Sent, (await RemindersAsync(business, booking.Id))[1].Status);
    }

    [PostgresFact]
    public async Task Two_nodes_send_each_reminder_once()
    {
        await using var house = await TestHouse.StartAsync(Engine.Postgres);
        var business = await house.OpenBusinessAsync();
        for (var number = 0; number < 10; number++)
        {
            await business.BookAsync(Thursday.PlusMinutes(30 * number), $"anna{number}@example.org");
        }

        await house.DrainAsync();
        await using var other = house.Beside();
        house.Clock.Now = Start - Duration.FromHours(19);
        await Task.WhenAll(house.DrainAsync(), other.DrainAsync(), house.Get<DueRuns>().DispatchAsync(default), other.Get<DueRuns>().DispatchAsync(default));
        await house.DrainAsync();

        Assert.Equal(10, await RemindedAsync(business));
    }

    [PostgresFact]
    public async Task What_a_dying_node_had_begun_is_done_by_the_other_once()
    {
        await using var house = await TestHouse.StartAsync(Engine.Postgres);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(Thursday);
        await house.DrainAsync();
        house.Clock.Now = Start - Duration.FromHours(24);

        // One that took the run and got no further than its last statement before the commit.
        await using var dying = new NpgsqlConnection($"{house.Postgres};Pooling=false");
        await dying.OpenAsync();
        await using (var take = new NpgsqlCommand("BEGIN; UPDATE \"AutomationRuns\" SET \"DueAt\" = NULL, \"Status\" = 'Sent' WHERE \"Offset\" = 1440", dying))
        {
            await take.ExecuteNonQueryAsync();
        }

        var other = Task.Run(house.DrainAsync);
        await using var operatorsOwn = new NpgsqlConnection(house.Postgres);
        await operatorsOwn.OpenAsync();
        await using (var kill = new NpgsqlCommand("SELECT pg_terminate_backend($1)", operatorsOwn) { Parameters = { new() { Value = dying.ProcessID } } })
        {
            await kill.ExecuteNonQueryAsync();
        }

        await other.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await RemindedAsync(business));
    }

    [Fact]
    public async Task Over_a_year_with_both_changes_of_clocks_every_reminder_leaves_at_its_moment_once()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var zone = DateTimeZoneProviders.Tzdb["Europe/Oslo"];
        var sent = 0;
        for (var week = 1; week <= 52; week++)
        {
            // Mondays at half past nine, booked on the Thursday before: its day before is a Sunday, when clocks change.
            var monday = new LocalDateTime(2026, 3, 2, 9, 30).PlusWeeks(week);
            var start = monday.InZoneStrictly(zone).ToInstant();
            await house.DrainAtAsync(start - Duration.FromHours(90));
            await business.BookAsync(monday);
            await house.DrainAtAsync(start - Duration.FromHours(24) - Duration.FromMinutes(1));
            Assert.Equal(sent, await RemindedAsync(business));
            await house.DrainAtAsync(start - Duration.FromHours(24));
            Assert.Equal(sent + 1, await RemindedAsync(business));

            // A clock that jumps two hours ahead and back again.
            await house.DrainAtAsync(start - Duration.FromHours(22));
            await house.DrainAtAsync(start - Duration.FromHours(24));
            await house.DrainAtAsync(start - Duration.FromHours(2));
            sent += 2;
            Assert.Equal(sent, await RemindedAsync(business));
        }
    }

    [Fact]
    public async Task After_three_days_of_downtime_what_still_helps_goes_out_once_and_nothing_else()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(Thursday.PlusDays(-1));
        await business.BookAsync(Thursday, "tom@example.org");
        var friday = await business.BookAsync(Thursday.PlusDays(1), "far@example.org");
        await house.DrainAsync();

        // From Monday to Thursday, half an hour after Friday's first reminder.
        await house.DrainAtAsync(house.Clock.Now + Duration.FromDays(3));
        Assert.Equal(1, await RemindedAsync(business));
        Assert.Equal(RunStatus.Sent, (await RemindersAsync(business, friday.Id))[0].Status);
        foreach (var hours in new[] { 20, 22, 20, 24, 22 })
        {
            await house.DrainAtAsync(Start + Duration.FromHours(hours));
        }

        Assert.Equal(2, await RemindedAsync(business));
    }

    private static async Task<int> RemindedAsync(TestBusiness business) =>
        (await business.LocalOutboxAsync()).Count(static entry => entry.Subject!.StartsWith("Reminder:", StringComparison.Ordinal));

    private static Task<List<AutomationRun>> RemindersAsync(TestBusiness business, Guid booking) => business.House.ReadAsync(
        business.Id,
        db => db.AutomationRuns()
            .Where(run => run.SubjectId == booking && run.Offset > 0)
            .OrderBy(run => run.Occurrence).ThenByDescending(run => run.Offset).ToListAsync());

    private static async Task<List<AutomationRun>> WaitingAsync(TestBusiness business, Guid booking) =>
        [.. (await RemindersAsync(business, booking)).Where(static run => run.Waits).OrderBy(static run => run.DueAt)];
}
