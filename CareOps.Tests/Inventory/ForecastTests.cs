using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Inventory;
using CareOps.Tests.Support;

using NodaTime;

namespace CareOps.Tests.Inventory;

public sealed class ForecastTests
{
    // 100 ml of oil are there, and each massage takes 30 ml. Booked are four: Tuesday 3 March at 9:30 leaves 70, Wednesday the 4th 40,
    // Thursday the 5th 10; for Friday the 6th 10 are left and 30 are needed. So it runs out on Friday the 6th, and 120 are booked.
    [EachEngine]
    public async Task Oil_for_three_massages_of_four_runs_out_on_the_day_of_the_fourth(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var (oil, towels) = (await business.AddItemAsync(), await business.AddItemAsync("Towels", "pieces", 4, 0));
        await business.UseAsync(oil.Id, 30);
        await business.UseAsync(towels.Id, 1);
        var bookings = new List<Booking>();
        for (var day = 0; day < 4; day++)
        {
            bookings.Add(await business.BookAsync(TestBusiness.Tuesday.PlusDays(day), $"guest{day}@example.org"));
        }

        var stock = house.Get<StockQueries>();
        var rows = (await stock.ListAsync(business.Owner, new StockFilter(), null, 10, CancellationToken.None)).ToDictionary(static row => row.Item.Name);
        var page = (await stock.ItemAsync(business.Owner, oil.Id, CancellationToken.None))!;

        Assert.Equal(new ItemForecast(120_000, bookings[3].StartsAt), rows["Massage oil"].Forecast);
        Assert.Equal(new LocalDate(2026, 3, 6), page.Forecast.RunsOutAt!.Value.InZone((await business.WorkspaceAsync()).Zone).Date);
        Assert.Equal([70_000, 40_000, 10_000, -20_000], page.Next.Select(static row => row.Step.Left));
        Assert.Equal(bookings.Select(static booking => booking.Id), page.Next.Select(static row => row.Step.BookingId));

        // Four towels for four massages are just enough.
        Assert.Equal(new ItemForecast(4_000, null), rows["Towels"].Forecast);
    }

    [EachEngine]
    public async Task Who_books_or_confirms_what_cannot_be_supplied_is_told_what_is_missing(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var oil = await business.AddItemAsync(opening: 50);
        await business.UseAsync(oil.Id, 30);
        var first = await business.BookAsync(TestBusiness.Tuesday);
        var second = await business.BookAsync(TestBusiness.Tuesday.PlusDays(1), "late@example.org");
        var supply = house.Get<SupplyQueries>();

        Assert.Empty(await supply.ForBookingAsync(business.Owner, first.Id, CancellationToken.None));
        var missing = Assert.Single(await supply.ForBookingAsync(business.Owner, second.Id, CancellationToken.None));
        Assert.Equal("Massage oil: needs 30 ml, and 20 ml are left by then.", missing.Sentence);

        // Before both of them there would still be enough for itself; after them there is nothing but what they leave.
        Assert.Empty(await supply.ForNewAsync(business.Owner, business.Service.Id, first.StartsAt - Duration.FromHours(1), CancellationToken.None));
        var newer = Assert.Single(await supply.ForNewAsync(business.Owner, business.Service.Id, second.StartsAt + Duration.FromHours(1), CancellationToken.None));
        Assert.Equal("Massage oil: needs 30 ml, and nothing is left by then.", newer.Sentence);
    }

    [EachEngine]
    public async Task What_is_cancelled_or_completed_takes_nothing_more(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var oil = await business.AddItemAsync(opening: 100);
        await business.UseAsync(oil.Id, 30);
        var kept = await business.BookAsync(TestBusiness.Tuesday);
        var cancelled = await business.BookAsync(TestBusiness.Tuesday.PlusHours(2), "gone@example.org");
        (await house.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(cancelled.Id), CancellationToken.None)).Required();

        Assert.Equal(30_000, await BookedAsync());
        house.Clock.Now = kept.EndsAt;
        Assert.Equal(30_000, await BookedAsync());
        (await business.CompleteAsync(kept.Id)).Required();
        Assert.Equal(0, await BookedAsync());

        async Task<long> BookedAsync() =>
            (await house.Get<StockQueries>().ItemAsync(business.Owner, oil.Id, CancellationToken.None))!.Forecast.Booked;
    }

    // Nobody knows what there is of it: neither that it lasts nor that it runs out.
    [EachEngine]
    public async Task What_was_never_counted_is_booked_but_not_said_to_run_out(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var oil = await business.AddItemAsync(opening: null);
        await business.UseAsync(oil.Id, 30);
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        var (stock, supply) = (house.Get<StockQueries>(), house.Get<SupplyQueries>());

        var row = Assert.Single(await stock.ListAsync(business.Owner, new StockFilter(), null, 10, CancellationToken.None));
        Assert.Equal((new ItemForecast(30_000, null), StockLevel.Enough), (row.Forecast, row.Item.Level));
        Assert.Equal((1, 1, 0), await CountsAsync());
        Assert.Empty(await supply.ForBookingAsync(business.Owner, booking.Id, CancellationToken.None));
        var demand = new Demand(booking.Id, booking.ServiceId, booking.StartsAt);
        Assert.Empty(await MissingAsync());

        // Counted once, it is known: nothing is there.
        (await business.MoveAsync(oil.Id, MovementKind.Counted, 0)).Required();
        Assert.Equal(booking.StartsAt, (await stock.ItemAsync(business.Owner, oil.Id, CancellationToken.None))!.Forecast.RunsOutAt);
        Assert.Equal((1, 0, 1), await CountsAsync());
        Assert.Single(await MissingAsync());
        Assert.Single(await business.AlertsAsync(oil.Id));

        async Task<(int All, int Uncounted, int Low)> CountsAsync()
        {
            var counts = await stock.CountsAsync(business.Owner, CancellationToken.None);
            return (counts.All, counts.Uncounted, counts.Low);
        }

        async Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> MissingAsync()
        {
            var zone = (await business.WorkspaceAsync()).Zone;
            return await house.ReadAsync(business.Id, db => SupplyOfDays.MissingAsync(db, zone, [demand], CancellationToken.None));
        }
    }

    [Fact]
    public void A_forecast_adds_up_what_each_service_takes_and_stops_at_the_first_that_is_not_supplied()
    {
        var (item, cut, colour, unused) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        Demand[] demands = [.. Enumerable.Range(0, 6).Select(hour => new Demand(Guid.NewGuid(), hour % 2 == 0 ? cut : colour, Instant.FromUnixTimeSeconds(hour)))];
        var forecast = new Forecast([(cut, item, 10), (colour, item, 25), (unused, item, 5)], demands);

        // 10 25 10 25 10 25: 70 are taken by the fourth, 105 in all.
        Assert.Equal(new ItemForecast(105, demands[4].At), forecast.Of(item, 70));
        Assert.Equal(new ItemForecast(105, null), forecast.Of(item, 105));
        Assert.Equal(new ItemForecast(105, demands[0].At), forecast.Of(item, -1));
        Assert.Equal(new ItemForecast(105, null), forecast.Of(item, null));
        Assert.Equal(default, forecast.Of(Guid.NewGuid(), 0));
        Assert.Equal([60, 35, 25, 0, -10, -35], forecast.StepsOf(item, 70).Select(static step => step.Left));
    }
}
