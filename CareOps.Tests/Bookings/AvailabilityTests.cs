using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Bookings;

/// <summary>What is offered, and that nothing else can be booked: through the real queries and handlers, on both engines.</summary>
public sealed class AvailabilityTests
{
    private static readonly LocalDate Tuesday = TestBusiness.Tuesday.Date;

    [EachEngine]
    public async Task A_date_of_its_own_opens_a_closed_day_and_closes_an_open_one(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var sunday = new LocalDate(2026, 3, 8);
        var hours = house.Get<SetDayHoursHandler>();
        Assert.Empty(await business.OfferedAsync(sunday));

        await hours.HandleAsync(business.Owner, new SetDayHours(business.Owner.Id, sunday, [new(600, 660)]), CancellationToken.None);
        await hours.HandleAsync(business.Owner, new SetDayHours(business.Owner.Id, Tuesday, []), CancellationToken.None);

        Assert.Equal(["10:00", "10:30"], await business.OfferedAsync(sunday));
        Assert.Empty(await business.OfferedAsync(Tuesday));
        Assert.Equal("slot.outside_hours", (await business.TryBookAsync(TestBusiness.Tuesday)).Error!.Code);
        await hours.HandleAsync(business.Owner, new SetDayHours(business.Owner.Id, Tuesday, null), CancellationToken.None);
        Assert.Equal(16, (await business.OfferedAsync(Tuesday)).Count);
    }

    [EachEngine]
    public async Task A_holiday_closes_the_business_unless_a_member_opens_that_date(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await house.Get<SaveHolidayHandler>().HandleAsync(
            business.Owner, new SaveHoliday(Tuesday, "Founders' day"), CancellationToken.None);

        Assert.Empty(await business.OfferedAsync(Tuesday));
        Assert.Equal(["The business is closed: Founders' day."], await ReasonsAsync(business, TestBusiness.Tuesday));

        await house.Get<SetDayHoursHandler>().HandleAsync(
            business.Owner, new SetDayHours(business.Owner.Id, Tuesday, [new(9 * 60, 10 * 60)]), CancellationToken.None);
        Assert.Equal(["09:00", "09:30"], await business.OfferedAsync(Tuesday));
    }

