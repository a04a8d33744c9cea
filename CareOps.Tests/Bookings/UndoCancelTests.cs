using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Bookings;

/// <summary>Taking a cancellation back: what stands again, what does not, and what the customer hears of it.</summary>
public sealed class UndoCancelTests
{
    private const string Eva = "eva@example.org";

    private static readonly CancellationToken None = CancellationToken.None;

    [EachEngine]
    public async Task A_cancelled_series_that_is_taken_back_in_time_stands_as_before_and_nobody_hears_of_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var cancelled = await CancelAsync(business, await BookSeriesAsync(business, 4));
        house.Clock.Now += Booking.TimeToThink - Duration.FromSeconds(1);

        var back = (await UndoAsync(business, cancelled)).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        Assert.Equal((4, 0, false), (back.Bookings.Count, back.Left.Count, back.IsTold));
        Assert.All(await SeriesAsync(business), static row => Assert.Equal(BookingStatus.Confirmed, row.Status));
        Assert.Equal(BookingErrors.SlotTaken, (await business.TryBookAsync(TestBusiness.Tuesday.PlusDays(14))).Error);
        Assert.Empty(await ToldAsync(business));
    }

    [EachEngine]
    public async Task A_date_that_was_taken_meanwhile_stays_cancelled_and_is_all_that_the_customer_hears_of(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var cancelled = await CancelAsync(business, await BookSeriesAsync(business, 4));
        await business.BookAsync(TestBusiness.Tuesday.PlusDays(7), "jon@example.org");

        var back = (await UndoAsync(business, cancelled)).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        Assert.Equal(3, back.Bookings.Count);
        var left = Assert.Single(back.Left);
        Assert.Equal((cancelled[1].Id, "Mia Kvam has another appointment from 09:30 to 10:00."), (left.Booking.Id, left.Error.Message));
        Assert.Equal(
            [BookingStatus.Confirmed, BookingStatus.Cancelled, BookingStatus.Confirmed, BookingStatus.Confirmed],
            (await SeriesAsync(business)).Select(static row => row.Status));
        Assert.Equal(["Cancelled: Appointment, Tue 10 Mar, 09:30"], await ToldAsync(business));
    }

    [EachEngine]
    public async Task Who_was_told_of_a_cancelled_series_is_told_in_one_message_that_it_stands_again(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var cancelled = await CancelAsync(business, await BookSeriesAsync(business, 3));
        await DecideAsync(business, cancelled[0], tell: true);
        await house.DrainAsync();
        await business.BookAsync(TestBusiness.Tuesday, "jon@example.org");

        var back = (await UndoAsync(business, cancelled)).Required();
        await house.DrainAsync();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        Assert.True(back.IsTold);
        Assert.Equal(
            [
                "Cancelled: Appointment, Tue 3 Mar, 09:30; Tue 10 Mar, 09:30; Tue 17 Mar, 09:30",
                "Not cancelled after all: Appointment, Tue 10 Mar, 09:30; Tue 17 Mar, 09:30",
            ],
            await ToldAsync(business));
        Assert.Contains(
            "your bookings stand as before", (await business.LocalOutboxAsync()).Last(static entry => entry.Address == Eva).Body, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task A_cancellation_is_taken_back_by_the_same_click_once_more_without_another_message(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var cancelled = await CancelAsync(business, await BookSeriesAsync(business, 2));
        house.Clock.Now += Booking.TimeToThink;
        await house.DrainAsync();

        var clicks = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => UndoAsync(business, cancelled))));
        await house.DrainAsync();

        Assert.All(clicks, static click => Assert.True(click.Succeeded, click.Error?.Message));
        Assert.Equal([0, 0, 2], clicks.Select(static click => click.Value!.Bookings.Count).Order());
        Assert.All(clicks, static click => Assert.Empty(click.Value!.Left));
        Assert.Equal(2, (await ToldAsync(business)).Count);
    }

    [EachEngine]
    public async Task One_booking_that_is_reopened_after_its_customer_was_told_is_told_again_and_else_not(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = (await BookSeriesAsync(business, 1))[0];

        (await CancelOneAsync(business, booking)).Required();
        (await ReopenAsync(business, booking)).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();
        Assert.Empty(await ToldAsync(business));

        (await CancelOneAsync(business, booking)).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();
        (await ReopenAsync(business, booking)).Required();
        await house.DrainAsync();
        Assert.Equal(
            ["Cancelled: Appointment, Tue 3 Mar, 09:30", "Not cancelled after all: Appointment, Tue 3 Mar, 09:30"], await ToldAsync(business));
    }

    [EachEngine]
    public async Task A_move_that_is_taken_back_after_its_customer_was_told_is_told_again(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = (await BookSeriesAsync(business, 1))[0];
        var moved = (await MoveAsync(business, booking, hours: 3)).Required();
        (await house.Get<DecideNoticeHandler>().HandleAsync(
            business.Owner, new DecideNotice(booking.Id, moved.Revision, BookingChange.Rescheduled, Tell: true), None)).Required();
        await house.DrainAsync();

        var undone = (await house.Get<UndoMoveHandler>().HandleAsync(business.Owner, new UndoMove(moved), None)).Required();
        await house.DrainAsync();

        Assert.Equal((false, true), (moved.IsToldBack, undone.IsToldBack));
        Assert.Equal(["New time: Appointment, Tue 3 Mar, 12:30", "New time: Appointment, Tue 3 Mar, 09:30"], await ToldAsync(business));
    }

    /// <param name="engine">The database.</param>
    /// <param name="seconds">Until it is cancelled and until that is taken back, from the move.</param>
    [Theory]
    [InlineData(Engine.Sqlite, 3, 5)]
    [InlineData(Engine.Postgres, 3, 5)]
    [InlineData(Engine.Sqlite, 8, 15)]
    [InlineData(Engine.Postgres, 8, 15)]
    public async Task A_move_that_was_not_told_for_a_cancellation_is_told_when_that_is_taken_back(Engine engine, params int[] seconds)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = (await BookSeriesAsync(business, 1))[0];
        var begin = house.Clock.Now;
        (await MoveAsync(business, booking, hours: 3)).Required();

        house.Clock.Now = begin + Duration.FromSeconds(seconds[0]);
        await house.DrainAsync();
        var cancelled = (await CancelOneAsync(business, booking)).Required();
        house.Clock.Now = begin + Duration.FromSeconds(seconds[1]);
        await house.DrainAsync();
        (await UndoAsync(business, [cancelled])).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        Assert.Equal(["New time: Appointment, Tue 3 Mar, 12:30"], await ToldAsync(business));
        Assert.Null((await business.ReadBookingAsync(booking.Id)).Owed);
    }

    [EachEngine]
    public async Task A_move_that_a_told_cancellation_came_before_is_told_when_that_is_taken_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var series = await BookSeriesAsync(business, 3);
        (await MoveAsync(business, series[0], hours: 3)).Required();
        house.Clock.Now += Duration.FromSeconds(8);
        var cancelled = await CancelAsync(business, series);
        house.Clock.Now += Booking.TimeToThink;
        await house.DrainAsync();

        var back = (await UndoAsync(business, cancelled)).Required();
        await house.DrainAsync();

        Assert.True(back.IsTold);
        var told = await ToldAsync(business);
        Assert.Equal("Cancelled: Appointment, Tue 3 Mar, 12:30; Tue 10 Mar, 09:30; Tue 17 Mar, 09:30", told[0]);
        Assert.Equal(
            ["New time: Appointment, Tue 3 Mar, 12:30", "Not cancelled after all: Appointment, Tue 10 Mar, 09:30; Tue 17 Mar, 09:30"],
            told.Skip(1).Order(StringComparer.Ordinal));
        Assert.All(await SeriesAsync(business), static row => Assert.Null(row.Owed));
    }

    [EachEngine]
    public async Task A_confirmation_that_a_told_cancellation_or_move_came_before_is_told_when_that_is_taken_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await RequestAsync(business);
        (await house.Get<ConfirmBookingsHandler>().HandleAsync(business.Owner, new ConfirmBookings([booking.Id]), None)).Required();

        var moved = (await MoveAsync(business, await business.ReadBookingAsync(booking.Id), hours: 3)).Required();
        house.Clock.Now += Booking.TimeToThink;
        await house.DrainAsync();
        (await house.Get<UndoMoveHandler>().HandleAsync(business.Owner, new UndoMove(moved), None)).Required();
        var cancelled = (await CancelOneAsync(business, booking)).Required();
        house.Clock.Now += Booking.TimeToThink;
        await house.DrainAsync();
        (await UndoAsync(business, [cancelled])).Required();
        await house.DrainAsync();

        Assert.Equal(
            ["New time: Appointment, Tue 3 Mar, 12:30", "Cancelled: Appointment, Tue 3 Mar, 09:30", "Confirmed: Appointment, Tue 3 Mar, 09:30"],
            await ToldAsync(business));
    }

    [EachEngine]
    public async Task A_cancelled_series_is_told_of_by_whichever_of_its_notices_comes_first(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var cancelled = await CancelAsync(business, await BookSeriesAsync(business, 3));

        await DecideAsync(business, cancelled[1], tell: true);
        await house.DrainAsync();
        (await ReopenAsync(business, cancelled[0])).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        Assert.Equal(
            [
                "Cancelled: Appointment, Tue 3 Mar, 09:30; Tue 10 Mar, 09:30; Tue 17 Mar, 09:30",
                "Not cancelled after all: Appointment, Tue 3 Mar, 09:30",
            ],
            await ToldAsync(business));
        Assert.All(await SeriesAsync(business), static row => Assert.Equal((true, null), (row.IsTold, row.Owed)));
    }

    [EachEngine]
    public async Task Who_was_told_already_is_not_kept_from_it_and_the_member_hears_that(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var cancelled = (await CancelOneAsync(business, (await BookSeriesAsync(business, 1))[0])).Required();
        house.Clock.Now += Booking.TimeToThink;
        await house.DrainAsync();

        var quiet = await house.Get<DecideNoticeHandler>().HandleAsync(
            business.Owner, new DecideNotice(cancelled.Id, cancelled.Revision, BookingChange.Cancelled, Tell: false), None);

        Assert.Equal("The message is already on its way.", quiet.Error?.Message);
    }

    [EachEngine]
    public async Task A_declined_request_that_is_open_again_is_not_told_as_if_it_were_confirmed(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var (first, second) = (await RequestAsync(business), await RequestAsync(business, day: 7));
        (await house.Get<ConfirmBookingsHandler>().HandleAsync(business.Owner, new ConfirmBookings([second.Id]), None)).Required();
        house.Clock.Now += Booking.TimeToThink;
        await house.DrainAsync();
        Booking[] cancelled = [(await CancelOneAsync(business, first)).Required(), (await CancelOneAsync(business, second)).Required()];
        house.Clock.Now += Booking.TimeToThink;
        await house.DrainAsync();

        (await UndoAsync(business, cancelled)).Required();
        await house.DrainAsync();

        var told = (await business.LocalOutboxAsync()).Where(static entry => entry.Address == Eva).TakeLast(2).ToDictionary(static entry => entry.Subject!);
        var (open, stands) = (told["Not cancelled after all: Appointment, Tue 3 Mar, 09:30"], told["Not cancelled after all: Appointment, Tue 10 Mar, 09:30"]);
        Assert.Contains("your request is open again, and we write as soon as it is confirmed", open.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("as before", open.Body, StringComparison.Ordinal);
        Assert.Contains("your booking stands as before", stands.Body, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task What_was_moved_quietly_before_its_way_back_was_told_is_not_named_as_if_it_stood_as_before(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var cancelled = await CancelAsync(business, await BookSeriesAsync(business, 3));
        house.Clock.Now += Booking.TimeToThink;
        await house.DrainAsync();

        var back = (await UndoAsync(business, cancelled)).Required();
        var second = back.Bookings[1];
        (await house.Get<MoveBookingHandler>().HandleAsync(
            business.Owner,
            new MoveBooking(second.Id, second.Revision, TestBusiness.Tuesday.PlusDays(8), business.Owner.Id, 30) { Tell = false },
            None)).Required();
        await house.DrainAsync();

        Assert.Equal("Not cancelled after all: Appointment, Tue 3 Mar, 09:30; Tue 17 Mar, 09:30", (await ToldAsync(business))[^1]);
        Assert.All(await SeriesAsync(business), static row => Assert.Null(row.Owed));
    }

    [EachEngine]
    public async Task Where_nobody_is_to_be_told_that_a_series_stands_again_nothing_is_owed_of_any_of_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var cancelled = await CancelAsync(business, await BookSeriesAsync(business, 3));
        house.Clock.Now += Booking.TimeToThink;
        await house.DrainAsync();
        var rule = await house.ReadAsync(business.Id, static db => db.Rules().SingleAsync(static rule => rule.Trigger == RuleTrigger.BookingReopened, None));
        (await house.Get<SwitchRuleHandler>().HandleAsync(business.Owner, new SwitchRule(rule.Id, false), None)).Required();

        (await UndoAsync(business, cancelled)).Required();
        await house.DrainAsync();

        Assert.Single(await ToldAsync(business));
        Assert.All(await SeriesAsync(business), static row => Assert.Null(row.Owed));
    }

    [EachEngine]
    public async Task A_move_that_was_not_told_for_another_is_told_when_that_is_taken_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = (await BookSeriesAsync(business, 1))[0];
        (await MoveAsync(business, booking, hours: 3)).Required();
        var again = (await MoveAsync(business, await business.ReadBookingAsync(booking.Id), hours: 4)).Required();

        (await house.Get<UndoMoveHandler>().HandleAsync(business.Owner, new UndoMove(again), None)).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        Assert.Equal(["New time: Appointment, Tue 3 Mar, 12:30"], await ToldAsync(business));
    }

    [EachEngine]
    public async Task A_series_that_is_cancelled_quietly_stays_quiet_where_one_of_it_is_reopened(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var cancelled = await CancelAsync(business, await BookSeriesAsync(business, 3));

        await DecideAsync(business, cancelled[0], tell: false);
        (await ReopenAsync(business, cancelled[0])).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        Assert.Empty(await ToldAsync(business));
        var reasons = await house.ReadAsync(business.Id, static db => db.AutomationRuns()
            .Where(run => db.Rules().Any(rule => rule.Id == run.RuleId && rule.Trigger == RuleTrigger.BookingCancelled))
            .Select(static run => run.SkipReason).ToListAsync(None));
        Assert.Equal([SkipReason.KeptQuiet, SkipReason.KeptQuiet, SkipReason.KeptQuiet], reasons);
    }

    [EachEngine]
    public async Task What_somebody_cancelled_anew_is_not_taken_back_with_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var cancelled = await CancelAsync(business, await BookSeriesAsync(business, 2));
        (await ReopenAsync(business, cancelled[0])).Required();
        (await CancelOneAsync(business, cancelled[0])).Required();

        var back = (await UndoAsync(business, cancelled)).Required();

        Assert.Equal([cancelled[1].Id], back.Bookings.Select(static booking => booking.Id));
        Assert.Equal(BookingErrors.ChangedMeanwhile, Assert.Single(back.Left).Error);
    }

    [EachEngine]
    public async Task Who_has_an_own_calendar_only_takes_back_nothing_of_others(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        var cancelled = await CancelAsync(business, await BookSeriesAsync(business, 2));

        var undone = await house.Get<UndoCancelHandler>().HandleAsync(
            noah with { Rights = noah.Rights.LimitedToOwnCalendar(true) }, new UndoCancel([.. cancelled.Select(CancelledBooking.Of)]), None);

        Assert.Equal(BookingErrors.NotFound, undone.Error);
        Assert.All(await SeriesAsync(business), static row => Assert.Equal(BookingStatus.Cancelled, row.Status));
    }

    [EachEngine]
    public async Task The_time_to_think_ends_at_the_moment_that_the_server_promised(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var series = await BookSeriesAsync(business, 2);

        var moved = (await MoveAsync(business, series[0], hours: 3)).Required();
        var dueAfterMove = await DueAsync(business);
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();
        var cancelled = (await CancelOneAsync(business, series[1])).Required();

        Assert.All(dueAfterMove, due => Assert.Equal(moved.CanThinkUntil, due));
        Assert.All(await DueAsync(business), due => Assert.Equal(cancelled.CanThinkUntil, due));
    }

    private static async Task<IReadOnlyList<Booking>> BookSeriesAsync(TestBusiness business, int count)
    {
        var first = new CreateBooking(business.Service.Id, business.Owner.Id, null, null) { Name = "Eva Moen", Email = Eva };
        var starts = Enumerable.Range(0, count).Select(static week => TestBusiness.Tuesday.PlusDays(7 * week));
        var booked = (await business.House.Get<BookSeriesHandler>().HandleAsync(business.Owner, new BookSeries(first, 7, [.. starts]), None)).Required();
        await business.House.DrainAsync();
        return booked.Booked;
    }

    // What waits for its confirmation.
    private static async Task<Booking> RequestAsync(TestBusiness business, int day = 0)
    {
        await business.SaveAsync(business.Form with { NeedsApproval = true });
        var booking = await business.BookAsync(TestBusiness.Tuesday.PlusDays(day), Eva);
        await business.House.DrainAsync();
        return booking;
    }

    private static async Task<IReadOnlyList<Booking>> CancelAsync(TestBusiness business, IReadOnlyList<Booking> series) =>
        (await business.House.Get<CancelSeriesHandler>().HandleAsync(business.Owner, new CancelSeries(series[0].Id), None)).Required();

    private static Task<Result<Booking>> CancelOneAsync(TestBusiness business, Booking booking) =>
        business.House.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(booking.Id), None);

    private static Task<Result<MovedBooking>> MoveAsync(TestBusiness business, Booking booking, int hours) =>
        business.House.Get<MoveBookingHandler>().HandleAsync(
            business.Owner, new MoveBooking(booking.Id, booking.Revision, TestBusiness.Tuesday.PlusHours(hours), business.Owner.Id, 30), None);

    private static Task<Result<Booking>> ReopenAsync(TestBusiness business, Booking booking) =>
        business.House.Get<ReopenBookingHandler>().HandleAsync(business.Owner, new ReopenBooking(booking.Id), None);

    private static Task<Result<GivenBack>> UndoAsync(TestBusiness business, IReadOnlyList<Booking> cancelled) =>
        business.House.Get<UndoCancelHandler>().HandleAsync(business.Owner, new UndoCancel([.. cancelled.Select(CancelledBooking.Of)]), None);

    private static async Task DecideAsync(TestBusiness business, Booking cancelled, bool tell) =>
        (await business.House.Get<DecideNoticeHandler>().HandleAsync(
            business.Owner, new DecideNotice(cancelled.Id, cancelled.Revision, BookingChange.Cancelled, tell), None)).Required();

    private static Task<List<Booking>> SeriesAsync(TestBusiness business) => business.House.ReadAsync(
        business.Id, static db => db.Bookings().Where(static row => row.SeriesId != null).OrderBy(static row => row.StartsAt).ToListAsync(None));

    // The moments of what waits still: the message to the customer, and the look at who waits for the time.
    private static Task<List<Instant>> DueAsync(TestBusiness business) => business.House.ReadAsync(
        business.Id, static db => db.OutboxEvents.Where(row => row.ProcessedAt == null && row.DueAt > db.Now).Select(static row => row.DueAt).ToListAsync(None));

    // What Eva was told after her confirmation.
    private static async Task<IReadOnlyList<string>> ToldAsync(TestBusiness business) =>
        [.. (await business.LocalOutboxAsync()).Where(static entry => entry.Address == Eva).Skip(1).Select(static entry => entry.Subject!)];
}
