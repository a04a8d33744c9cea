using CareOps.Core.Audit;
using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Bookings;

/// <summary>Bookings that members make and move: what a reason overrides, what nothing overrides, and what the customer hears of it.</summary>
public sealed class MembersBookingTests
{
    private static readonly LocalDate Tuesday = TestBusiness.Tuesday.Date;

    [EachEngine]
    public async Task A_walk_in_against_the_rules_needs_a_reason_and_leaves_that_in_the_audit_log(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var evening = Tuesday.At(new LocalTime(19, 10));

        var refused = await CreateAsync(business, evening);
        var booked = (await CreateAsync(business, evening, reason: "No earlier time suits")).Required();

        Assert.Equal(BookingErrors.RulesCode, refused.Error!.Code);
        Assert.Equal("It does not fit into Mia Kvam's hours on Tue 3 Mar.", refused.Error.Message);
        Assert.Equal("No earlier time suits", booked.OverrideReason);
        Assert.Equal(BookingSource.WalkIn, booked.Source);
        var entry = await house.ReadAsync(business.Id, db => db.Set<AuditEntry>().SingleAsync(row => row.SubjectId == booked.Id));
        Assert.Contains("\"overridesRules\":true", entry.After, StringComparison.Ordinal);
        Assert.DoesNotContain("No earlier time suits", entry.After, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task No_reason_books_over_another_appointment(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);

        var refused = await CreateAsync(business, TestBusiness.Tuesday.PlusMinutes(15), reason: "Urgent");

        Assert.Equal("slot.impossible", refused.Error!.Code);
        Assert.Equal("Mia Kvam has another appointment from 09:30 to 10:00.", refused.Error.Message);
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Bookings().CountAsync()));
    }

    [EachEngine]
    public async Task A_buffer_gives_way_to_a_reason_and_the_neighbour_keeps_the_rest_of_its_own(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { BufferBeforeMinutes = 10, BufferAfterMinutes = 20 });
        var first = await business.BookAsync(TestBusiness.Tuesday);

        var refused = await CreateAsync(business, Tuesday.At(new LocalTime(10, 5)));
        var second = (await CreateAsync(business, Tuesday.At(new LocalTime(10, 5)), reason: "Short one")).Required();

        Assert.Equal("It leaves too little time before or after the appointment from 09:30 to 10:00.", refused.Error!.Message);
        var rows = await house.ReadAsync(
            business.Id, static db => db.Occupancies().OrderBy(static row => row.StartsAt).ToListAsync());
        Assert.Equal([first.Id, second.Id], rows.Select(static row => row.BookingId!.Value));
        Assert.Equal(first.EndsAt + Duration.FromMinutes(5), rows[0].EndsAt);
        Assert.Equal(rows[0].EndsAt, rows[1].StartsAt);
    }

    [EachEngine]
    public async Task The_same_click_twice_books_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var command = Command(business, TestBusiness.Tuesday);

        var first = (await house.Get<CreateBookingHandler>().HandleAsync(business.Owner, command, CancellationToken.None)).Required();
        var again = (await house.Get<CreateBookingHandler>().HandleAsync(business.Owner, command, CancellationToken.None)).Required();

        Assert.Equal(first.Id, again.Id);
    }

    [EachEngine]
    public async Task A_move_is_told_after_ten_seconds_and_not_before(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        await MoveAsync(business, booking, Tuesday.At(new LocalTime(14, 0)));
        house.Clock.Now += Duration.FromSeconds(9);
        await house.DrainAsync();
        Assert.Single(await business.LocalOutboxAsync());
        house.Clock.Now += Duration.FromSeconds(1);
        await house.DrainAsync();

        Assert.Equal("New time: Appointment, Tue 3 Mar, 14:00", (await business.LocalOutboxAsync())[^1].Subject);
        Assert.Equal(2, (await business.LocalOutboxAsync()).Count);
    }

    [EachEngine]
    public async Task A_move_that_is_taken_back_is_never_told(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        var moved = (await MoveAsync(business, booking, Tuesday.At(new LocalTime(14, 0)))).Required();
        var undone = await house.Get<UndoMoveHandler>().HandleAsync(business.Owner, new UndoMove(moved), CancellationToken.None);
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        Assert.True(undone.Succeeded, undone.Error?.Message);
        Assert.Equal(booking.StartsAt, (await business.ReadBookingAsync(booking.Id)).StartsAt);
        Assert.Single(await business.LocalOutboxAsync());
        var reasons = await house.ReadAsync(
            business.Id,
            db => db.AutomationRuns().Where(run => run.SubjectId == booking.Id && run.Offset == 0 && run.SkipReason != null).Select(run => run.SkipReason!.Value).ToListAsync());
        Assert.Equal([SkipReason.KeptQuiet, SkipReason.KeptQuiet], reasons);
    }

    [EachEngine]
    public async Task A_move_that_is_taken_back_gives_back_the_reason_and_the_arrival(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = (await CreateAsync(business, Tuesday.At(new LocalTime(19, 10)), reason: "No earlier time suits")).Required();
        (await house.Get<MarkArrivedHandler>().HandleAsync(business.Owner, new MarkArrived(booking.Id), CancellationToken.None)).Required();
        var before = await business.ReadBookingAsync(booking.Id);

        var moved = (await MoveAsync(business, booking, Tuesday.At(new LocalTime(14, 0)))).Required();
        (await house.Get<UndoMoveHandler>().HandleAsync(business.Owner, new UndoMove(moved), CancellationToken.None)).Required();

        var after = await business.ReadBookingAsync(booking.Id);
        Assert.Equal(("No earlier time suits", before.ArrivedAt), (after.OverrideReason, after.ArrivedAt));
        Assert.NotNull(after.ArrivedAt);
    }

    [EachEngine]
    public async Task A_customers_own_move_keeps_the_length_that_a_member_gave_the_booking(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        (await house.Get<MoveBookingHandler>().HandleAsync(
            business.Owner, new MoveBooking(booking.Id, booking.Revision, TestBusiness.Tuesday, booking.MemberId, 60), CancellationToken.None)).Required();
        await business.BookAsync(Tuesday.At(new LocalTime(14, 30)), "jon@example.org");
        var holder = new Caller.LinkHolder(business.Id, LinkPurposes.ManageBooking, booking.Id);

        var tooShort = await RescheduleAsync(new LocalTime(14, 0));
        var moved = (await RescheduleAsync(new LocalTime(13, 0))).Required();

        Assert.Equal(BookingErrors.SlotTaken, tooShort.Error);
        Assert.Equal(Duration.FromMinutes(60), moved.EndsAt - moved.StartsAt);

        Task<Result<Booking>> RescheduleAsync(LocalTime time) => house.Get<RescheduleOwnBookingHandler>().HandleAsync(
            holder, new RescheduleOwnBooking(Tuesday.At(time)), CancellationToken.None);
    }

    [EachEngine]
    public async Task The_link_of_a_booking_that_was_moved_lasts_as_long_after_its_new_end(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booked = (await business.TryBookAsync(TestBusiness.Tuesday)).Required();
        var booking = await business.ReadBookingAsync(booked.BookingId);

        (await MoveAsync(business, booking, Tuesday.PlusDays(28).At(new LocalTime(14, 0)))).Required();
        house.Clock.Now = booking.EndsAt + Duration.FromDays(100);
        var later = await ResolveAsync();
        house.Clock.Now += Duration.FromDays(20);
        var tooLate = await ResolveAsync();

        Assert.True(later.Succeeded, later.Error?.Message);
        Assert.Equal("link.spent", tooLate.Error?.Code);

        Task<Result<Caller.LinkHolder>> ResolveAsync() =>
            house.Get<PublicLinks>().ResolveAsync(booked.Link.ToString(), LinkPurposes.ManageBooking, CancellationToken.None);
    }

    [EachEngine]
    public async Task The_customer_is_told_at_once_once_or_not_at_all_as_the_member_decides(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        var decide = house.Get<DecideNoticeHandler>();

        var moved = (await MoveAsync(business, booking, Tuesday.At(new LocalTime(14, 0)))).Required();
        for (var click = 0; click < 3; click++)
        {
            await decide.HandleAsync(
                business.Owner, new DecideNotice(booking.Id, moved.Revision, BookingChange.Rescheduled, Tell: true), CancellationToken.None);
        }

        await house.DrainAsync();
        Assert.Equal(2, (await business.LocalOutboxAsync()).Count);
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();
        Assert.Equal(2, (await business.LocalOutboxAsync()).Count);

        var again = (await MoveAsync(business, await business.ReadBookingAsync(booking.Id), Tuesday.At(new LocalTime(15, 0)))).Required();
        await decide.HandleAsync(
            business.Owner, new DecideNotice(booking.Id, again.Revision, BookingChange.Rescheduled, Tell: false), CancellationToken.None);
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();
        Assert.Equal(2, (await business.LocalOutboxAsync()).Count);
    }

    [EachEngine]
    public async Task What_was_changed_meanwhile_is_not_moved(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var seen = await business.BookAsync(TestBusiness.Tuesday);
        (await MoveAsync(business, seen, Tuesday.At(new LocalTime(14, 0)))).Required();

        var late = await MoveAsync(business, seen, Tuesday.At(new LocalTime(15, 0)));

        Assert.Equal(BookingErrors.ChangedMeanwhile, late.Error);
    }

    [EachEngine]
    public async Task A_move_to_a_colleague_or_another_length_takes_their_time_and_frees_the_old_one(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        await business.SaveAsync(business.Form with { Members = [business.Owner.Id, noah.Id] });
        var booking = await business.BookAsync(TestBusiness.Tuesday);

        (await house.Get<MoveBookingHandler>().HandleAsync(
            business.Owner,
            new MoveBooking(booking.Id, booking.Revision, TestBusiness.Tuesday, noah.Id, 75),
            CancellationToken.None)).Required();

        Assert.Contains("09:30", await business.OfferedAsync(Tuesday, business.Owner.Id));
        Assert.Equal(["09:00", "11:00"], (await business.OfferedAsync(Tuesday, noah.Id)).Take(2));
        var moved = await business.ReadBookingAsync(booking.Id);
        Assert.Equal((2, 1), (moved.Revision, moved.StartVersion));
    }

    [EachEngine]
    public async Task Two_members_who_drop_on_one_time_do_not_both_win(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var bookings = new List<Booking>();
        foreach (var hour in Enumerable.Range(0, 6))
        {
            bookings.Add(await business.BookAsync(TestBusiness.Tuesday.PlusHours(hour)));
        }

        var wanted = Tuesday.At(new LocalTime(16, 0));
        var moves = await Task.WhenAll(bookings.Select(booking => Task.Run(() => MoveAsync(business, booking, wanted))));

        Assert.Single(moves, static move => move.Succeeded);
        Assert.All(moves.Where(static move => !move.Succeeded), static move => Assert.Equal("slot.impossible", move.Error!.Code));
    }

    private static CreateBooking Command(TestBusiness business, LocalDateTime start, string? reason = null) =>
        new(business.Service.Id, business.Owner.Id, start, null)
        {
            Name = "Anna Berg",
            Phone = "+4741234567",
            Source = BookingSource.WalkIn,
            Reason = reason,
        };

    private static Task<Result<Booking>> CreateAsync(TestBusiness business, LocalDateTime start, string? reason = null) =>
        business.House.Get<CreateBookingHandler>().HandleAsync(business.Owner, Command(business, start, reason), CancellationToken.None);

    private static Task<Result<MovedBooking>> MoveAsync(TestBusiness business, Booking booking, LocalDateTime start) =>
        business.House.Get<MoveBookingHandler>().HandleAsync(
            business.Owner,
            new MoveBooking(booking.Id, booking.Revision, start, booking.MemberId, 30),
            CancellationToken.None);
}