    [EachEngine]
    public async Task Blocked_time_is_not_offered_and_says_how_many_bookings_lie_in_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);

        var blocked = (await house.Get<BlockTimeHandler>().HandleAsync(
            business.Owner,
            new BlockTime(business.Owner.Id, Tuesday.At(new LocalTime(9, 0)), Tuesday.At(new LocalTime(16, 0)), "Dentist"),
            CancellationToken.None)).Required();

        Assert.Equal(1, blocked.BookingsInside);
        Assert.Equal(["16:00", "16:30"], await business.OfferedAsync(Tuesday));
        Assert.Equal(["Mia Kvam is away from 09:00 to 16:00."], await ReasonsAsync(business, Tuesday.At(new LocalTime(11, 0))));
        await house.Get<RemoveTimeOffHandler>().HandleAsync(business.Owner, new RemoveTimeOff(blocked.Id), CancellationToken.None);
        Assert.Equal(15, (await business.OfferedAsync(Tuesday)).Count);
    }

    [EachEngine]
    public async Task A_daily_limit_closes_the_day_when_it_is_reached(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { DailyLimit = 2 });
        await business.BookAsync(TestBusiness.Tuesday);
        Assert.NotEmpty(await business.OfferedAsync(Tuesday));
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(2));

        Assert.Empty(await business.OfferedAsync(Tuesday));
        Assert.NotEmpty(await business.OfferedAsync(Tuesday.PlusDays(1)));
        Assert.Equal(BookingErrors.SlotTaken, (await business.TryBookAsync(TestBusiness.Tuesday.PlusHours(4))).Error);
        Assert.Equal(["The limit of 2 bookings a day is reached."], await ReasonsAsync(business, TestBusiness.Tuesday.PlusHours(4)));
    }

    [EachEngine]
    public async Task A_daily_limit_holds_under_a_run(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { DailyLimit = 3 });

        var attempts = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(
            () => business.TryBookAsync(Tuesday.At(new LocalTime(9, 0)).PlusMinutes(30 * number), $"visitor{number}@example.org"))));

        Assert.Equal(3, attempts.Count(static attempt => attempt.Succeeded));
        Assert.Equal(3, await house.ReadAsync(business.Id, static db => db.Bookings().CountAsync()));
    }

    [EachEngine]
    public async Task Whoever_is_free_and_has_less_to_do_gets_the_booking(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        await business.SaveAsync(business.Form with { Members = [business.Owner.Id, noah.Id] });

        var members = new List<MemberId>();
        foreach (var hour in Enumerable.Range(0, 6))
        {
            members.Add((await business.BookAsync(TestBusiness.Tuesday.PlusHours(hour))).MemberId);
        }

        Assert.Equal([business.Owner.Id, noah.Id, business.Owner.Id, noah.Id, business.Owner.Id, noah.Id], members);
        Assert.Equal(noah.Id, (await business.BookAsync(TestBusiness.Tuesday)).MemberId);
        Assert.Equal(BookingErrors.SlotTaken, (await business.TryBookAsync(TestBusiness.Tuesday)).Error);
    }

    [EachEngine]
    public async Task A_chosen_member_is_the_one_who_does_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        await business.SaveAsync(business.Form with { Members = [business.Owner.Id, noah.Id] });

        var booked = (await BookWithAsync(business, noah.Id)).Required();
        var again = await BookWithAsync(business, noah.Id);

        Assert.Equal(noah.Id, (await business.ReadBookingAsync(booked.BookingId)).MemberId);
        Assert.Equal(BookingErrors.SlotTaken, again.Error);
        Assert.DoesNotContain("09:30", await business.OfferedAsync(Tuesday, noah.Id));
        Assert.Contains("09:30", await business.OfferedAsync(Tuesday));
        Assert.Equal("slot.outside_hours", (await BookWithAsync(business, new MemberId(Guid.NewGuid()))).Error!.Code);
    }

    [EachEngine]
    public async Task A_room_is_given_once_and_the_last_one_decides(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var (noah, eva) = (await business.HireAsync(), await business.HireAsync("Eva Moen"));
        var (one, two) = (await business.AddResourceAsync("Room 1"), await business.AddResourceAsync("Room 2"));
        await business.SaveAsync(business.Form with { Members = [business.Owner.Id, noah.Id, eva.Id], Needs = [[one, two]] });

        var attempts = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(
            () => business.TryBookAsync(TestBusiness.Tuesday, $"visitor{number}@example.org"))));

        Assert.Equal(2, attempts.Count(static attempt => attempt.Succeeded));
        var rooms = await house.ReadAsync(
            business.Id, db => db.Occupancies().Where(row => row.SubjectId == one || row.SubjectId == two).ToListAsync());
        Assert.Equal(2, rooms.Select(static row => row.SubjectId).Distinct().Count());
        Assert.DoesNotContain("09:30", await business.OfferedAsync(Tuesday));
        Assert.Contains(
            "What it needs is taken from 09:30 to 10:00.", await ReasonsAsync(business, TestBusiness.Tuesday));
    }

    [EachEngine]
    public async Task Needs_that_share_their_rooms_are_met_by_different_ones(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var (one, two) = (await business.AddResourceAsync("Room 1"), await business.AddResourceAsync("Room 2"));
        await business.SaveAsync(business.Form with { Needs = [[one, two], [one]] });

        var booking = await business.BookAsync(TestBusiness.Tuesday);

        var taken = await house.ReadAsync(
            business.Id, db => db.Occupancies().Where(row => row.BookingId == booking.Id).Select(row => row.SubjectId).ToListAsync());
        Assert.Equal(new[] { business.Owner.Id.Value, one, two }.Order(), taken.Order());
    }

    [EachEngine]
    public async Task Every_seat_of_a_group_is_sold_once_and_never_one_more(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var room = await business.AddResourceAsync("Studio");
        await business.SaveAsync(business.Form with { Seats = 5, Needs = [[room]] });

        var attempts = await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(
            () => business.TryBookAsync(TestBusiness.Tuesday, $"visitor{number}@example.org"))));

        Assert.Equal(5, attempts.Count(static attempt => attempt.Succeeded));
        Assert.All(attempts.Where(static attempt => !attempt.Succeeded), static attempt => Assert.Equal(BookingErrors.SlotTaken, attempt.Error));
        var seats = await house.ReadAsync(business.Id, db => db.Occupancies().Where(row => row.SubjectId == room).ToListAsync());
        Assert.Equal([1, 2, 3, 4, 5], seats.Select(static row => row.Seat).Order());
        Assert.Single(seats.Select(static row => row.SessionId).Distinct());
        Assert.Equal(["All 5 seats are taken."], await ReasonsAsync(business, TestBusiness.Tuesday));
    }

    [EachEngine]
    public async Task Who_began_a_group_and_moves_on_leaves_it_to_those_who_joined(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { Seats = 2 });
        var anna = await business.BookAsync(TestBusiness.Tuesday);
        (await business.TryBookAsync(TestBusiness.Tuesday, "ben@example.org")).Required();

        (await house.Get<MoveBookingHandler>().HandleAsync(
            business.Owner,
            new MoveBooking(anna.Id, anna.Revision, TestBusiness.Tuesday.PlusDays(1), anna.MemberId, 30),
            CancellationToken.None)).Required();

        (await business.TryBookAsync(TestBusiness.Tuesday, "carla@example.org")).Required();
        Assert.Equal(BookingErrors.SlotTaken, (await business.TryBookAsync(TestBusiness.Tuesday, "dora@example.org")).Error);
        (await business.TryBookAsync(TestBusiness.Tuesday.PlusHours(2), "emil@example.org")).Required();
        (await business.TryBookAsync(TestBusiness.Tuesday.PlusDays(1), "fia@example.org")).Required();
    }

    [EachEngine]
    public async Task The_database_itself_refuses_a_seat_too_many_and_the_same_seat_twice(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { Seats = 2 });
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        var slot = new Slot(TestBusiness.Tuesday, booking.StartsAt, booking.EndsAt);
        var session = await house.ReadAsync(business.Id, static db => db.Occupancies().Select(static row => row.SessionId).SingleAsync());

        foreach (var (seat, capacity) in new[] { (1, 2), (3, 2) })
        {
            var placement = Placement.Of(slot, booking.MemberId) with { SessionId = session, Seat = seat, Capacity = capacity };
            await Assert.ThrowsAsync<DbUpdateException>(() => house.Get<IWriteDoor>().RunAsync(
                business.Owner,
                (db, _) =>
                {
                    db.AddRange(Occupancy.Hold(db, Guid.NewGuid(), booking.ServiceId, placement, db.Now + Duration.FromMinutes(10)));
                    return Task.FromResult(Done.It);
                },
                CancellationToken.None));
        }
    }

    private static Task<Result<BookedSlot>> BookWithAsync(TestBusiness business, MemberId member) =>
        business.House.Get<BookSlotHandler>().HandleAsync(
            business.Visitor,
            new BookSlot(business.Service.Id, TestBusiness.Tuesday, "Anna Berg", $"{Guid.NewGuid():N}@example.org", null, null, Guid.NewGuid())
            {
                MemberId = member,
            },
            CancellationToken.None);

    private static async Task<IReadOnlyList<string>> ReasonsAsync(TestBusiness business, LocalDateTime wanted)
    {
        var queries = business.House.Get<SlotQueries>();
        var service = (await queries.ServicesAsync(business.Visitor, CancellationToken.None)).Single(row => row.Id == business.Service.Id);
        var explained = await queries.ExplainAsync(
            business.Owner,
            await business.WorkspaceAsync(),
            service,
            wanted,
            null,
            new SlotWish(business.Owner.Id),
            CancellationToken.None);
        return [.. explained.Single().Reasons.Select(static reason => reason.Sentence)];
    }
}
