using System.Globalization;

using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
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

        Assert.Equal(await BookingsAsync(house, Sunday, Monday), figures.BookingsToday.Now);
        Assert.Equal(await BookingsAsync(house, LastSunday, LastMonday), figures.BookingsToday.Before);
        Assert.Equal(await BookingsAsync(house, Monday, NextMonday), figures.UpcomingBookings.Now);
        Assert.Equal(await BookingsAsync(house, LastMonday, Monday), figures.UpcomingBookings.Before);
        Assert.Equal(await CountAsync(house, "Contacts", "CreatedAt", Sunday, Monday), figures.NewContacts.Now);
        Assert.Equal(await CountAsync(house, "Contacts", "CreatedAt", LastSunday, LastMonday), figures.NewContacts.Before);

        // One booking an hour, every sixth cancelled: a day that were cut at UTC's or at 24 hours would count others.
        Assert.Equal(23 - 4, figures.BookingsToday.Now);
        Assert.Equal(24 - 4, figures.BookingsToday.Before);
        Assert.Equal(7 * 20, figures.UpcomingBookings.Now);
        Assert.Equal((23, 24), (figures.NewContacts.Now, figures.NewContacts.Before));
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
        Assert.Equal(today.Figures.BookingsToday.Now, today.Bookings.Count);
        Assert.All(today.Bookings, static row => Assert.True(row.StartsAt >= Sunday && row.StartsAt < Monday));
        Assert.Equal(today.Bookings.OrderBy(static row => row.StartsAt), today.Bookings);
        Assert.All(today.Upcoming, static row => Assert.True(row.StartsAt >= Monday && row.StartsAt < NextMonday));
        Assert.DoesNotContain(today.Bookings.Concat(today.Upcoming), static row => row.Status == BookingStatus.Cancelled);
    }

    [EachEngine]
    public async Task What_waits_for_a_member_is_listed_once_with_the_longest_wait_first(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        await business.ReplyAsync((await business.ConversationAsync()).Id);
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1));
        await business.AskAsync("Is parking available nearby?\nAnd a lift?");
        house.Clock.Advance(Duration.FromMinutes(5));
        await business.AskAsync("Do you treat shoulders?", "ida@example.org", "Ida Vik");
        await house.DrainAsync();
        house.Clock.Advance(Duration.FromHours(5));

        var today = await LoadAsync(house, business.Owner);

        Assert.Equal(
            [
                (AttentionKind.UnansweredConversation, "Jon Dahl", "Is parking available nearby? And a lift?"),
                (AttentionKind.UnansweredConversation, "Ida Vik", "Do you treat shoulders?"),
                (AttentionKind.HeldMessage, "Anna Berg", "Booking confirmation"),
            ],
            today.Attention.Select(static row => (row.Kind, row.Name, row.Detail)));
        Assert.Equal((3, 2, 1), (today.Figures.OpenConversations, today.Figures.Unanswered, today.Figures.Held));
    }

    [EachEngine]
    public async Task Failed_unknown_and_held_messages_are_all_found_and_at_most_twenty_of_them(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            (db, _) =>
            {
                for (var number = 0; number < 30; number++)
                {
                    var message = db.Add(Message.Archived(db, AddConversation(db, number).Id, "Stuck")).Entity;
                    db.Entry(message).Property(row => row.Status).CurrentValue =
                        (number % 3) switch { 0 => MessageStatus.Failed, 1 => MessageStatus.Unknown, _ => MessageStatus.Held };
                    db.Entry(message).Property(row => row.StatusAt).CurrentValue = db.Now - Duration.FromMinutes(number);
                }

                return Task.FromResult(Done.It);
            },
            CancellationToken.None);

        var attention = (await LoadAsync(house, business.Owner)).Attention;

        Assert.Equal(20, attention.Count);
        Assert.Equal(
            Enumerable.Range(0, 20).Select(minutes => house.Clock.Now - Duration.FromMinutes(minutes)),
            attention.Select(static row => row.Since).OrderDescending());
        Assert.Equal(
            [(AttentionKind.FailedMessage, 7), (AttentionKind.UnknownMessage, 7), (AttentionKind.HeldMessage, 6)],
            attention.GroupBy(static row => row.Kind).Select(static kind => (kind.Key, kind.Count())));
    }

    [EachEngine]
    public async Task Members_see_only_the_parts_they_have_the_right_to_see(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await business.AskAsync();
        house.Clock.Advance(Duration.FromHours(20));

        var withoutInbox = await LoadAsync(house, Member(business, Rights.Of(Right.ManageBookings)));
        var withoutBookings = await LoadAsync(house, Member(business, Rights.Of(Right.ViewInbox)));
        var withNeither = await LoadAsync(house, Member(business, Rights.None));

        Assert.Empty(withoutInbox.Attention);
        Assert.Equal(new TodayFigures(new(1, 0), new(0, 1), new(0, 0), 0, 0, 0), withoutInbox.Figures);
        Assert.Single(withoutInbox.Bookings);
        Assert.Single(withoutBookings.Attention);
        Assert.Empty(withoutBookings.Bookings.Concat(withoutBookings.Upcoming));
        Assert.Equal(new TodayFigures(new(0, 0), new(0, 0), new(0, 0), 2, 1, 0), withoutBookings.Figures);
        Assert.Empty(withNeither.Attention);
        Assert.Empty(withNeither.Bookings.Concat(withNeither.Upcoming));
        Assert.Equal(new TodayFigures(new(0, 0), new(0, 0), new(0, 0), 0, 0, 0), withNeither.Figures);
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
                var contact = Contact.Create(db, details, ContactSource.Booking);
                var slot = new Slot(start.InUtc().LocalDateTime, start, start + Duration.FromMinutes(30));
                var party = new BookingParty(contact.Id, details, null);
                var booking = Booking.Create(
                    db, business.Service, Placement.Of(slot, business.Owner.Id), party, BookingOrigin.Online, BookingReference.OfNumber((int)((start - first).TotalHours)));
                db.AddRange(contact, booking);
                db.Entry(contact).Property(row => row.CreatedAt).CurrentValue = start;
                if (start.InUtc().Hour % 6 == 3)
                {
                    db.Entry(booking).Property(row => row.Status).CurrentValue = BookingStatus.Cancelled;
                }
            }

            return Task.FromResult(Done.It);
        },
        CancellationToken.None);

    private static Conversation AddConversation(CareOpsDb db, int number)
    {
        var email = EmailAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"someone{number}@example.org"));
        var contact = Contact.Create(db, new ContactDetails("Someone", email, null), ContactSource.Member);
        var conversation = Conversation.Start(db, contact.Id);
        db.AddRange(contact, conversation);
        return conversation;
    }

    private static Caller.Member Member(TestBusiness business, Rights rights) =>
        new(business.Id, new MemberId(Guid.NewGuid()), "Noah", IsOwner: false, rights);

    private static async Task<TodayPage> LoadAsync(TestHouse house, Caller.Member caller)
    {
        var workspace = await house.Get<WorkspaceQueries>().CurrentAsync(caller, CancellationToken.None);
        return await house.Get<TodayQueries>().LoadAsync(caller, workspace, CancellationToken.None);
    }

    private static Task<int> BookingsAsync(TestHouse house, Instant from, Instant until) =>
        CountAsync(house, "Bookings", "StartsAt", from, until, "AND \"Status\" <> 'Cancelled'");

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
