using System.Globalization;

using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Reports;
using CareOps.Tests.Forms;
using CareOps.Tests.Inventory;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Reports;

/// <summary>Each number of each report against SQL that knows nothing of it, over the week in which Berlin changes its clocks.</summary>
public sealed class ReportTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly ReportRange Week = new(new LocalDate(2026, 3, 23), new LocalDate(2026, 3, 29));

    // Where Berlin's days begin, in UTC, written down from the calendar: the week has 167 hours, the one before 168.
    private static readonly Instant[] Midnights =
    [
        Instant.FromUtc(2026, 3, 22, 23, 0), Instant.FromUtc(2026, 3, 23, 23, 0), Instant.FromUtc(2026, 3, 24, 23, 0), Instant.FromUtc(2026, 3, 25, 23, 0),
        Instant.FromUtc(2026, 3, 26, 23, 0), Instant.FromUtc(2026, 3, 27, 23, 0), Instant.FromUtc(2026, 3, 28, 23, 0), Instant.FromUtc(2026, 3, 29, 22, 0),
    ];

    private static readonly Instant Before = Instant.FromUtc(2026, 3, 15, 23, 0);

    private static Instant From => Midnights[0];

    private static Instant Until => Midnights[^1];

    [EachEngine]
    public async Task Bookings_revenue_and_no_shows_are_what_independent_sums_say(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await BusyAsync(house);
        var sql = new Counting(house);
        Task<long> NowAsync(string condition, string what = "COUNT(*)") => sql.AskAsync("Bookings", "StartsAt", From, Until, condition, what);
        Task<long> ThenAsync(string condition, string what = "COUNT(*)") => sql.AskAsync("Bookings", "StartsAt", Before, From, condition, what);

        var bookings = await ReadAsync(business, ReportKind.Bookings);
        foreach (var (name, condition) in new[]
        {
            ("Bookings", "\"Status\" <> 'Cancelled'"), ("Completed", "\"Status\" = 'Completed'"), ("Cancelled", "\"Status\" = 'Cancelled'"), ("No-shows", "\"Status\" = 'NoShow'"),
        })
        {
            Assert.Equal((await NowAsync(condition), await ThenAsync(condition)), (Of(bookings, name).Now, Of(bookings, name).Before));
        }

        // An hour of that Sunday is missing, so one booking an hour makes one less.
        Assert.Equal(167, bookings.Parts.Single(static part => part.Title == "By status").Lines.Sum(static line => line.Values[0]));
        for (var day = 0; day < 7; day++)
        {
            var line = bookings.Parts[0].Lines[day];
            Assert.Equal(
                (await sql.AskAsync("Bookings", "StartsAt", Midnights[day], Midnights[day + 1], "\"Status\" <> 'Cancelled'"),
                    await sql.AskAsync("Bookings", "StartsAt", Midnights[day], Midnights[day + 1], "\"Status\" = 'Cancelled'")),
                (line.Values[0], line.Values[1]));
        }

        Assert.Equal(
            (await NowAsync("\"Status\" <> 'Cancelled' AND \"Source\" = 'Phone'"), await ThenAsync("\"Status\" <> 'Cancelled' AND \"Source\" = 'Phone'")),
            Line(bookings, "By source", "Phone or message"));
        Assert.Equal((await NowAsync("\"Status\" <> 'Cancelled'"), await ThenAsync("\"Status\" <> 'Cancelled'")), Line(bookings, "By service", business.Service.Name));
        Assert.Equal((await NowAsync("\"Status\" <> 'Cancelled'"), await ThenAsync("\"Status\" <> 'Cancelled'")), Line(bookings, "By member", "Mia Kvam"));

        var revenue = await ReadAsync(business, ReportKind.Revenue);
        const string Sum = "COALESCE(SUM(\"PriceMinor\"), 0)";
        const string Pays = "\"Status\" NOT IN ('Cancelled', 'NoShow')";
        Assert.Equal((await NowAsync(Pays, Sum), await ThenAsync(Pays, Sum)), (Of(revenue, "Booked").Now, Of(revenue, "Booked").Before));
        Assert.Equal(await NowAsync("\"Status\" = 'Completed'", Sum), Of(revenue, "Of it completed").Now);
        Assert.Equal(await NowAsync("\"Status\" IN ('Cancelled', 'NoShow')", Sum), Of(revenue, "Lost to cancellations and no-shows").Now);
        Assert.Equal(Of(revenue, "Booked").Now, revenue.Parts[0].Lines.Sum(static line => line.Values[0]));
        Assert.Equal(Of(revenue, "Booked").Now, revenue.Parts[1].Lines.Sum(static line => line.Values[0]));
        Assert.True(Of(revenue, "Booked").Now > 0);

        var noShows = await ReadAsync(business, ReportKind.NoShows);
        var (missed, came) = (await NowAsync("\"Status\" = 'NoShow'"), await NowAsync("\"Status\" = 'Completed'"));
        Assert.Equal(missed / (double)(missed + came), Of(noShows, "No-show rate").Now);
        Assert.Equal(missed, noShows.Parts[0].Lines.Sum(static line => line.Values[1]));
        Assert.All(noShows.Parts[0].Lines, static line => Assert.Equal(line.Values[1] / (line.Values[1] + line.Values[2]), line.Values[0]));
    }

    [EachEngine]
    public async Task Utilisation_knows_hours_holidays_time_off_and_what_was_booked_beside_them(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await BusyAsync(house);
        (await house.Get<SaveHolidayHandler>().HandleAsync(business.Owner, new SaveHoliday(new LocalDate(2026, 3, 24), "Fair"), None)).Required();
        (await house.Get<BlockTimeHandler>().HandleAsync(
            business.Owner, new BlockTime(business.Owner.Id, new LocalDateTime(2026, 3, 25, 16, 0), new LocalDateTime(2026, 3, 25, 20, 0), null), None)).Required();

        var report = await ReadAsync(business, ReportKind.Utilisation);

        // Monday to Friday nine to five, without the fair, and without an hour of Wednesday.
        Assert.Equal((4 * 8 * 60) - 60, Of(report, "Open for bookings").Now);
        Assert.Equal(5 * 8 * 60, Of(report, "Open for bookings").Before);
        var booked = await new Counting(house).AskAsync("Bookings", "StartsAt", From, Until, "\"Status\" <> 'Cancelled'") * 30;
        Assert.Equal(booked, Of(report, "Booked").Now);
        Assert.Equal(booked / ((4 * 8 * 60) - 60d), Of(report, "Utilisation").Now);
    }

    [EachEngine]
    public async Task Leads_answers_forms_messages_rules_and_stock_are_what_independent_sums_say(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await InBerlinAsync(house, Instant.FromUtc(2026, 3, 23, 8, 0));
        await business.GoesWithServiceAsync(await business.AddFormAsync("Health intake", FormFixtures.Ask(Core.Forms.QuestionKind.YesNo, "Pregnant?")));
        var item = await business.AddItemAsync();
        await business.UseAsync(item.Id, 30);
        await business.AskAsync();
        await business.AskAsync("Do you treat shoulders?", "anna@example.org", "Anna Berg");
        await business.AskAsync("And backs?", "ida@example.org", "Ida Vik");
        house.Clock.Advance(Duration.FromMinutes(90));
        await business.ReplyAsync((await business.ConversationAsync("jon@example.org")).Id);
        house.Clock.Advance(Duration.FromHours(6));
        await business.ReplyAsync((await business.ConversationAsync()).Id);
        var booking = await business.BookAsync(new LocalDateTime(2026, 3, 24, 10, 0));
        await house.DrainAsync();
        house.Clock.Now = Instant.FromUtc(2026, 3, 24, 9, 30);
        (await business.CompleteAsync(booking.Id)).Required();
        await house.DrainAsync();
        (await business.ReopenAsync(booking.Id)).Required();
        (await business.CompleteAsync(booking.Id, [new UsedUp(item.Id, 12_000)])).Required();
        await house.DrainAsync();
        var sql = new Counting(house);

        var leads = await ReadAsync(business, ReportKind.Leads);
        Assert.Equal(await sql.AskAsync("Contacts", "CreatedAt", From, Until, "\"Source\" IN ('ContactForm', 'Inbound')"), Of(leads, "New leads").Now);
        Assert.Equal((3d, 1d, 1 / 3d), (Of(leads, "New leads").Now, Of(leads, "Of them booked").Now, Of(leads, "Conversion").Now));

        var responses = await ReadAsync(business, ReportKind.Responses);
        Assert.Equal(await sql.AskAsync("Conversations", "FirstAskedAt", From, Until), Of(responses, "First questions").Now);
        Assert.Equal(await sql.AskAsync("Conversations", "FirstAskedAt", From, Until, "\"FirstResponseAt\" IS NULL"), Of(responses, "Not answered yet").Now);
        Assert.Equal((270, 1 / 3d), (Of(responses, "Median first response").Now, Of(responses, "Within the target").Now));

        var forms = await ReadAsync(business, ReportKind.Forms);
        Assert.Equal(await sql.AskAsync("FormSubmissions", "SentAt", From, Until, "\"Status\" <> 4 AND \"TemplateId\" NOT IN (SELECT \"Id\" FROM \"FormTemplates\" WHERE \"IsContactForm\")"), Of(forms, "Sent").Now);
        Assert.Equal((1, 1), (Of(forms, "Sent").Now, forms.Parts[0].Lines.Sum(static line => line.Values[0])));

        var messages = await ReadAsync(business, ReportKind.Deliveries);
        var outgoing = await sql.AskAsync("Messages", "CreatedAt", From, Until, "\"Kind\" IN ('Reply', 'Automated')");
        Assert.Equal(outgoing, Of(messages, "Messages").Now);
        Assert.Equal(
            await sql.AskAsync("Messages", "CreatedAt", From, Until, "\"Status\" = 'Kept'"),
            messages.Parts[0].Lines.Single(static line => line.Name == "Local outbox").Values[0]);
        Assert.True(outgoing > 2);

        var automation = await ReadAsync(business, ReportKind.Automation);
        foreach (var status in new[] { "Sent", "Held", "Skipped", "Failed" })
        {
            Assert.Equal(await sql.AskAsync("AutomationRuns", "StatusAt", From, Until, $"\"Status\" = '{status}'"), Of(automation, status).Now);
        }

        Assert.Equal(Of(automation, "Sent").Now, automation.Parts[0].Lines.Sum(static line => line.Values[0]));
        Assert.Equal(Of(automation, "Skipped").Now, automation.Parts[1].Lines.Sum(static line => line.Values[2]));

        var stock = await ReadAsync(business, ReportKind.Stock);
        Assert.Equal(
            -await sql.AskAsync("StockMovements", "At", From, Until, "\"Kind\" IN ('Used', 'Returned') AND \"BookingId\" IS NOT NULL", "SUM(\"Change\")"),
            stock.Parts[0].Lines.Single().Values[0]);
        Assert.Equal(12_000, stock.Parts[0].Lines.Single().Values[0]);
    }

    [Fact]
    public async Task The_file_of_a_report_holds_its_figures_and_tables()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await BusyAsync(house);

        var text = await house.Get<ReportQueries>().SheetAsync(business.Owner, await business.WorkspaceAsync(), ReportKind.Revenue, Week, None);

        Assert.StartsWith("Figure,This period,Before\r\nBooked,", text, StringComparison.Ordinal);
        Assert.Contains("\r\nBy service\r\nService,This period (EUR),Before (EUR)\r\nAppointment,", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-23", "2026-03-29", 7)]
    [InlineData("2026-03-01", "2026-03-31", 31)]
    [InlineData("2026-03-01", "2026-04-30", 10)]
    [InlineData("2025-04-01", "2026-03-31", 12)]
    public void A_chart_s_steps_cover_each_moment_of_the_period_once(string first, string last, int steps)
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
        var range = new ReportRange(Date(first), Date(last));

        var found = range.StepsIn(zone);

        Assert.Equal(steps, found.Count);
        Assert.Equal((range.In(zone).Start, range.In(zone).End), (found[0].Time.Start, found[^1].Time.End));
        Assert.All(found.Zip(found.Skip(1)), static pair => Assert.Equal(pair.First.Time.End, pair.Second.Time.Start));
        Assert.Equal(range.Days, range.Before.Days);
        Assert.Equal(range.First, range.Before.Last.PlusDays(1));
    }

    private static ReportFigure Of(Report report, string name) => report.Figures.Single(figure => figure.Name == name);

    private static (double? Now, double? Before) Line(Report report, string part, string name)
    {
        var line = report.Parts.Single(each => each.Title == part).Lines.Single(each => each.Name == name);
        return (line.Values[0], line.Values[1]);
    }

    private static async Task<Report> ReadAsync(TestBusiness business, ReportKind kind) =>
        await business.House.Get<ReportQueries>().ReadAsync(business.Owner, await business.WorkspaceAsync(), kind, Week, None);

    private static async Task<TestBusiness> InBerlinAsync(TestHouse house, Instant now)
    {
        house.Clock.Now = now;
        return await house.OpenBusinessAsync("Studio Mitte", "Europe/Berlin");
    }

    // From 10 March to 5 April one booking an hour, of each day's with every status, price and source.
    private static async Task<TestBusiness> BusyAsync(TestHouse house)
    {
        var business = await InBerlinAsync(house, Instant.FromUtc(2026, 3, 1, 9, 0));
        var priced = await business.SaveAsync(business.Form with { Price = 49.5m });
        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            (db, _) =>
            {
                var (first, last) = (Instant.FromUtc(2026, 3, 10, 0, 30), Instant.FromUtc(2026, 4, 5, 0, 30));
                for (var start = first; start < last; start += Duration.FromHours(1))
                {
                    Add(db, business.Owner.Id, start.InUtc().Hour % 3 == 0 ? business.Service : priced, start, (int)(start - first).TotalHours);
                }

                return Task.FromResult(Done.It);
            },
            None);
        return business;
    }

    private static void Add(CareOpsDb db, MemberId member, Service service, Instant start, int number)
    {
        var details = new ContactDetails("Anna", EmailAddress.Parse($"anna{number}@example.org"), null);
        var contact = Contact.Create(db, details, ContactSource.Booking);
        var slot = new Slot(start.InUtc().LocalDateTime, start, start + Duration.FromMinutes(30));
        var origin = number % 4 == 0 ? new BookingOrigin(BookingSource.Phone, member) : BookingOrigin.Online;
        var booking = Booking.Create(
            db, service, Placement.Of(slot, member), new BookingParty(contact.Id, details, null), origin, BookingReference.OfNumber(number));
        db.AddRange(contact, booking);
        db.Entry(booking).Property(row => row.Status).CurrentValue = (number % 7) switch
        {
            0 => BookingStatus.Cancelled,
            1 or 2 => BookingStatus.NoShow,
            3 or 4 or 5 => BookingStatus.Completed,
            _ => BookingStatus.Confirmed,
        };
    }

    private sealed class Counting(TestHouse house)
    {
        public async Task<long> AskAsync(string table, string column, Instant from, Instant until, string condition = "1 = 1", string what = "COUNT(*)")
        {
            await using var db = house.Get<ICareOpsContexts>().ForMigrating();
            await db.Database.OpenConnectionAsync(CancellationToken.None);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT {what} FROM \"{table}\" WHERE \"{column}\" >= {Literal(from)} AND \"{column}\" < {Literal(until)} AND {condition}";
            return Convert.ToInt64(await command.ExecuteScalarAsync(CancellationToken.None), CultureInfo.InvariantCulture);

            string Literal(Instant moment) => db.Engine == Engine.Sqlite
                ? string.Create(CultureInfo.InvariantCulture, $"{moment.ToUnixTimeSeconds()}000000")
                : string.Create(CultureInfo.InvariantCulture, $"to_timestamp({moment.ToUnixTimeSeconds()})");
        }
    }
}
