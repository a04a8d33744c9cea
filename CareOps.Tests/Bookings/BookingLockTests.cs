using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Core.Members;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Bookings;

/// <summary>The order in which changes of bookings lock things on PostgreSQL.</summary>
public sealed class BookingLockTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Contacts are locked first, then bookings, then what they occupy, then conversations: nobody waits for another in a circle.</summary>
    [Theory]
    [InlineData("cancel", "contact")]
    [InlineData("cancel", "booking")]
    [InlineData("cancel", "occupancy")]
    [InlineData("move", "contact")]
    [InlineData("move", "booking")]
    [InlineData("move", "occupancy")]
    [InlineData("arrive", "contact")]
    [InlineData("arrive", "booking")]
    [InlineData("tell", "contact")]
    [InlineData("tell", "booking")]
    [InlineData("undo", "contact")]
    [InlineData("undo", "booking")]
    [InlineData("undo", "occupancy")]
    public async Task Who_waits_for_one_lock_holds_none_that_comes_later(string change, string held)
    {
        await using var house = await TestHouse.StartAsync(Engine.Postgres);
        var business = await house.OpenBusinessAsync();
        var series = await BookSeriesAsync(business);
        var cancelled = change is "undo" or "tell" ? await CancelAsync(business, series) : series;
        await house.DrainAsync();
        var conversation = (await business.ConversationAsync("eva@example.org")).Id;
        string[] order = ["contact", "booking", "occupancy", "conversation"];
        var keys = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["contact"] = $"contact:{series[0].ContactId}",
            ["booking"] = $"booking:{series[^1].Id}",
            ["occupancy"] = $"occupancy:{business.Owner.Id}",
            ["conversation"] = $"conversation:{conversation}",
        };
        var changing = Task.CompletedTask;

        var taken = await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            async (db, token) =>
            {
                await db.LockAsync(keys[held], token);
                await db.Bookings().CountAsync(token);
                changing = Task.Run(() => ChangeAsync(business, change, cancelled), token);
                await Eventually.TrueAsync(async () => await WaitingAsync(db) > 0, TimeSpan.FromSeconds(30), "the change to wait");
                var others = new List<string>();
                foreach (var later in order.SkipWhile(kind => kind != held).Skip(1))
                {
                    others.AddRange(await TryAsync(db, keys[later]) ? [] : [later]);
                }

                return others;
            },
            None);
        await changing;

        Assert.Empty(taken);
    }

    /// <summary>The same where several contacts are concerned: all of a kind are locked before the first of the next.</summary>
    [Theory]
    [InlineData("confirm", "contact")]
    [InlineData("confirm", "booking")]
    [InlineData("hand on", "contact")]
    [InlineData("hand on", "booking")]
    [InlineData("hand on", "occupancy")]
    public async Task Who_waits_for_one_of_many_locks_holds_none_that_comes_later(string change, string held)
    {
        await using var house = await TestHouse.StartAsync(Engine.Postgres);
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        await business.SaveAsync(business.Form with { NeedsApproval = true, Members = [noah.Id] });
        await business.BookAsync(TestBusiness.Tuesday);
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), "jon@example.org");
        await house.DrainAsync();
        var bookings = await house.ReadAsync(business.Id, static db => db.Bookings().OrderBy(static row => row.Id).ToListAsync(None));
        var conversations = await house.ReadAsync(business.Id, static db => db.Conversations().Select(static row => row.Id).ToListAsync(None));
        (string Kind, List<string> Keys)[] order =
        [
            ("contact", bookings.ConvertAll(static booking => $"contact:{booking.ContactId}")),
            ("booking", bookings.ConvertAll(static booking => $"booking:{booking.Id}")),
            ("occupancy", [$"occupancy:{noah.Id}"]),
            ("conversation", conversations.ConvertAll(static id => $"conversation:{id}")),
        ];
        var changing = Task.CompletedTask;

        var taken = await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            async (db, token) =>
            {
                await db.LockAsync(order.Single(each => each.Kind == held).Keys[^1], token);
                await db.Bookings().CountAsync(token);
                changing = Task.Run(() => ChangeManyAsync(business, change, noah, bookings), token);
                await Eventually.TrueAsync(async () => await WaitingAsync(db) > 0, TimeSpan.FromSeconds(30), "the change to wait");
                var others = new List<string>();
                foreach (var key in order.SkipWhile(each => each.Kind != held).Skip(1).SelectMany(static each => each.Keys))
                {
                    others.AddRange(await TryAsync(db, key) ? [] : [key]);
                }

                return others;
            },
            None);
        await changing;

        Assert.Empty(taken);
    }

    private static async Task ChangeManyAsync(TestBusiness business, string change, Caller.Member leaving, IReadOnlyList<Booking> bookings)
    {
        var (house, owner) = (business.House, business.Owner);
        if (change == "confirm")
        {
            (await house.Get<ConfirmBookingsHandler>().HandleAsync(owner, new ConfirmBookings([.. bookings.Select(static each => each.Id)]), None)).Required();
        }
        else
        {
            (await house.Get<RemoveMemberHandler>().HandleAsync(owner, new RemoveMember(leaving.Id, owner.Id), None)).Required();
        }
    }

    private static async Task ChangeAsync(TestBusiness business, string change, IReadOnlyList<Booking> series)
    {
        var (house, owner, last) = (business.House, business.Owner, series[^1]);
        switch (change)
        {
            case "cancel":
                await CancelAsync(business, series);
                break;
            case "move":
                (await house.Get<MoveBookingHandler>().HandleAsync(
                    owner, new MoveBooking(last.Id, last.Revision, TestBusiness.Tuesday.PlusDays(15), owner.Id, 30), None)).Required();
                break;
            case "arrive":
                (await house.Get<MarkArrivedHandler>().HandleAsync(owner, new MarkArrived(last.Id), None)).Required();
                break;
            case "tell":
                house.Clock.Now += Booking.TimeToThink;
                await house.Get<OutboxDispatcher>().DispatchAsync(None);
                break;
            default:
                (await house.Get<UndoCancelHandler>().HandleAsync(owner, new UndoCancel([.. series.Select(CancelledBooking.Of)]), None)).Required();
                break;
        }
    }

    private static Task<int> WaitingAsync(CareOpsDb db) => db.Database.SqlQueryRaw<int>(
        """
        SELECT count(*)::int AS "Value" FROM pg_locks
        WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """).SingleAsync(None);

    private static Task<bool> TryAsync(CareOpsDb db, string key) => db.Database.SqlQueryRaw<bool>(
        """SELECT pg_try_advisory_xact_lock(hashtextextended({0}, 0)) AS "Value" """, key).SingleAsync(None);

    private static async Task<IReadOnlyList<Booking>> BookSeriesAsync(TestBusiness business)
    {
        var first = new CreateBooking(business.Service.Id, business.Owner.Id, null, null) { Name = "Eva Moen", Email = "eva@example.org" };
        var starts = Enumerable.Range(0, 3).Select(static week => TestBusiness.Tuesday.PlusDays(7 * week));
        return (await business.House.Get<BookSeriesHandler>().HandleAsync(business.Owner, new BookSeries(first, 7, [.. starts]), None)).Required().Booked;
    }

    private static async Task<IReadOnlyList<Booking>> CancelAsync(TestBusiness business, IReadOnlyList<Booking> series) =>
        (await business.House.Get<CancelSeriesHandler>().HandleAsync(business.Owner, new CancelSeries(series[0].Id), None)).Required();
}
