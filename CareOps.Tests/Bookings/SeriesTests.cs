using CareOps.Core.Bookings;
using CareOps.Core.Data;
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

    private static async Task<IReadOnlyList<ProposedOccurrence>> ProposeAsync(TestBusiness business, int count) =>
        await business.House.Get<SlotQueries>().SeriesAsync(
            business.Owner,
            await business.WorkspaceAsync(),
            business.Service,
            business.Owner.Id,
            TestBusiness.Tuesday,
            everyDays: 7,
            count,
            CancellationToken.None);

    private static Task<Result<BookedSeries>> BookAsync(TestBusiness business, IReadOnlyList<LocalDateTime> starts) =>
        business.House.Get<BookSeriesHandler>().HandleAsync(
            business.Owner,
            new BookSeries(
                new CreateBooking(business.Service.Id, business.Owner.Id, null, null) { Name = "Eva Moen", Email = "eva@example.org" }, 7, starts),
            CancellationToken.None);
}
