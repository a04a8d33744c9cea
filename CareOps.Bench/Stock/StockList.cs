using System.Diagnostics;

using CareOps.Bench.Framework;
using CareOps.Core.Inventory;

namespace CareOps.Bench.Stock;

/// <summary>What a screen waits for: the list's first page with its counts, and the forecast of every item at once. Both in milliseconds.</summary>
public sealed class StockList : IBenchmark
{
    private const int PageLength = 50;
    private const int PagesARound = 60;
    private const int ForecastsARound = 20;

    private static readonly Bar ForecastBar = Bar.AtMost(300);

    public string Name => "stock-list";

    public string Description =>
        "first page, counts and categories of 5,000 items with 1,000,000 movements, p95 in milliseconds; and the forecast of all of them over 10,000 bookings";

    public Bar Bar => Bar.AtMost(100);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var stock = new BusyStock();
        await stock.PrepareAsync(cancellationToken);
        var (lists, forecasts) = (new List<double>(), new List<double>());
        for (var round = 0; round <= options.Rounds; round++)
        {
            lists.Add((await RepeatAsync(PagesARound, () => ListAsync(stock, cancellationToken))).Percentile(0.95).TotalMilliseconds);
            forecasts.Add((await RepeatAsync(ForecastsARound, () => ForecastAsync(stock, cancellationToken))).Percentile(0.95).TotalMilliseconds);
        }

        var verdict = Of(Name, lists[1..], Bar) with { Also = Of("stock-forecast", forecasts[1..], ForecastBar) };
        await options.Output.WriteLineAsync($"List p95 {verdict.Median:0.0} ms, forecast of all items p95 {verdict.Also.Median:0.0} ms.");
        return verdict;
    }

    // The first warmed up.
    private static Verdict Of(string name, List<double> rounds, Bar bar) =>
        new(name, Verdict.MedianOf(rounds), rounds.Max(), rounds.IndexOf(rounds.Max()) + 1, bar);

    private static async Task<Latencies> RepeatAsync(int times, Func<Task> work)
    {
        var latencies = new long[times];
        for (var number = 0; number < times; number++)
        {
            var before = Stopwatch.GetTimestamp();
            await work();
            latencies[number] = Stopwatch.GetTimestamp() - before;
        }

        return new Latencies(latencies);
    }

    private static async Task ListAsync(BusyStock stock, CancellationToken cancellationToken)
    {
        var queries = stock.Get<StockQueries>();
        var rows = await queries.ListAsync(stock.Owner, new StockFilter(), null, PageLength, cancellationToken);
        var counts = await queries.CountsAsync(stock.Owner, cancellationToken);
        await queries.CategoriesAsync(stock.Owner, cancellationToken);
        if (rows.Count != PageLength || rows[0].Forecast.RunsOutAt is null || counts.All != BusyStock.Items)
        {
            throw new BenchmarkException("The first page does not show what is in stock.");
        }
    }

    private static async Task ForecastAsync(BusyStock stock, CancellationToken cancellationToken)
    {
        var rows = await stock.Get<StockQueries>().ListAsync(stock.Owner, new StockFilter(), null, BusyStock.Items, cancellationToken);
        if (rows.Count(static row => row.Forecast.RunsOutAt is not null) != BusyStock.UsedByABooking)
        {
            throw new BenchmarkException("The forecast does not foresee what runs out.");
        }
    }
}
