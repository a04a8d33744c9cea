using System.Globalization;

using CareOps.Core.Alerts;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Workspaces;
using CareOps.Tests.Forms;
using CareOps.Tests.Inventory;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Dashboard;

/// <summary>Each figure of Today against SQL that knows nothing of it, around the days on which Berlin changes its clocks.</summary>
public sealed class TodayQueriesTests
{
    // Where Berlin's days begin, in UTC, written down from the calendar: 29 March 2026 has 23 hours.
    private static readonly Instant LastSunday = Instant.FromUtc(2026, 3, 21, 23, 0);
    private static readonly Instant LastMonday = Instant.FromUtc(2026, 3, 22, 23, 0);
    private static readonly Instant Sunday = Instant.FromUtc(2026, 3, 28, 23, 0);
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 29, 22, 0);
    private static readonly Instant NextMonday = Instant.FromUtc(2026, 4, 5, 22, 0);

    [EachEngine]
    public async Task Figures_are_what_independent_counts_say_on_a_day_of_23_hours(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await BusinessInBerlinAsync(house);
        await BookEveryHourAsync(house, business);
        house.Clock.Now = Instant.FromUtc(2026, 3, 29, 10, 0);

        var figures = (await LoadAsync(house, business.Owner)).Figures;
        var (bookings, inbox) = (figures.Bookings!, figures.Inbox!);

        Assert.Equal(await BookingsAsync(house, Sunday, Monday), bookings.Today.Now);
        Assert.Equal(await BookingsAsync(house, LastSunday, LastMonday), bookings.Today.Before);
        Assert.Equal(await BookingsAsync(house, Monday, NextMonday), bookings.Upcoming.Now);
        Assert.Equal(await BookingsAsync(house, LastMonday, Monday), bookings.Upcoming.Before);
        Assert.Equal(await InAsync(house, BookingStatus.Completed, Sunday, Monday), bookings.Completed.Now);
        Assert.Equal(await InAsync(house, BookingStatus.Completed, LastSunday, LastMonday), bookings.Completed.Before);
        Assert.Equal(await InAsync(house, BookingStatus.NoShow, Sunday, Monday), bookings.NoShow.Now);
        Assert.Equal(await InAsync(house, BookingStatus.NoShow, LastSunday, LastMonday), bookings.NoShow.Before);
        Assert.Equal(await InquiriesAsync(house, Sunday, Monday), inbox.NewInquiries.Now);
        Assert.Equal(await InquiriesAsync(house, LastSunday, LastMonday), inbox.NewInquiries.Before);

        // One booking an hour, every sixth cancelled: a day that were cut at UTC's or at 24 hours would count others.
        Assert.Equal(23 - 4, bookings.Today.Now);
        Assert.Equal(24 - 4, bookings.Today.Before);
        Assert.Equal(7 * 20, bookings.Upcoming.Now);
        Assert.Equal((4, 4), (bookings.Completed.Now, bookings.NoShow.Before));
        Assert.Equal((11, 12), (inbox.NewInquiries.Now, inbox.NewInquiries.Before));
    }

    [EachEngine]
    public async Task Figures_of_conversations_forms_and_stock_are_what_independent_counts_say(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var form = await business.AddFormAsync("Health intake", FormFixtures.Ask(QuestionKind.YesNo, "Pregnant?"));
        await business.GoesWithServiceAsync(form);
        await business.BookAsync(TestBusiness.Tuesday.PlusDays(1));
        await business.BookAsync(TestBusiness.Tuesday.PlusDays(1).PlusHours(1), "ida@example.org");
        await business.AskAsync();
        await business.AskAsync("Do you treat shoulders?", "sara@example.org", "Sara Lind");
        await business.AddItemAsync(opening: 10);
        await business.AddItemAsync("Tape", opening: 40);
        await business.MoveAsync((await business.AddItemAsync("Gloves")).Id, MovementKind.Used, 100);
        house.Clock.Advance(Duration.FromHours(28));
        await house.DrainAsync();

        var figures = (await LoadAsync(house, business.Owner)).Figures;

        Assert.Equal(await CountAsync(house, "Conversations", "\"Status\" = 'Open'"), figures.Inbox!.Ongoing);
        Assert.Equal(await CountAsync(house, "Conversations", "\"WaitingSince\" IS NOT NULL"), figures.Inbox.Unanswered);
        Assert.Equal((4, 2, 2), (figures.Inbox.Ongoing, figures.Inbox.Unanswered, figures.Inbox.Late));
        Assert.Equal(await CountAsync(house, "FormSubmissions", "\"Status\" IN (1, 2)"), figures.Forms!.Pending);
        Assert.Equal(await CountAsync(house, "FormSubmissions", "\"Status\" = 0"), figures.Forms.Overdue);
        Assert.Equal(2, figures.Forms.Pending + figures.Forms.Overdue);
        Assert.Equal(await CountAsync(house, "InventoryItems", "\"Quantity\" > 0 AND \"Quantity\" <= \"LowAt\""), figures.Stock!.Low);
        Assert.Equal((1, 1), (figures.Stock.Low, figures.Stock.Critical));
    }

    [EachEngine]
    public async Task At_most_twelve_statements_read_it_however_much_there_is_of_each_kind(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        using var capture = new SqlCapture();
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { NeedsApproval = true });
        await business.AddItemAsync();
        await business.UseAsync((await business.AddItemAsync("Tape", opening: 1)).Id, 5);
        await business.GoesWithServiceAsync(await business.AddFormAsync("Health intake", FormFixtures.Ask(QuestionKind.YesNo, "Pregnant?")));
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(4).Date.PlusDays(-1).At(new LocalTime(15, 0)));
        await business.BookAsync(TestBusiness.Tuesday);
        await business.AskAsync();
        await house.DrainAsync();
        var workspace = await house.Get<WorkspaceQueries>().CurrentAsync(business.Owner, CancellationToken.None);
        await using var db = house.Get<ICareOpsContexts>().ForMigrating();
        var connection = db.Database.GetDbConnection();
        var name = engine == Engine.Postgres ? connection.Database : connection.DataSource;

        var before = capture.CountSentTo(name);
        var today = await house.Get<TodayQueries>().LoadAsync(business.Owner, workspace, CancellationToken.None);
        var sent = capture.CountSentTo(name) - before;

        Assert.Equal(["Not confirmed"], today.Bookings.Select(row => today.Readiness[row.Id].Word).Distinct());
        Assert.InRange(sent, 5, 12);
    }

    [EachEngine]
    public async Task A_booking_is_ready_once_it_is_confirmed_its_form_is_back_and_its_stock_is_there(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var none = CancellationToken.None;
        await business.SaveAsync(business.Form with { NeedsApproval = true });
        await business.GoesWithServiceAsync(await business.AddFormAsync("Health intake", FormFixtures.Ask(QuestionKind.YesNo, "Pregnant?")));
        var tape = await business.AddItemAsync("Tape", "rolls", opening: 7, lowAt: 0);
        await business.UseAsync(tape.Id, 5);
        var (first, second) = (await business.BookAsync(TestBusiness.Tuesday), await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), "ida@example.org"));
        await house.DrainAsync();
        var queries = house.Get<ReadinessQueries>();
        async Task<BookingReadiness> OfAsync(Guid id) => (await queries.OneAsync(business.Owner, await business.WorkspaceAsync(), id, none))!;

        Assert.Equal((1, "Not confirmed"), ((await OfAsync(first.Id)).Score, (await OfAsync(first.Id)).Word));
        Assert.Equal(["Tape"], (await OfAsync(second.Id)).MissingItems);
        (await house.Get<ConfirmBookingsHandler>().HandleAsync(business.Owner, new ConfirmBookings([first.Id, second.Id]), none)).Required();
        Assert.Equal("Form missing", (await OfAsync(first.Id)).Word);
        foreach (var form in await business.FormsAsync())
        {
            var holder = new Caller.LinkHolder(business.Id, LinkPurposes.Form, form.Id);
            var page = await house.Get<FormPageQueries>().ByLinkAsync(holder, none);
            var given = new GivenAnswer(page!.Version.Questions[0].Id, "No", FormAnswers.Mark(null));
            (await house.Get<AnswerFormHandler>().HandleAsync(holder, new AnswerForm(1, [given], IsFinal: true), none)).Required();
        }

        Assert.True((await OfAsync(first.Id)).IsReady);
        Assert.Equal(("Stock missing", 1, 1), ((await OfAsync(second.Id)).Word, (await OfAsync(second.Id)).FormsDone, (await OfAsync(second.Id)).FormsNeeded));
        await business.MoveAsync(tape.Id, MovementKind.Received, 3);
        Assert.True((await OfAsync(second.Id)).IsReady);
    }

    [EachEngine]
    public async Task The_day_s_list_holds_exactly_the_day_s_bookings_earliest_first(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await BusinessInBerlinAsync(house);
        await BookEveryHourAsync(house, business);
        house.Clock.Now = Instant.FromUtc(2026, 3, 29, 21, 59);

        var today = await LoadAsync(house, business.Owner);

        Assert.Equal(new LocalDate(2026, 3, 29), today.Date);
        Assert.Equal(today.Figures.Bookings!.Today.Now, today.Bookings.Count);
        Assert.All(today.Bookings, static row => Assert.True(row.StartsAt >= Sunday && row.StartsAt < Monday));
        Assert.Equal(today.Bookings.OrderBy(static row => row.StartsAt), today.Bookings);
        Assert.All(today.Upcoming, static row => Assert.True(row.StartsAt >= Monday && row.StartsAt < NextMonday));
        Assert.DoesNotContain(today.Bookings.Concat(today.Upcoming), static row => row.Status == BookingStatus.Cancelled);
    }

    [EachEngine]
    public async Task What_needs_someone_is_listed_once_the_most_urgent_and_the_oldest_first(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday.PlusDays(3));
        await house.DrainAsync();
        await business.ReplyAsync((await business.ConversationAsync()).Id);
        await business.BookAsync(TestBusiness.Tuesday.PlusDays(3).PlusHours(1));
        await business.AskAsync("Is parking available nearby?\nAnd a lift?");
        await house.DrainAsync();
        house.Clock.Advance(Duration.FromMinutes(5));
        await business.AskAsync("Do you treat shoulders?", "ida@example.org", "Ida Vik");
        await house.DrainAsync();
        Assert.Equal(AlertKind.MessageHeld, Assert.Single((await LoadAsync(house, business.Owner)).Attention).Kind);
        house.Clock.Advance(Duration.FromMinutes(235));
        await house.DrainAsync();
        house.Clock.Advance(Duration.FromHours(1));
        await house.DrainAsync();

        var attention = (await LoadAsync(house, business.Owner)).Attention;

        Assert.Equal(
            [
                (AlertKind.MessageHeld, "Email to Anna Berg is held", "Booking confirmation. Automation is paused"),
                (AlertKind.Unanswered, "Jon Dahl waits for an answer", "“Is parking available nearby? And a lift?” Your target is 4 h"),
                (AlertKind.Unanswered, "Ida Vik waits for an answer", "“Do you treat shoulders?” Your target is 4 h"),
            ],
            attention.Select(static row => (row.Kind, row.Title, row.Reason)));
    }

    [EachEngine]
    public async Task Members_see_only_the_parts_they_have_the_right_to_see(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await business.AskAsync();
        await house.DrainAsync();
        house.Clock.Advance(Duration.FromHours(20));
        await house.DrainAsync();

        var withoutInbox = await LoadAsync(house, Member(business, Rights.Of(Right.ManageBookings)));
        var withoutBookings = await LoadAsync(house, Member(business, Rights.Of(Right.ViewInbox)));
        var withNeither = await LoadAsync(house, Member(business, Rights.None));

        Assert.Empty(withoutInbox.Attention);
        Assert.Null(withoutInbox.Figures.Inbox);
        Assert.Equal((new Figure(1, 0), new Figure(0, 0)), (withoutInbox.Figures.Bookings!.Today, withoutInbox.Figures.Bookings.Upcoming));
        Assert.Single(withoutInbox.Bookings);
        Assert.Equal(AlertKind.Unanswered, Assert.Single(withoutBookings.Attention).Kind);
        Assert.Empty(withoutBookings.Bookings.Concat(withoutBookings.Upcoming));
        Assert.Equal((2, 1), (withoutBookings.Figures.Inbox!.Ongoing, withoutBookings.Figures.Inbox.Unanswered));
        Assert.Null(withoutBookings.Figures.Bookings);
        Assert.Empty(withNeither.Attention);
        Assert.Empty(withNeither.Bookings.Concat(withNeither.Upcoming));
        Assert.Equal(new TodayFigures(null, null, null, null), withNeither.Figures);
    }

    [EachEngine]
    public async Task What_is_upcoming_is_held_against_what_was_upcoming_a_week_ago(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var now = house.Clock.Now;
        var known = await business.BookAsync(TestBusiness.Tuesday, "known@example.org");
        var cancelled = await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), "cancelled@example.org");
        house.Clock.Now = now + Duration.FromHours(2);
        (await house.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(cancelled.Id), CancellationToken.None)).Required();
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(2), "later@example.org");

        // The first day, and the same moment a week later: what was booked after that moment did not count then.
        var first = (await LoadAsync(house, business.Owner)).Figures.Bookings!.Upcoming;
        house.Clock.Now = now + Duration.FromDays(7) + Duration.FromHours(1);
        var second = (await LoadAsync(house, business.Owner)).Figures.Bookings!.Upcoming;

        Assert.Equal(new Figure(2, 0), first);
        Assert.Equal(new Figure(0, 2), second);
        Assert.Equal(TestBusiness.Tuesday.Date, known.StartsAt.InUtc().Date);
    }

    private static async Task<TestBusiness> BusinessInBerlinAsync(TestHouse house)
    {
        house.Clock.Now = Instant.FromUtc(2026, 3, 1, 9, 0);
        return await house.OpenBusinessAsync("Studio Mitte", "Europe/Berlin");
    }

    // From 20 March to 8 April, one an hour, each with a new contact; of each day every sixth is cancelled.
    private static Task BookEveryHourAsync(TestHouse house, TestBusiness business) => house.Get<IWriteDoor>().RunAsync(
        business.Owner,
        (db, _) =>
        {
            var (first, last) = (Instant.FromUtc(2026, 3, 20, 0, 30), Instant.FromUtc(2026, 4, 8, 0, 30));
            for (var start = first; start < last; start += Duration.FromHours(1))
            {
                var details = new ContactDetails("Anna", EmailAddress.Parse($"anna{start.ToUnixTimeSeconds()}@example.org"), null);
                var contact = Contact.Create(db, details, start.InUtc().Hour % 2 == 0 ? ContactSource.ContactForm : ContactSource.Booking);
                var slot = new Slot(start.InUtc().LocalDateTime, start, start + Duration.FromMinutes(30));
                var party = new BookingParty(contact.Id, details, null);
                var booking = Booking.Create(
                    db, business.Service, Placement.Of(slot, business.Owner.Id), party, BookingOrigin.Online, BookingReference.OfNumber((int)((start - first).TotalHours)));
                db.AddRange(contact, booking);
                db.Entry(contact).Property(row => row.CreatedAt).CurrentValue = start;
                db.Entry(booking).Property(row => row.Status).CurrentValue = (start.InUtc().Hour % 6) switch
                {
                    3 => BookingStatus.Cancelled,
                    1 => BookingStatus.Completed,
                    2 => BookingStatus.NoShow,
                    _ => BookingStatus.Confirmed,
                };
            }

            return Task.FromResult(Done.It);
        },
        CancellationToken.None);

    private static Caller.Member Member(TestBusiness business, Rights rights) =>
        new(business.Id, new MemberId(Guid.NewGuid()), "Noah", IsOwner: false, rights);

    private static async Task<TodayPage> LoadAsync(TestHouse house, Caller.Member caller)
    {
        var workspace = await house.Get<WorkspaceQueries>().CurrentAsync(caller, CancellationToken.None);
        return await house.Get<TodayQueries>().LoadAsync(caller, workspace, CancellationToken.None);
    }

    private static Task<int> BookingsAsync(TestHouse house, Instant from, Instant until) =>
        CountAsync(house, "Bookings", "StartsAt", from, until, "AND \"Status\" <> 'Cancelled'");

    private static Task<int> InAsync(TestHouse house, BookingStatus status, Instant from, Instant until) =>
        CountAsync(house, "Bookings", "StartsAt", from, until, $"AND \"Status\" = '{status}'");

    private static Task<int> InquiriesAsync(TestHouse house, Instant from, Instant until) =>
        CountAsync(house, "Contacts", "CreatedAt", from, until, "AND \"Source\" IN ('ContactForm', 'Inbound')");

    private static async Task<int> CountAsync(TestHouse house, string table, string condition)
    {
        await using var db = house.Get<ICareOpsContexts>().ForMigrating();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM \"{table}\" WHERE {condition}";
        return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task<int> CountAsync(
        TestHouse house, string table, string column, Instant from, Instant until, string condition = "")
    {
        await using var db = house.Get<ICareOpsContexts>().ForMigrating();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText =
            $"SELECT COUNT(*) FROM \"{table}\" WHERE \"{column}\" >= {Literal(from)} AND \"{column}\" < {Literal(until)} {condition}";
        return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);

        string Literal(Instant moment) => db.Engine == Engine.Sqlite
            ? string.Create(CultureInfo.InvariantCulture, $"{moment.ToUnixTimeSeconds()}000000")
            : string.Create(CultureInfo.InvariantCulture, $"to_timestamp({moment.ToUnixTimeSeconds()})");
    }
}
