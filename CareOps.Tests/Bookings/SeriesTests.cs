using CareOps.Core.Audit;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Bookings;

public sealed class SeriesTests
{
    [EachEngine]
    public async Task Each_date_of_a_series_stands_or_falls_by_itself_and_one_message_confirms_them(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday.PlusDays(7), "jon@example.org");
        await house.DrainAsync();
        var proposed = await ProposeAsync(business, count: 4);

        var booked = (await BookAsync(business, [.. proposed.Select(static each => each.Start)])).Required();
        await house.DrainAsync();

        Assert.Equal([true, false, true, true], proposed.Select(static each => each.Reasons.Count == 0));
        Assert.Equal("Mia Kvam has another appointment from 09:30 to 10:00.", proposed[1].Reasons.Single().Sentence);
        Assert.Equal(3, proposed[1].Alternatives.Count);
        Assert.Equal(3, booked.Booked.Count);
        Assert.Equal(TestBusiness.Tuesday.PlusDays(7), Assert.Single(booked.Refused).Start);
        var told = (await business.LocalOutboxAsync()).Where(static entry => entry.Address == "eva@example.org").ToList();
        Assert.Equal("You're booked: Appointment, Tue 3 Mar, 09:30; Tue 17 Mar, 09:30; Tue 24 Mar, 09:30", Assert.Single(told).Subject);
    }

    [EachEngine]
    public async Task A_series_keeps_its_wall_time_over_a_change_of_the_clocks(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var proposed = await ProposeAsync(business, count: 6);

        await BookAsync(business, [.. proposed.Select(static each => each.Start)]);

        var starts = await house.ReadAsync(
            business.Id, static db => db.Bookings().OrderBy(static row => row.StartsAt).Select(static row => row.StartsAt).ToListAsync());
        Assert.Equal([8, 8, 8, 8, 7, 7], starts.Select(static start => start.InUtc().Hour));
    }

    [EachEngine]
    public async Task A_series_without_a_single_free_date_leaves_nothing(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);

        var booked = (await BookAsync(business, [TestBusiness.Tuesday])).Required();

        Assert.Null(booked.SeriesId);
        Assert.Equal(0, await house.ReadAsync(business.Id, static db => db.BookingSeries().CountAsync()));
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Bookings().CountAsync()));
    }

    [EachEngine]
    public async Task What_is_proposed_follows_a_schedule_that_changed_after_the_form_was_opened(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var opened = await business.WorkspaceAsync();
        var wish = new SeriesWish(business.Owner.Id, TestBusiness.Tuesday, EveryDays: 7, Count: 2);
        await house.Get<SlotQueries>().SeriesAsync(business.Owner, opened, business.Service, wish, CancellationToken.None);

        (await house.Get<SetDayHoursHandler>().HandleAsync(
            business.Owner, new SetDayHours(business.Owner.Id, TestBusiness.Tuesday.Date.PlusDays(7), []), CancellationToken.None)).Required();
        var proposed = await house.Get<SlotQueries>().SeriesAsync(business.Owner, opened, business.Service, wish, CancellationToken.None);

        Assert.Equal([true, false], proposed.Select(static each => each.IsFree));
        Assert.All(proposed, static each => Assert.True(each.CanBeOverridden));
    }

    [EachEngine]
    public async Task The_same_form_sent_twice_makes_one_series(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday.PlusDays(7), "jon@example.org");
        var command = Command(business, [TestBusiness.Tuesday, TestBusiness.Tuesday.PlusDays(7), TestBusiness.Tuesday.PlusDays(14)]);

        var clicks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => house.Get<BookSeriesHandler>().HandleAsync(business.Owner, command, CancellationToken.None))));

        Assert.All(clicks, static click => Assert.True(click.Succeeded, click.Error?.Message));
        Assert.Single(clicks.Select(static click => click.Value!.SeriesId).Distinct());
        Assert.All(clicks, static click => Assert.Equal((2, 1), (click.Value!.Booked.Count, click.Value.Refused.Count)));
        Assert.Equal(3, await house.ReadAsync(business.Id, static db => db.Bookings().CountAsync()));
        var altered = await house.Get<BookSeriesHandler>().HandleAsync(
            business.Owner, command with { Starts = [TestBusiness.Tuesday.PlusDays(21)] }, CancellationToken.None);
        Assert.Equal("submission.altered", altered.Error?.Code);
    }

    [EachEngine]
    public async Task A_reason_overrides_the_rules_only_on_the_dates_that_the_member_agreed_to(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var evening = TestBusiness.Tuesday.Date.At(new LocalTime(19, 0));
        var command = Command(business, [evening, evening.PlusDays(7)]);

        var booked = (await house.Get<BookSeriesHandler>().HandleAsync(
            business.Owner,
            command with { First = command.First with { Reason = "No earlier time suits" }, Agreed = [evening] },
            CancellationToken.None)).Required();

        Assert.Equal("No earlier time suits", Assert.Single(booked.Booked).OverrideReason);
        var refused = Assert.Single(booked.Refused);
        Assert.Equal((evening.PlusDays(7), BookingErrors.RulesCode), (refused.Start, refused.Error.Code));
    }

    [EachEngine]
    public async Task The_rest_of_a_series_is_cancelled_at_once_and_told_in_one_message(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var made = (await BookAsync(business, [.. Enumerable.Range(0, 4).Select(static week => TestBusiness.Tuesday.PlusDays(7 * week))])).Required();
        await house.DrainAsync();

        var cancelled = (await house.Get<CancelSeriesHandler>().HandleAsync(
            business.Owner, new CancelSeries(made.Booked[1].Id) { Reason = "Moves away" }, CancellationToken.None)).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        Assert.Equal(made.Booked.Skip(1).Select(static booking => booking.Id), cancelled.Select(static booking => booking.Id));
        Assert.Equal(BookingStatus.Confirmed, (await business.ReadBookingAsync(made.Booked[0].Id)).Status);
        var told = (await business.LocalOutboxAsync()).Where(static entry => entry.Address == "eva@example.org").ToList();
        Assert.Equal(2, told.Count);
        Assert.Contains("Tue 10 Mar, 09:30; Tue 17 Mar, 09:30; Tue 24 Mar, 09:30", told[1].Body, StringComparison.Ordinal);
        var noted = await house.ReadAsync(business.Id, db => db.Set<AuditEntry>().SingleAsync(row => row.Action == "series.cancelled"));
        Assert.Equal(made.SeriesId, noted.SubjectId);
    }

    [EachEngine]
    public async Task A_cancelled_series_has_those_who_wait_looked_at_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var made = (await BookAsync(business, [.. Enumerable.Range(0, 5).Select(static week => TestBusiness.Tuesday.PlusDays(7 * week))])).Required();

        (await house.Get<CancelSeriesHandler>().HandleAsync(business.Owner, new CancelSeries(made.Booked[0].Id), CancellationToken.None)).Required();

        var freed = EventCatalog.NameOf(typeof(TimeFreed)).Name;
        Assert.Equal(1, await house.ReadAsync(business.Id, db => db.OutboxEvents.CountAsync(row => row.Name == freed)));
    }

    [EachEngine]
    public async Task Who_has_an_own_calendar_only_cancels_what_is_theirs_of_a_series(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        await business.SaveAsync(business.Form with { Members = [business.Owner.Id, noah.Id] });
        var made = (await BookAsync(business, [TestBusiness.Tuesday, TestBusiness.Tuesday.PlusDays(7)])).Required();
        var second = made.Booked[1];
        (await house.Get<MoveBookingHandler>().HandleAsync(
            business.Owner,
            new MoveBooking(second.Id, second.Revision, TestBusiness.Tuesday.PlusDays(7), noah.Id, 30),
            CancellationToken.None)).Required();

        var cancelled = await house.Get<CancelSeriesHandler>().HandleAsync(
            noah with { Rights = noah.Rights.LimitedToOwnCalendar(true) }, new CancelSeries(made.Booked[0].Id), CancellationToken.None);

        Assert.Equal(BookingErrors.NotFound, cancelled.Error);
        Assert.All(
            await house.ReadAsync(business.Id, static db => db.Bookings().ToListAsync()),
            static booking => Assert.Equal(BookingStatus.Confirmed, booking.Status));
    }

    private static async Task<IReadOnlyList<ProposedOccurrence>> ProposeAsync(TestBusiness business, int count) =>
        await business.House.Get<SlotQueries>().SeriesAsync(
            business.Owner,
            await business.WorkspaceAsync(),
            business.Service,
            new SeriesWish(business.Owner.Id, TestBusiness.Tuesday, EveryDays: 7, count),
            CancellationToken.None);

    private static BookSeries Command(TestBusiness business, IReadOnlyList<LocalDateTime> starts) => new(
        new CreateBooking(business.Service.Id, business.Owner.Id, null, null) { Name = "Eva Moen", Email = "eva@example.org" }, 7, starts);

    private static Task<Result<BookedSeries>> BookAsync(TestBusiness business, IReadOnlyList<LocalDateTime> starts) =>
        business.House.Get<BookSeriesHandler>().HandleAsync(business.Owner, Command(business, starts), CancellationToken.None);
}
