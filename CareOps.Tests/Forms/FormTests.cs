using CareOps.Core.Audit;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

using static CareOps.Tests.Forms.FormFixtures;

namespace CareOps.Tests.Forms;

/// <summary>The life of a form: asked for by a booking, begun, due, answered in one or many places, late, withdrawn, kept beside its version.</summary>
public sealed class FormTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly FormQuestion Why = Ask(QuestionKind.LongText, "What troubles you?", isRequired: true);
    private static readonly FormQuestion Name = Ask(QuestionKind.Signature, "Signature");

    [EachEngine]
    public async Task A_booking_asks_for_the_forms_of_its_service_once_and_writes_about_all_of_them_in_one_message(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.GoesWithServiceAsync(await business.AddFormAsync("Intake", Why));
        await business.GoesWithServiceAsync(await business.AddFormAsync("Consent", Name), dueHours: 2);

        var booking = await business.BookAndDrainAsync(TestBusiness.Tuesday.PlusDays(1));
        await house.Get<IWriteDoor>().RunAsync(
            new Caller.SystemWork(business.Id, "test"),
            async (db, token) =>
            {
                await house.Get<IEnumerable<IEventHandler<BookingCreated>>>().OfType<FormsOfBooking>().Single()
                    .HandleAsync(db, new BookingCreated(booking.Id, booking.ContactId, Guid.Empty, ContactIsNew: true), token);
                return Done.It;
            },
            None);
        await house.DrainAsync();

        var forms = await business.FormsAsync();
        Assert.Equal(
            [booking.StartsAt - Duration.FromHours(24), booking.StartsAt - Duration.FromHours(2)], forms.Select(static form => form.DueAt!.Value).Order());
        Assert.All(forms, static form => Assert.Equal(FormStatus.Pending, form.Status));
        var message = Assert.Single(await business.MessagesAsync(), static message => message.RuleName == FormMessages.RequestName);
        Assert.Contains("Intake (until Tue 3 Mar, 09:30)", message.Body, StringComparison.Ordinal);
        Assert.Equal(2, message.Body.Split("/form/").Length - 1);
    }

    [EachEngine]
    public async Task A_form_is_overdue_from_its_due_moment_and_still_answered_late(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.GoesWithServiceAsync(await business.AddFormAsync("Intake", Why));
        var booking = await business.BookAndDrainAsync(TestBusiness.Tuesday);
        var form = Assert.Single(await business.FormsAsync());
        await business.AnswerAsync(form.Id, isFinal: false, (Why, "My knee"));

        house.Clock.Now = form.DueAt!.Value - Duration.FromSeconds(1);
        await house.DrainAsync();
        Assert.Equal(FormStatus.InProgress, (await business.FormAsync(form.Id)).Status);
        house.Clock.Now = form.DueAt.Value;
        await house.DrainAsync();
        Assert.Equal(FormStatus.Overdue, (await business.FormAsync(form.Id)).Status);

        house.Clock.Now += Duration.FromMinutes(5);
        var answered = await business.AnswerAsync(form.Id, 1, isFinal: true, [Why.Gives("My knee", "My knee")]);
        await house.DrainAsync();

        Assert.True(answered.Required().IsSubmitted);
        var done = await business.FormAsync(form.Id);
        Assert.Equal((FormStatus.Completed, true, booking.Id), (done.Status, done.IsLate, done.BookingId));
        Assert.Equal(
            ["form.due", "form.overdue", "form.sent", "form.started", "form.submitted"],
            await house.ReadAsync(business.Id, static db => db.OutboxEvents.Where(row => row.Name.StartsWith("form."))
                .Select(row => row.Name).Distinct().OrderBy(name => name).ToListAsync(None)));
        Assert.Single(await business.MessagesAsync(), static message => message.RuleName == FormMessages.ConfirmationName);
    }

    [EachEngine]
    public async Task A_form_follows_its_booking_when_that_is_moved_cancelled_and_reopened(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.GoesWithServiceAsync(await business.AddFormAsync("Intake", Why));
        var booking = await business.BookAndDrainAsync(TestBusiness.Tuesday.PlusDays(1));
        var form = Assert.Single(await business.FormsAsync());
        house.Clock.Now = form.DueAt!.Value;
        await house.DrainAsync();
        var link = await business.LinkAsync(form.Id);

        var moved = await house.Get<MoveBookingHandler>().HandleAsync(
            business.Owner, new MoveBooking(booking.Id, 1, TestBusiness.Tuesday.PlusDays(3), business.Owner.Id, 30), None);
        Assert.True(moved.Succeeded);
        await house.DrainAsync();
        var later = await business.FormAsync(form.Id);
        Assert.Equal((FormStatus.Pending, form.DueAt + Duration.FromDays(2)), (later.Status, later.DueAt));
        Assert.Equal(new FormsAfterChange(1, later.DueAt, 0, 0), await AfterChangeAsync());

        await house.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(booking.Id), None);
        await house.DrainAsync();
        Assert.Equal(FormStatus.Withdrawn, (await business.FormAsync(form.Id)).Status);
        Assert.Equal(ErrorKind.Gone, (await house.Get<PublicLinks>().ResolveAsync(link, LinkPurposes.Form, None)).Error?.Kind);
        Assert.Equal(FormErrors.Withdrawn, (await business.AnswerAsync(form.Id, isFinal: false, (Why, "Too late"))).Error);
        Assert.Equal(new FormsAfterChange(0, null, 1, 0), await AfterChangeAsync());

        await house.Get<ReopenBookingHandler>().HandleAsync(business.Owner, new ReopenBooking(booking.Id), None);
        await house.DrainAsync();
        Assert.Equal(FormStatus.Pending, (await business.FormAsync(form.Id)).Status);

        Task<FormsAfterChange> AfterChangeAsync() => house.Get<FormsAfterChangeQueries>().OfAsync(business.Owner, [booking.Id], None);
    }

    [EachEngine]
    public async Task Some_forms_are_asked_for_once_and_others_again_after_months(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var once = await business.AddFormAsync("Once", Why);
        var again = await business.AddFormAsync("Again", Why);
        await business.GoesWithServiceAsync(once, FormRepeat.OncePerContact);
        await business.GoesWithServiceAsync(again, FormRepeat.AfterMonths, months: 1);

        await business.BookAndDrainAsync(TestBusiness.Tuesday);
        await business.BookAndDrainAsync(TestBusiness.Tuesday.PlusHours(1));
        Assert.Equal(2, (await business.FormsAsync()).Count);
        foreach (var form in await business.FormsAsync())
        {
            Assert.True((await business.AnswerAsync(form.Id, isFinal: true, (Why, "My knee"))).Required().IsSubmitted);
        }

        await business.BookAndDrainAsync(TestBusiness.Tuesday.PlusHours(2));
        Assert.Equal(2, (await business.FormsAsync()).Count);
        await business.BookAndDrainAsync(TestBusiness.Tuesday.PlusDays(42));
        Assert.Equal(again.Id, (await business.FormsAsync())[2].TemplateId);
    }

    [EachEngine]
    public async Task A_link_to_a_booking_opens_no_form_of_another_one_whoever_booked_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var form = await business.AddFormAsync("Once", Why);
        await business.GoesWithServiceAsync(form, FormRepeat.OncePerContact);
        var first = await business.BookAndDrainAsync(TestBusiness.Tuesday);
        var begun = (await business.FormsAsync()).Single();
        await business.AnswerAsync(begun.Id, isFinal: false, (Why, "Nobody else reads this"));
        var second = await business.BookAndDrainAsync(TestBusiness.Tuesday.PlusHours(1));
        var holder = new Caller.LinkHolder(business.Id, LinkPurposes.ManageBooking, second.Id);
        var own = new Caller.LinkHolder(business.Id, LinkPurposes.ManageBooking, first.Id);

        var shown = await house.Get<BookingFormQueries>().OfBookingAsync(holder, None);
        var opened = await house.Get<OpenFormOfBookingHandler>().HandleAsync(holder, new OpenFormOfBooking(begun.Id), None);
        var mine = await house.Get<OpenFormOfBookingHandler>().HandleAsync(own, new OpenFormOfBooking(begun.Id), None);

        Assert.Empty(shown.Forms);
        Assert.Equal(ErrorKind.NotFound, opened.Error?.Kind);
        Assert.True(mine.Succeeded);
    }

    [EachEngine]
    public async Task Whoever_lands_on_a_booking_finds_its_forms_before_any_worker_came_by_and_gets_each_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.GoesWithServiceAsync(await business.AddFormAsync("Intake", Why));
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        var holder = new Caller.LinkHolder(business.Id, LinkPurposes.ManageBooking, booking.Id);
        var queries = house.Get<BookingFormQueries>();

        Assert.True((await queries.OfBookingAsync(holder, None)).AreOwed);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(
            _ => house.Get<AskFormsOfBookingHandler>().HandleAsync(holder, new AskFormsOfBooking(), None)));
        var own = await queries.OfBookingAsync(holder, None);
        Assert.Equal(("Intake", false), (own.Forms.Single().Title, own.AreOwed));
        await house.DrainAsync();

        Assert.Single(await business.FormsAsync());
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.OutboxEvents.CountAsync(stored => stored.Name == "forms.asked", None)));
    }

    [EachEngine]
    public async Task Answers_stay_beside_the_version_they_answer_through_ten_changes(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAndDrainAsync(TestBusiness.Tuesday);
        var contact = await business.ContactIdAsync();
        var form = await business.AddFormAsync("Intake", Why, Name);
        var begun = await business.SendFormAsync(form, contact);
        await business.AnswerAsync(begun.Id, isFinal: true, (Why, "My knee"), (Name, "Anna Berg"));

        for (var change = 1; change <= 10; change++)
        {
            var sent = await business.SendFormAsync(form, contact);
            await business.ChangeFormAsync(form, Ask(QuestionKind.ShortText, $"Question {change}"), Why with { Label = $"Reworded {change}" });
            Assert.Equal(change + 1, (await house.Get<FormTrackerQueries>().ReadAsync(business.Owner, sent.Id, None))!.Row.Version);
            await house.Get<WithdrawFormHandler>().HandleAsync(business.Owner, new WithdrawForm(sent.Id), None);
        }

        var reading = await house.Get<FormTrackerQueries>().ReadAsync(business.Owner, begun.Id, None);
        Assert.Equal(1, reading!.Row.Version);
        Assert.Equal([("What troubles you?", "My knee"), ("Signature", "Anna Berg")], reading.Answers.Select(static answer => (answer.Question.Label, answer.Value!)));
        Assert.Equal(
            new FormContent("Intake", null, [Why, Name]).HashWith([(Why.Id, "My knee")]), reading.Answers[1].SignedHash);
        Assert.Equal(house.Clock.Now, reading.Answers[1].SignedAt);
    }

    [EachEngine]
    public async Task A_version_that_nobody_was_sent_changes_itself(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var form = await business.AddFormAsync("Intake", Why);

        await business.ChangeFormAsync(form, Why, Name);
        var stale = await house.Get<SaveFormTemplateHandler>().HandleAsync(
            business.Owner, new SaveFormTemplate(form.Id, "Other", null, [Why]) { Version = 2 }, None);

        var details = await house.Get<FormQueries>().TemplateAsync(business.Owner, form.Id, None);
        Assert.Equal((1, 2), (Assert.Single(details!.Versions).Number, details.Newest.Questions.Count));
        Assert.Equal(FormErrors.Changed, stale.Error);
    }

    [EachEngine]
    public async Task Two_devices_fill_in_one_form_and_no_answer_is_lost(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var other = Ask(QuestionKind.ShortText, "Anything else?");
        await business.BookAndDrainAsync(TestBusiness.Tuesday);
        var form = await business.SendFormAsync(await business.AddFormAsync("Intake", Why, other), await business.ContactIdAsync());

        // Each device changes one question, and sends the other as it was drawn.
        await business.AnswerAsync(form.Id, 1, isFinal: false, [Why.Gives("From the phone"), other.Gives(null)]);
        var merged = await business.AnswerAsync(form.Id, 1, isFinal: false, [Why.Gives(null), other.Gives("From the laptop")]);
        Assert.Empty(merged.Required().Problems);
        Assert.Equal(["From the laptop", "From the phone"], (await business.AnswersAsync(form.Id)).Values.Order(StringComparer.Ordinal));

        // Both changed the same one: neither is overwritten before its person has seen both.
        var elsewhere = (await business.AnswerAsync(form.Id, 1, isFinal: true, [Why.Gives("From the laptop, too")])).Required();
        var problem = Assert.Single(elsewhere.Problems);
        Assert.False(elsewhere.IsSubmitted);
        Assert.Equal((ErrorKind.Conflict, FormContent.FieldOf(Why.Id)), (problem.Kind, problem.Field));
        Assert.Equal(AnswerFormHandler.ConflictCode, problem.Code);
        Assert.Equal("From the phone", (await business.AnswersAsync(form.Id))[Why.Id]);

        var seen = await business.AnswerAsync(form.Id, 1, isFinal: true, [Why.Gives("Both", shown: "From the phone")]);
        Assert.True(seen.Required().IsSubmitted);
        Assert.Equal("Both", (await business.AnswersAsync(form.Id))[Why.Id]);
    }

    [EachEngine]
    public async Task Nothing_goes_out_for_good_that_the_page_which_sends_it_did_not_show(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAndDrainAsync(TestBusiness.Tuesday);
        var form = await business.SendFormAsync(await business.AddFormAsync("Intake", Why, Name), await business.ContactIdAsync());
        await business.AnswerAsync(form.Id, isFinal: false, (Why, "From the phone"));

        var unseen = (await business.AnswerAsync(form.Id, 1, isFinal: true, [Why.Gives(null), Name.Gives("Anna Berg")])).Required();
        Assert.False(unseen.IsSubmitted);
        Assert.Equal((AnswerFormHandler.UnseenCode, FormContent.FieldOf(Why.Id)), (unseen.Problems.Single().Code, unseen.Problems.Single().Field));
        Assert.Equal(["Anna Berg", "From the phone"], (await business.AnswersAsync(form.Id)).Values.Order(StringComparer.Ordinal));

        // Who takes the other answer overwrites nothing, whatever still stands in the field.
        var taken = await business.AnswerAsync(
            form.Id, 1, isFinal: true, [Why.Gives("Mine", "From the phone") with { TakesOther = true }, Name.Gives("Anna Berg", "Anna Berg")]);
        Assert.True(taken.Required().IsSubmitted);
        Assert.Equal("From the phone", (await business.AnswersAsync(form.Id))[Why.Id]);
    }

    [EachEngine]
    public async Task Submitted_again_the_same_is_done_already_and_something_else_is_refused(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAndDrainAsync(TestBusiness.Tuesday);
        var form = await business.SendFormAsync(await business.AddFormAsync("Intake", Why), await business.ContactIdAsync());

        var both = await Task.WhenAll(
            business.AnswerAsync(form.Id, isFinal: true, (Why, "My knee")), business.AnswerAsync(form.Id, isFinal: true, (Why, "My knee")));
        var altered = await business.AnswerAsync(form.Id, 1, isFinal: true, [Why.Gives("My hip", "My knee")]);
        await house.DrainAsync();

        Assert.All(both, static answered => Assert.True(answered.Required().IsSubmitted));
        Assert.Equal(FormErrors.AlreadySent, altered.Error);
        Assert.Equal("My knee", Assert.Single(await business.AnswersAsync(form.Id)).Value);
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.OutboxEvents.CountAsync(row => row.Name == "form.submitted", None)));
    }

    [EachEngine]
    public async Task Who_begins_on_an_older_page_answers_what_they_were_shown(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAndDrainAsync(TestBusiness.Tuesday);
        var template = await business.AddFormAsync("Intake", Why);
        var form = await business.SendFormAsync(template, await business.ContactIdAsync());
        await business.ChangeFormAsync(template, Ask(QuestionKind.ShortText, "Something new", isRequired: true));

        var answered = await business.AnswerAsync(form.Id, 1, isFinal: true, [Why.Gives("My knee")]);

        Assert.True(answered.Required().IsSubmitted);
        var reading = await house.Get<FormTrackerQueries>().ReadAsync(business.Owner, form.Id, None);
        Assert.Equal((1, "My knee"), (reading!.Row.Version, Assert.Single(reading.Answers).Value));
    }

    [EachEngine]
    public async Task Two_hundred_questions_with_twenty_thousand_characters_each_come_back_whole(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAndDrainAsync(TestBusiness.Tuesday);
        var questions = Enumerable.Range(1, FormContent.MostQuestions).Select(static number => Ask(QuestionKind.LongText, $"Question {number}")).ToArray();
        var form = await business.SendFormAsync(await business.AddFormAsync("Long", questions), await business.ContactIdAsync());
        var long20 = new string('å', FormAnswers.MaxLength);

        var answered = await business.AnswerAsync(form.Id, 1, isFinal: true, [.. questions.Select(question => question.Gives(long20))]);
        var sheet = await house.Get<FormTrackerQueries>().SheetAsync(business.Owner, form.TemplateId, 1, None);

        Assert.True(answered.Required().IsSubmitted);
        Assert.All((await business.AnswersAsync(form.Id)).Values, value => Assert.Equal(long20, value));
        Assert.Equal(FormContent.MostQuestions, sheet!.Split(long20).Length - 1);
        var tooLong = await business.SendFormAsync(await business.AddFormAsync("Too long", Why), await business.ContactIdAsync());
        Assert.Equal("too_long", Assert.Single((await business.AnswerAsync(tooLong.Id, isFinal: false, (Why, long20 + "å"))).Required().Problems).Code);
        var tooMany = await house.Get<SaveFormTemplateHandler>().HandleAsync(
            business.Owner, new SaveFormTemplate(null, "Longer", null, [.. questions, Why]), None);
        Assert.Equal("form.long", tooMany.Error?.Code);
    }

    [EachEngine]
    public async Task A_reminder_goes_out_once_however_often_it_is_asked_for_and_a_pause_holds_only_what_no_member_sends(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAndDrainAsync(TestBusiness.Tuesday);
        await business.ReplyAsync((await business.ConversationAsync()).Id);
        await business.GoesWithServiceAsync(await business.AddFormAsync("Intake", Why));
        await business.BookAndDrainAsync(TestBusiness.Tuesday.PlusDays(1));
        var form = Assert.Single(await business.FormsAsync());

        var first = await house.Get<RemindFormsHandler>().HandleAsync(business.Owner, new RemindForms([form.Id, form.Id]), None);
        var again = await house.Get<RemindFormsHandler>().HandleAsync(business.Owner, new RemindForms([form.Id]), None);
        await house.DrainAsync();

        Assert.Equal(1, first.Required().Reminded);
        Assert.Equal("form.reminded", Assert.Single(again.Required().Refused.Values).Code);
        Assert.Equal(
            [(FormMessages.RequestName, MessageStatus.Held), (FormMessages.ReminderName, MessageStatus.Kept)],
            (await business.MessagesAsync()).Where(static message => message.RuleName?.StartsWith("Form", StringComparison.Ordinal) == true)
                .Select(static message => (message.RuleName!, message.Status)));
        await house.Get<SetConsentHandler>().HandleAsync(business.Owner, new SetConsent(await business.ContactIdAsync(), ConsentChannel.Email, false), None);
        house.Clock.Now += Duration.FromHours(1);
        var unwanted = await house.Get<RemindFormsHandler>().HandleAsync(business.Owner, new RemindForms([form.Id]), None);
        Assert.Equal(FormErrors.Unreachable, Assert.Single(unwanted.Required().Refused.Values));
    }

    [EachEngine]
    public async Task Who_owes_several_forms_is_reminded_of_all_in_one_message_as_the_preview_says(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var (intake, consent) = (await business.AddFormAsync("Intake", Why), await business.AddFormAsync("Consent", Name));
        await business.GoesWithServiceAsync(intake);
        var booking = await business.BookAndDrainAsync(TestBusiness.Tuesday.PlusDays(1));
        await business.SendFormAsync(consent, booking.ContactId);
        await business.AskAsync(email: "jon@example.org", name: "Jon Bakke");
        await business.SendFormAsync(consent, await business.ContactIdAsync("jon@example.org"));
        Guid[] ids = [.. (await business.FormsAsync()).Where(static form => form.IsOpen).Select(static form => form.Id)];
        var remind = house.Get<RemindFormsHandler>();

        var preview = await house.Get<FormTrackerQueries>().ReminderAsync(business.Owner, ids, None);
        var both = await Task.WhenAll(
            remind.HandleAsync(business.Owner, new RemindForms(ids), None), remind.HandleAsync(business.Owner, new RemindForms(ids), None));
        await house.DrainAsync();

        Assert.Equal([("Anna Berg", 2), ("Jon Bakke", 1)], preview.Messages.Select(static message => (message.Name, message.Forms)));
        Assert.Equal([(0, 0, 3), (3, 2, 0)], both.Select(static each => (each.Required().Reminded, each.Required().Messages, each.Required().Refused.Count)).Order());
        var written = (await business.MessagesAsync()).Where(static message => message.RuleName == FormMessages.ReminderName).ToList();
        Assert.Equal(2, written.Count);
        var toAnna = written.Single(static message => message.Body.StartsWith("Hi Anna", StringComparison.Ordinal));
        Assert.Equal("Reminder: 2 forms are still open", toAnna.Subject);
        Assert.Contains("Intake (until Tue 3 Mar, 09:30)\nhttp", toAnna.Body, StringComparison.Ordinal);
        Assert.Contains("Consent\nhttp", toAnna.Body, StringComparison.Ordinal);
        Assert.Equal(preview.Messages[0].Body, System.Text.RegularExpressions.Regex.Replace(toAnna.Body, @"https?://\S+", "(their own link)"));
        Assert.Equal(3, (await house.Get<FormTrackerQueries>().ReminderAsync(business.Owner, ids, None)).Refused.Count);
    }

    [EachEngine]
    public async Task When_a_form_goes_with_a_service_is_changed_in_place_for_bookings_from_then_on(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var intake = await business.AddFormAsync("Intake", Why);
        await business.GoesWithServiceAsync(intake);
        var before = await business.BookAndDrainAsync(TestBusiness.Tuesday.PlusDays(1));

        await business.GoesWithServiceAsync(intake, FormRepeat.AfterMonths, months: 6, dueHours: 2);

        var link = Assert.Single((await house.Get<FormQueries>().OfServiceAsync(business.Owner, business.Service.Id, None)).Forms);
        Assert.Equal((FormRepeat.AfterMonths, 6, 2), (link.Repeat, link.Months, link.DueHours));
        Assert.Equal(before.StartsAt - Duration.FromHours(24), Assert.Single(await business.FormsAsync()).DueAt);
        var entry = await house.ReadAsync(business.Id, static db => db.Set<AuditEntry>().SingleAsync(row => row.Action == "service.form_changed", None));
        Assert.Contains("EveryTime", entry.Before, StringComparison.Ordinal);
        Assert.Contains("AfterMonths", entry.After, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task A_booking_without_its_forms_is_completed_not_asked_warned_or_blocked_as_its_service_says(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.GoesWithServiceAsync(await business.AddFormAsync("Intake", Why));
        var booking = await business.BookAndDrainAsync(TestBusiness.Tuesday);
        house.Clock.Now = booking.StartsAt;
        var complete = house.Get<CompleteBookingHandler>();

        await GateAsync(FormGateMode.Block);
        var blocked = await complete.HandleAsync(business.Owner, new CompleteBooking(booking.Id) { Anyway = true }, None);
        await GateAsync(FormGateMode.Warn);
        var warned = await complete.HandleAsync(business.Owner, new CompleteBooking(booking.Id), None);
        var status = (await business.ReadBookingAsync(booking.Id)).Status;
        var anyway = await complete.HandleAsync(business.Owner, new CompleteBooking(booking.Id) { Anyway = true }, None);
        await house.Get<ReopenBookingHandler>().HandleAsync(business.Owner, new ReopenBooking(booking.Id), None);
        await GateAsync(FormGateMode.Block);
        await business.AnswerAsync(Assert.Single(await business.FormsAsync()).Id, isFinal: true, (Why, "My knee"));
        var filled = await complete.HandleAsync(business.Owner, new CompleteBooking(booking.Id), None);

        Assert.Equal(("booking.blocked", "This booking can't be completed before “Intake” is filled in."), (blocked.Error?.Code, blocked.Error?.Message));
        Assert.Equal((BookingErrors.WarnedCode, BookingStatus.Confirmed), (warned.Error?.Code, status));
        Assert.True(anyway.Succeeded);
        Assert.True(filled.Succeeded);

        async Task GateAsync(FormGateMode mode) =>
            (await house.Get<SetFormGateHandler>().HandleAsync(business.Owner, new SetFormGate(business.Service.Id, mode), None)).Required();
    }

    [EachEngine]
    public async Task The_tracker_shows_overdue_first_and_goes_on_where_a_page_ended(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.GoesWithServiceAsync(await business.AddFormAsync("Intake", Why));
        for (var number = 0; number < 7; number++)
        {
            await business.BookAsync(TestBusiness.Tuesday.PlusDays(7 * number));
        }

        await house.DrainAsync();
        var inOrder = (await business.FormsAsync()).OrderBy(static form => form.DueAt).ToList();
        house.Clock.Now = inOrder[1].DueAt!.Value;
        await house.DrainAsync();
        await business.AnswerAsync(inOrder[4].Id, isFinal: false, (Why, "My knee"));
        var tracker = house.Get<FormTrackerQueries>();

        var all = await tracker.ListAsync(business.Owner, new FormFilter(), null, 50, None);
        var pages = new List<FormRow>();
        for (FormCursor? after = null; ;)
        {
            var page = await tracker.ListAsync(business.Owner, new FormFilter(), after, 3, None);
            pages.AddRange(page);
            if (page.Count < 3)
            {
                break;
            }

            after = new FormCursor(page[^1].Status, page[^1].SortAt, page[^1].Id);
        }

        Assert.Equal(all, pages);
        Assert.Equal(
            [FormStatus.Overdue, FormStatus.Overdue, FormStatus.InProgress, FormStatus.Pending, FormStatus.Pending, FormStatus.Pending, FormStatus.Pending],
            all.Select(static row => row.Status));
        var counts = await tracker.CountsAsync(business.Owner, new FormFilter(), None);
        Assert.Equal((2, 1, 4), (counts[FormStatus.Overdue], counts[FormStatus.InProgress], counts[FormStatus.Pending]));
        Assert.Equal(7, (await tracker.ListAsync(business.Owner, new FormFilter { Search = "aNNa" }, null, 50, None)).Count);
        Assert.Empty(await tracker.ListAsync(business.Owner, new FormFilter { Search = "%" }, null, 50, None));
    }

    [EachEngine]
    public async Task A_contacts_forms_are_merged_exported_and_erased_with_them(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAndDrainAsync(TestBusiness.Tuesday);
        await business.AskAsync();
        var (anna, jon) = (await business.ContactIdAsync(), await business.ContactIdAsync("jon@example.org"));
        var form = await business.SendFormAsync(await business.AddFormAsync("Intake", Why), jon);
        await business.AnswerAsync(form.Id, isFinal: false, (Why, "A secret of Jon"));

        (await house.Get<MergeContactsHandler>().HandleAsync(business.Owner, new MergeContacts(anna, jon, false, false, false), None)).Required();
        Assert.Equal(anna, (await business.FormAsync(form.Id)).ContactId);
        Assert.Contains("A secret of Jon", await house.Get<ContactExportQueries>().OneAsync(business.Owner, anna, None), StringComparison.Ordinal);
        var link = await business.LinkAsync(form.Id);
        (await house.Get<EraseContactHandler>().HandleAsync(business.Owner, new EraseContact(anna, EraseContactHandler.Word), None)).Required();

        Assert.Empty(await business.AnswersAsync(form.Id));
        Assert.Equal(FormStatus.Withdrawn, (await business.FormAsync(form.Id)).Status);
        Assert.Equal(ErrorKind.NotFound, (await house.Get<PublicLinks>().ResolveAsync(link, LinkPurposes.Form, None)).Error?.Kind);
    }
}
