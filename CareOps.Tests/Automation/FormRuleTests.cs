using CareOps.Core.Alerts;
using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Tests.Forms;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

using static CareOps.Tests.Forms.FormFixtures;

namespace CareOps.Tests.Automation;

/// <summary>Forms are sent, reminded of, alerted about and acknowledged by rules, which follow what becomes of them.</summary>
public sealed class FormRuleTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    // Booked on Monday at 09:00 UTC for Thursday 08:30 UTC; due a day before.
    private static readonly LocalDateTime Thursday = TestBusiness.Tuesday.PlusDays(2);
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 5, 8, 30);
    private static readonly Instant Due = Start - Duration.FromHours(24);
    private static readonly Instant Sent = Instant.FromUtc(2026, 3, 2, 9, 0);

    private static readonly FormQuestion Why = Ask(QuestionKind.LongText, "What troubles you?", isRequired: true);

    [EachEngine]
    public async Task Forms_are_sent_apart_from_the_confirmation_and_reminded_of_together_until_they_come_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.GoesWithServiceAsync(await business.AddFormAsync("Consent", Why));
        var booking = await BookAsync(business);

        var written = await business.MessagesAsync();
        Assert.DoesNotContain("/form/", Assert.Single(written, static one => one.RuleName == "Booking confirmation").Body, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(written, static one => one.RuleName == FormMessages.RequestName).Body.Split("/form/").Length - 1);
        Assert.Equal(RunStatus.Sent, Assert.Single(await RunsAsync(business, RuleTrigger.FormsAsked)).Status);
        Assert.Equal(
            [(-1440, Sent + Duration.FromHours(24)), (1440, Due)],
            (await RunsAsync(business, RuleTrigger.FormOpen)).Select(static run => (run.Offset, run.DueAt!.Value)));
        Assert.All(await RunsAsync(business, RuleTrigger.FormOpen), run => Assert.Equal(booking.Id, run.SubjectId));

        await house.DrainAtAsync(Sent + Duration.FromHours(24) - Duration.FromSeconds(1));
        Assert.Equal(0, await RemindedAsync(business));
        var forms = await business.FormsAsync();
        (await business.AnswerAsync(forms[0].Id, isFinal: true, (Why, "My knee"))).Required();
        await house.DrainAtAsync(Sent + Duration.FromHours(24));
        var reminder = Assert.Single(await business.MessagesAsync(), static one => one.RuleName == FormMessages.ReminderName);
        Assert.Single(reminder.Body.Split("/form/").Skip(1));

        // The last one comes back: what is scheduled ends in that very transaction.
        (await business.AnswerAsync(forms[1].Id, isFinal: true, (Why, "My knee"))).Required();
        var left = (await RunsAsync(business, RuleTrigger.FormOpen))[1];
        Assert.Equal((RunStatus.Skipped, SkipReason.FormCompleted, null), (left.Status, left.SkipReason, left.DueAt));
        Assert.Equal("“Form reminder”, 24 h before the booking, was skipped because the forms were filled in.", left.Reason);
        await house.DrainAtAsync(Due);
        Assert.Equal(1, await RemindedAsync(business));
        Assert.Equal(2, (await business.MessagesAsync()).Count(static one => one.RuleName == FormMessages.ConfirmationName));
        Assert.Empty(await AlertsAsync(business));
    }

    [EachEngine]
    public async Task What_is_scheduled_moves_and_goes_with_the_booking_at_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await BookAsync(business);

        (await house.Get<MoveBookingHandler>().HandleAsync(
            business.Owner, new MoveBooking(booking.Id, booking.Revision, Thursday.PlusDays(1), booking.MemberId, 30) { Tell = false }, None)).Required();

        var waiting = (await RunsAsync(business, RuleTrigger.FormOpen)).Where(static run => run.Waits).ToList();
        Assert.Equal([(-1440, Sent + Duration.FromHours(24)), (1440, Start)], waiting.Select(static run => (run.Offset, run.DueAt!.Value)));
        var moved = Assert.Single(await RunsAsync(business, RuleTrigger.FormOpen), static run => run.SkipReason == SkipReason.BookingMoved);
        Assert.EndsWith("was skipped because the booking was moved to Fri 6 Mar, 09:30.", moved.Reason, StringComparison.Ordinal);
        Assert.Equal([SkipReason.DueChanged, null], (await RunsAsync(business, RuleTrigger.FormOverdue)).Select(static run => run.SkipReason));

        (await house.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(booking.Id) { Tell = false }, None)).Required();

        Assert.Equal(FormStatus.Withdrawn, Assert.Single(await business.FormsAsync()).Status);
        Assert.DoesNotContain(await RunsAsync(business, RuleTrigger.FormOpen), static run => run.Waits);
        Assert.DoesNotContain(await RunsAsync(business, RuleTrigger.FormOverdue), static run => run.Waits);
        Assert.Equal(2, (await RunsAsync(business, RuleTrigger.FormOpen)).Count(static run => run.SkipReason == SkipReason.BookingCancelled));

        (await house.Get<ReopenBookingHandler>().HandleAsync(business.Owner, new ReopenBooking(booking.Id), None)).Required();
        Assert.Equal(2, (await RunsAsync(business, RuleTrigger.FormOpen)).Count(static run => run.Waits));
    }

    [EachEngine]
    public async Task A_form_is_overdue_and_alerted_at_its_due_moment_and_the_alert_ends_as_it_comes_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await BookAsync(business);
        var form = Assert.Single(await business.FormsAsync());
        await house.DrainAtAsync(Due - Duration.FromSeconds(1));
        Assert.Empty(await AlertsAsync(business));

        house.Clock.Now = Due;
        await house.Get<DueRuns>().DispatchAsync(None);
        Assert.Equal(FormStatus.Overdue, (await business.FormAsync(form.Id)).Status);
        Assert.Equal((AlertKind.FormOverdue, form.Id), Assert.Single(await AlertsAsync(business)));
        await house.DrainAtAsync(Due + Duration.FromHours(2));
        var run = Assert.Single(await RunsAsync(business, RuleTrigger.FormOverdue));
        Assert.Equal("“Overdue form” raised an alert: “Intake” was due Wed 4 Mar, 09:30 and is not filled in.", run.Reason);
        Assert.Single(await AlertsAsync(business));

        (await business.AnswerAsync(form.Id, isFinal: true, (Why, "My knee"))).Required();
        Assert.Empty(await AlertsAsync(business));
    }

    [EachEngine]
    public async Task The_sweep_finds_forms_that_were_due_before_there_were_rules_for_them(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await BookAsync(business);
        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            static async (db, token) =>
            {
                await db.AutomationRuns().ExecuteDeleteAsync(token);
                await db.OutboxEvents.Where(static row => row.Name == "form.due").ExecuteDeleteAsync(token);
                return Core.Foundation.Done.It;
            },
            None);
        house.Clock.Now = Due + Duration.FromMinutes(20);

        Assert.Equal(1, await house.Get<AutomationSweep>().SweepAsync(None));
        Assert.Equal(0, await house.Get<AutomationSweep>().SweepAsync(None));

        Assert.Equal(FormStatus.Overdue, Assert.Single(await business.FormsAsync()).Status);
        Assert.Single(await AlertsAsync(business));
    }

    [Fact]
    public async Task Who_was_reminded_by_a_member_a_moment_ago_is_not_reminded_by_the_rule()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await BookAsync(business);
        await house.DrainAtAsync(Sent + Duration.FromHours(24) - Duration.FromMinutes(20));
        (await house.Get<RemindFormsHandler>().HandleAsync(business.Owner, new RemindForms([(await business.FormsAsync())[0].Id]), None)).Required();

        await house.DrainAtAsync(Sent + Duration.FromHours(24));

        var run = (await RunsAsync(business, RuleTrigger.FormOpen))[0];
        Assert.Equal(SkipReason.RemindedByHand, run.SkipReason);
        Assert.Equal("“Form reminder”, 24 h after it was sent, was skipped because the customer was reminded at 09:40.", run.Reason);
        Assert.Equal(1, await RemindedAsync(business));
    }

    [Fact]
    public async Task A_changed_reminder_says_what_it_would_change_and_is_tried_on_the_past()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await BookAsync(business);
        var rule = await business.RuleAsync(RuleTrigger.FormOpen);
        Assert.Equal(
            "While a form is not filled in, 24 h after it was sent and 24 h before the booking, send email, else SMS: Form reminder.", RuleWords.Sentence(rule));
        var draft = Rule.DraftOf(rule) with { Offsets = [24 * 60, -12 * 60] };

        var change = Assert.Single(await house.Get<RuleQueries>().ChangesAsync(business.Owner, rule.Id, draft, None));
        Assert.Equal(
            (ScheduleChange.Moved, "Intake", Sent + Duration.FromHours(24), Sent + Duration.FromHours(12)), (change.Change, change.About, change.From, change.To));
        await house.DrainAtAsync(Sent + Duration.FromHours(24));
        await house.DrainAtAsync(Due);
        house.Clock.Advance(Duration.FromMinutes(1));
        var tried = (await house.Get<SimulationQueries>().TryAsync(business.Owner, rule.Id, draft, Sent, Start, None))!;
        Assert.Equal((1, 1, 1), (tried.Added, tried.Removed, tried.Same));

        await business.ChangeAsync(rule, draft);
        await house.DrainAsync();
        Assert.Equal(2, (await RunsAsync(business, RuleTrigger.FormOpen)).Count(static run => run.Status == RunStatus.Sent));
        foreach (var trigger in new[] { RuleTrigger.FormsAsked, RuleTrigger.FormSubmitted })
        {
            var other = await business.RuleAsync(trigger);
            var same = (await house.Get<SimulationQueries>().TryAsync(business.Owner, other.Id, Rule.DraftOf(other), Sent, Start, None))!;
            Assert.Equal((0, 0, trigger == RuleTrigger.FormsAsked ? 1 : 0), (same.Added, same.Removed, same.Same));
        }
    }

    private static async Task<Booking> BookAsync(TestBusiness business)
    {
        await business.GoesWithServiceAsync(await business.AddFormAsync("Intake", Why));
        return await business.BookAndDrainAsync(Thursday);
    }

    private static async Task<List<AutomationRun>> RunsAsync(TestBusiness business, RuleTrigger trigger)
    {
        var rule = await business.RuleAsync(trigger);
        return await business.House.ReadAsync(
            business.Id,
            db => db.AutomationRuns().Where(run => run.RuleId == rule.Id).OrderBy(run => run.Offset).ThenBy(run => run.CreatedAt).ThenBy(run => run.Id).ToListAsync(None));
    }

    private static async Task<int> RemindedAsync(TestBusiness business) =>
        (await business.MessagesAsync()).Count(static one => one.RuleName == FormMessages.ReminderName);

    private static Task<List<(AlertKind, Guid)>> AlertsAsync(TestBusiness business) => business.House.ReadAsync(
        business.Id,
        static async db => (await db.Alerts().Where(static alert => alert.ResolvedAt == null && alert.Kind == AlertKind.FormOverdue).ToListAsync(None))
            .ConvertAll(static alert => (alert.Kind, alert.SubjectId)));
}
