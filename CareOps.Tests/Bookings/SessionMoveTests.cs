using CareOps.Core.Audit;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Bookings;

/// <summary>Groups that a member moves: all who come to them, or none.</summary>
public sealed class SessionMoveTests
{
    private static readonly LocalDateTime Afternoon = TestBusiness.Tuesday.Date.At(new LocalTime(14, 0));

    [EachEngine]
    public async Task All_of_a_group_are_moved_keep_sitting_together_and_are_told_after_ten_seconds(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);

        (await MoveAsync(business, Afternoon)).Required();
        await house.DrainAsync();
        Assert.Empty(await ToldAsync(business));
        house.Clock.Now += Booking.TimeToThink;
        await house.DrainAsync();

        await LiesAtAsync(business, Afternoon);
        Assert.Equal(["anna@example.org", "jon@example.org"], (await ToldAsync(business)).Order(StringComparer.Ordinal));
        Assert.Equal(2, await house.ReadAsync(business.Id, static db => db.Set<AuditEntry>().CountAsync(static row => row.Action == "booking.rescheduled")));
    }

    [EachEngine]
    public async Task A_group_may_go_where_it_overlaps_its_own_old_time(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);

        (await MoveAsync(business, TestBusiness.Tuesday.PlusMinutes(15))).Required();

        await LiesAtAsync(business, TestBusiness.Tuesday.PlusMinutes(15));
    }

    [EachEngine]
    public async Task A_groups_move_is_taken_back_with_arrivals_and_reasons_and_nobody_is_told(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        var first = (await SessionAsync(business))[0];
        (await house.Get<MarkArrivedHandler>().HandleAsync(business.Owner, new MarkArrived(first.Id), CancellationToken.None)).Required();
        var evening = TestBusiness.Tuesday.Date.At(new LocalTime(19, 0));

        var moved = (await MoveAsync(business, evening, reason: "All agreed")).Required();
        Assert.All(await SessionAsync(business), static booking => Assert.Equal("All agreed", booking.OverrideReason));
        (await house.Get<UndoSessionMoveHandler>().HandleAsync(business.Owner, new UndoSessionMove(moved), CancellationToken.None)).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        await LiesAtAsync(business, TestBusiness.Tuesday);
        var back = await SessionAsync(business);
        Assert.All(back, static booking => Assert.Null(booking.OverrideReason));
        Assert.Equal(first.Id, Assert.Single(back, static booking => booking.ArrivedAt is not null).Id);
        Assert.Empty(await ToldAsync(business));
    }

    [EachEngine]
    public async Task Who_of_a_group_was_told_of_its_move_is_told_when_that_is_taken_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        var moved = (await MoveAsync(business, Afternoon)).Required();
        var told = (await SessionAsync(business))[0];
        (await house.Get<DecideSessionNoticeHandler>().HandleAsync(
            business.Owner,
            new DecideSessionNotice([new SeenBooking(told.Id, told.Revision)], BookingChange.Rescheduled, Tell: true),
            CancellationToken.None)).Required();
        await house.DrainAsync();

        var back = (await house.Get<UndoSessionMoveHandler>().HandleAsync(business.Owner, new UndoSessionMove(moved), CancellationToken.None)).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        Assert.Equal(told.Id, Assert.Single(back.Bookings, static each => each.IsToldBack).BookingId);
        Assert.Equal([told.Email!, told.Email!], await ToldAsync(business));
    }

    [EachEngine]
    public async Task A_group_that_somebody_joined_at_its_new_time_is_not_taken_away_from_them(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        var moved = (await MoveAsync(business, Afternoon)).Required();
        await business.BookAsync(Afternoon, "late@example.org");

        var refused = await UndoAsync(business, moved);

        Assert.Equal(BookingErrors.GroupChanged.Code, refused.Error?.Code);
        await LiesAtAsync(business, Afternoon, 3);
    }

    [EachEngine]
    public async Task A_group_leaves_another_again_that_it_had_joined(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        var seen = await SeenAsync(business);
        await business.BookAsync(Afternoon, "there@example.org");

        (await UndoAsync(business, (await MoveAsync(business, Afternoon, seen: seen)).Required())).Required();

        var starts = (await SessionAsync(business)).CountBy(static booking => booking.StartsAt).ToDictionary();
        Assert.Equal((2, 1), (starts[StartOf(TestBusiness.Tuesday)], starts[StartOf(Afternoon)]));
    }

    [EachEngine]
    public async Task Who_left_a_group_before_it_is_moved_is_named(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        var seen = await SeenAsync(business);
        await CancelAsync(business, "anna@example.org");

        var refused = await MoveAsync(business, Afternoon, seen: seen);

        var name = (await NamesAsync(business))["anna@example.org"];
        Assert.Equal(
            ("session.changed", $"{name} joined, left or was changed meanwhile. Look at the group again first."),
            (refused.Error?.Code, refused.Error?.Message));
        Assert.Equal(StartOf(TestBusiness.Tuesday), Assert.Single(await SessionAsync(business)).StartsAt);
    }

    [EachEngine]
    public async Task Who_left_a_group_after_its_move_is_named_when_the_others_go_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        var moved = (await MoveAsync(business, Afternoon)).Required();
        await CancelAsync(business, "anna@example.org");

        var back = (await UndoAsync(business, moved)).Required();

        Assert.Equal((await NamesAsync(business))["anna@example.org"], Assert.Single(back.Left));
        Assert.Single(back.Bookings);
        await LiesAtAsync(business, TestBusiness.Tuesday, 1);
    }

    [EachEngine]
    public async Task Nobody_is_left_alone_where_a_group_was_moved_to(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house, needsApproval: true);
        var moved = (await MoveAsync(business, Afternoon)).Required();
        var one = (await SessionAsync(business))[0];
        (await house.Get<ConfirmBookingsHandler>().HandleAsync(business.Owner, new ConfirmBookings([one.Id]), CancellationToken.None)).Required();

        var refused = await UndoAsync(business, moved);

        Assert.Equal($"{one.Name} joined, left or was changed meanwhile. Look at the group again first.", refused.Error?.Message);
        await LiesAtAsync(business, Afternoon);
    }

    [EachEngine]
    public async Task A_groups_move_of_which_nobody_is_as_they_were_is_not_taken_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        var moved = (await MoveAsync(business, Afternoon)).Required();
        (await MoveAsync(business, Afternoon.PlusHours(1))).Required();

        Assert.Equal(BookingErrors.GroupChanged.Code, (await UndoAsync(business, moved)).Error?.Code);
        await LiesAtAsync(business, Afternoon.PlusHours(1));
    }

    [EachEngine]
    public async Task No_reason_moves_a_group_over_another_appointment_and_none_of_it_is_moved(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        await OtherAsync(business, Afternoon);

        var refused = await MoveAsync(business, Afternoon.PlusMinutes(-15), reason: "Urgent");

        Assert.Equal("slot.impossible", refused.Error?.Code);
        await LiesAtAsync(business, TestBusiness.Tuesday);
    }

    [EachEngine]
    public async Task Against_the_rules_a_group_is_moved_with_a_reason_only(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        var evening = TestBusiness.Tuesday.Date.At(new LocalTime(19, 0));

        var refused = await MoveAsync(business, evening);
        (await MoveAsync(business, evening, reason: "No room earlier")).Required();

        Assert.Equal(BookingErrors.RulesCode, refused.Error?.Code);
        await LiesAtAsync(business, evening);
        var audited = await house.ReadAsync(
            business.Id, static db => db.Set<AuditEntry>().Where(static row => row.Action == "booking.rescheduled").ToListAsync());
        Assert.Equal(2, audited.Count);
        Assert.All(audited, static entry => Assert.Contains("\"overridesRules\":true", entry.After, StringComparison.Ordinal));
    }

    [EachEngine]
    public async Task A_group_that_somebody_joined_meanwhile_stays(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        var seen = await SeenAsync(business);
        await business.BookAsync(TestBusiness.Tuesday, "late@example.org");

        var refused = await house.Get<MoveSessionHandler>().HandleAsync(
            business.Owner, new MoveSession(seen, Afternoon, business.Owner.Id), CancellationToken.None);

        Assert.Equal(BookingErrors.GroupChanged.Code, refused.Error?.Code);
        Assert.All(await SessionAsync(business), booking => Assert.Equal(StartOf(TestBusiness.Tuesday), booking.StartsAt));
    }

    [EachEngine]
    public async Task A_group_joins_another_where_all_have_a_seat_and_nowhere_else(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        await business.SaveAsync(business.Form with { Seats = 4 });
        var seen = await SeenAsync(business);
        foreach (var guest in new[] { "one", "two", "three" })
        {
            await business.BookAsync(Afternoon, $"{guest}@example.org");
        }

        var full = await MoveAsync(business, Afternoon, seen: seen);
        var third = (await SessionAsync(business)).Single(static booking => booking.Email == "three@example.org");
        (await house.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(third.Id), CancellationToken.None)).Required();
        (await MoveAsync(business, Afternoon, seen: seen)).Required();

        Assert.Equal("The group that is there has no room for 2 more.", full.Error?.Message);
        await LiesAtAsync(business, Afternoon, 4);
    }

    [EachEngine]
    public async Task A_days_limit_counts_all_of_a_group(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        await business.SaveAsync(business.Form with { Seats = 3, DailyLimit = 3 });
        var seen = await SeenAsync(business);
        await business.BookAsync(Afternoon.PlusDays(1), "one@example.org");
        await business.BookAsync(Afternoon.PlusDays(1).PlusHours(1), "two@example.org");

        var same = await MoveAsync(business, Afternoon, seen: seen);
        var other = await MoveAsync(business, Afternoon.PlusDays(1).PlusHours(2), seen: [.. seen.Select(static each => each with { Revision = 2 })]);

        Assert.True(same.Succeeded, same.Error?.Message);
        Assert.Equal((BookingErrors.RulesCode, "The limit of 3 bookings a day is reached."), (other.Error?.Code, other.Error?.Message));
    }

    [EachEngine]
    public async Task A_group_keeps_its_room_and_goes_to_a_colleague(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        var (small, large) = (await business.AddResourceAsync("Small room"), await business.AddResourceAsync("Large room"));
        await business.SaveAsync(business.Form with { Seats = 3, Members = [business.Owner.Id, noah.Id], Needs = [[large, small]] });
        await FillAsync(business);
        var rooms = await RoomsAsync();

        (await MoveAsync(business, Afternoon, with: noah.Id)).Required();

        Assert.Equal(rooms, await RoomsAsync());
        Assert.All(await SessionAsync(business), booking => Assert.Equal(noah.Id, booking.MemberId));

        async Task<List<Guid>> RoomsAsync() => [.. (await house.ReadAsync(business.Id, db => db.Occupancies()
            .Where(row => row.SubjectId == small || row.SubjectId == large).Select(static row => row.SubjectId).ToListAsync())).Distinct()];
    }

    [EachEngine]
    public async Task Who_has_an_own_calendar_only_moves_no_group_of_others_and_none_to_others(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        var limited = noah with { Rights = noah.Rights.LimitedToOwnCalendar(true) };
        await business.SaveAsync(business.Form with { Seats = 3, Members = [business.Owner.Id, noah.Id] });
        await FillAsync(business);
        (await MoveAsync(business, TestBusiness.Tuesday, with: business.Owner.Id)).Required();

        var theirs = await MoveAsync(business, Afternoon, with: noah.Id, by: limited);
        (await MoveAsync(business, TestBusiness.Tuesday, with: noah.Id)).Required();
        var away = await MoveAsync(business, Afternoon, with: business.Owner.Id, by: limited);
        (await MoveAsync(business, Afternoon, with: noah.Id, by: limited)).Required();

        Assert.Equal(BookingErrors.NotFound, theirs.Error);
        Assert.Equal(BookingErrors.NotOwnCalendar, away.Error);
    }

    [EachEngine]
    public async Task All_of_a_group_are_told_at_once_or_not_at_all_as_the_member_decides(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);

        (await MoveAsync(business, Afternoon)).Required();
        await DecideAsync(tell: true);
        await house.DrainAsync();
        Assert.Equal(2, (await ToldAsync(business)).Count);
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();
        Assert.Equal(2, (await ToldAsync(business)).Count);

        (await MoveAsync(business, TestBusiness.Tuesday)).Required();
        await DecideAsync(tell: false);
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();
        Assert.Equal(2, (await ToldAsync(business)).Count);

        async Task DecideAsync(bool tell) => (await house.Get<DecideSessionNoticeHandler>().HandleAsync(
            business.Owner, new DecideSessionNotice(await SeenAsync(business), BookingChange.Rescheduled, tell), CancellationToken.None)).Required();
    }

    [EachEngine]
    public async Task A_group_that_was_told_can_not_be_kept_from_it_any_more(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        (await MoveAsync(business, Afternoon)).Required();
        house.Clock.Now += Booking.TimeToThink;
        await house.DrainAsync();

        var quiet = await house.Get<DecideSessionNoticeHandler>().HandleAsync(
            business.Owner, new DecideSessionNotice(await SeenAsync(business), BookingChange.Rescheduled, Tell: false), CancellationToken.None);

        Assert.Equal("The message is already on its way.", quiet.Error?.Message);
    }

    [EachEngine]
    public async Task Whoever_joins_while_a_group_is_moved_sits_with_it_or_where_it_was(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        var seen = await SeenAsync(business);

        var joining = Task.Run(() => business.TryBookAsync(TestBusiness.Tuesday, "late@example.org"));
        var moving = Task.Run(() => MoveAsync(business, Afternoon, seen: seen));
        await Task.WhenAll(joining, moving);

        // First come: the group stays with them. Later: they begin a new one.
        var moved = await moving;
        Assert.True((await joining).Succeeded);
        Assert.True(moved.Succeeded || moved.Error?.Code == BookingErrors.GroupChanged.Code, moved.Error?.Message);
        var starts = (await SessionAsync(business)).CountBy(static booking => booking.StartsAt).Select(static each => each.Value).Order();
        Assert.Equal(moved.Succeeded ? [1, 2] : [3], starts);
    }

    [EachEngine]
    public async Task The_time_that_a_group_leaves_is_offered_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        var freed = EventCatalog.NameOf(typeof(TimeFreed)).Name;

        (await MoveAsync(business, Afternoon)).Required();

        Assert.Equal(1, await house.ReadAsync(business.Id, db => db.OutboxEvents.CountAsync(row => row.Name == freed && row.Workspace == business.Id.Value)));
    }

    [EachEngine]
    public async Task Two_groups_with_the_same_people_that_are_moved_at_once_do_not_wait_in_a_circle(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await GroupAsync(house);
        var first = await SeenAsync(business);
        await business.BookAsync(Afternoon, "jon@example.org");
        await business.BookAsync(Afternoon, "anna@example.org");
        var second = (await SeenAsync(business)).Where(each => first.All(one => one.Id != each.Id)).ToList();

        var moves = await Task.WhenAll(
            Task.Run(() => MoveAsync(business, TestBusiness.Tuesday.PlusDays(1), seen: first)),
            Task.Run(() => MoveAsync(business, Afternoon.PlusDays(1), seen: second)));

        Assert.All(moves, static move => Assert.True(move.Succeeded, move.Error?.Message));
    }

    private static async Task<TestBusiness> GroupAsync(TestHouse house, bool needsApproval = false)
    {
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { Seats = 3, NeedsApproval = needsApproval });
        await FillAsync(business);
        return business;
    }

    private static async Task FillAsync(TestBusiness business)
    {
        await business.BookAsync(TestBusiness.Tuesday, "anna@example.org");
        await business.BookAsync(TestBusiness.Tuesday, "jon@example.org");
        await business.House.DrainAsync();
    }

    private static async Task CancelAsync(TestBusiness business, string email)
    {
        var booking = (await SessionAsync(business)).Single(row => row.Email == email);
        (await business.House.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(booking.Id), CancellationToken.None)).Required();
    }

    private static Task<Dictionary<string, string>> NamesAsync(TestBusiness business) => business.House.ReadAsync(
        business.Id, static db => db.Bookings().ToDictionaryAsync(static row => row.Email!, static row => row.Name));

    private static async Task<Result<MovedSession>> UndoAsync(TestBusiness business, MovedSession moved) =>
        await business.House.Get<UndoSessionMoveHandler>().HandleAsync(business.Owner, new UndoSessionMove(moved), CancellationToken.None);

    private static async Task OtherAsync(TestBusiness business, LocalDateTime start)
    {
        var other = await business.SaveAsync(business.Form with { Id = null, Name = "Check", Seats = 1 });
        (await business.House.Get<CreateBookingHandler>().HandleAsync(
            business.Owner, new CreateBooking(other.Id, business.Owner.Id, start, null) { Name = "Ben Vik", Email = "ben@example.org" }, CancellationToken.None)).Required();
    }

    private static Task<List<Booking>> SessionAsync(TestBusiness business) => business.House.ReadAsync(
        business.Id,
        db => db.Bookings().Where(row => row.ServiceId == business.Service.Id && row.Status != BookingStatus.Cancelled).OrderBy(static row => row.Id).ToListAsync());

    private static async Task<IReadOnlyList<SeenBooking>> SeenAsync(TestBusiness business) =>
        (await SessionAsync(business)).ConvertAll(static booking => new SeenBooking(booking.Id, booking.Revision));

    private static async Task<Result<MovedSession>> MoveAsync(
        TestBusiness business,
        LocalDateTime start,
        MemberId? with = null,
        string? reason = null,
        Caller? by = null,
        IReadOnlyList<SeenBooking>? seen = null) =>
        await business.House.Get<MoveSessionHandler>().HandleAsync(
            by ?? business.Owner,
            new MoveSession(seen ?? await SeenAsync(business), start, with ?? business.Owner.Id) { Reason = reason },
            CancellationToken.None);

    private static Instant StartOf(LocalDateTime local) => local.InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/Oslo"]).ToInstant();

    private static async Task LiesAtAsync(TestBusiness business, LocalDateTime start, int people = 2)
    {
        var bookings = await SessionAsync(business);
        var rows = await business.House.ReadAsync(business.Id, db => db.Occupancies().Where(row => row.ServiceId == business.Service.Id).ToListAsync());
        Assert.Equal(people, bookings.Count);
        Assert.All(bookings, booking => Assert.Equal(StartOf(start), booking.StartsAt));
        Assert.All(rows, row => Assert.Equal(StartOf(start), row.AppointmentStartsAt));
        Assert.Single(rows.Select(static row => row.SessionId).Distinct());
        Assert.Equal(Enumerable.Range(1, people), rows.Select(static row => row.Seat).Order());
    }

    // Who was told of a move.
    private static async Task<List<string>> ToldAsync(TestBusiness business) =>
        [.. (await business.LocalOutboxAsync()).Where(static entry => entry.Subject?.StartsWith("New time", StringComparison.Ordinal) == true).Select(static entry => entry.Address)];
}
