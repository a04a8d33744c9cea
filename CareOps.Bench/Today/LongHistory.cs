using System.Diagnostics;

using CareOps.Bench.Framework;
using CareOps.Core.Dashboard;
using CareOps.Core.Reports;

using NodaTime;

namespace CareOps.Bench.Today;

/// <summary>What a screen over a long history takes, in milliseconds; and as a multiple of what it takes over a tenth of it.</summary>
/// <param name="name">As the catalogue calls it.</param>
/// <param name="description">What is measured.</param>
/// <param name="millisecondsBar">At most so long, p95.</param>
/// <param name="look">What the screen asks; the number tells one look from the next.</param>
internal sealed class LongHistory(
    string name, string description, double millisecondsBar, Func<BusyHistory, int, CancellationToken, Task> look) : IBenchmark
{
    private const int Many = 1_000_000;
    private const int Few = Many / 10;
    private const int Times = 40;
    private const double MostGrowth = 2;

    public static LongHistory OfToday { get; } = new(
        "today-growth",
        "Today at 1,000,000 bookings and messages, p95 in milliseconds; and p50 ÷ that at a tenth of them",
        100,
        static async (history, _, token) =>
        {
            var page = await history.Get<TodayQueries>().LoadAsync(history.Owner, history.Workspace, token);
            if (page.Figures.Bookings!.Today.Now < BusyHistory.ADay / 2)
            {
                throw new BenchmarkException("Today does not count the day's bookings.");
            }
        });

    public static LongHistory OfReports { get; } = new(
        "reports-growth",
        "a report of thirty days, each in turn, at 1,000,000 bookings and messages, p95 in milliseconds; and p50 ÷ that at a tenth of them",
        500,
        static async (history, number, token) =>
        {
            var today = SystemClock.Instance.GetCurrentInstant().InZone(history.Workspace.Zone).Date;
            var kinds = Enum.GetValues<ReportKind>();
            await history.Get<ReportQueries>().ReadAsync(
                history.Owner, history.Workspace, kinds[number % kinds.Length], new ReportRange(today.PlusDays(-29), today), token);
        });

    public string Name => name;

    public string Description => description;

    public Bar Bar => Bar.AtMost(millisecondsBar);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var many = new BusyHistory(Many);
        await using var few = new BusyHistory(Few);
        await many.PrepareAsync(cancellationToken);
        await few.PrepareAsync(cancellationToken);
        var (took, grew) = (new List<double>(), new List<double>());
        for (var round = 0; round <= options.Rounds; round++)
        {
            var (older, younger) = (await RepeatAsync(many, cancellationToken), await RepeatAsync(few, cancellationToken));
            took.Add(older.Percentile(0.95).TotalMilliseconds);
            grew.Add(older.Percentile(0.5) / younger.Percentile(0.5));
        }

        var verdict = Of(Name, took[1..], Bar) with { Also = Of($"{Name}-ratio", grew[1..], Bar.AtMost(MostGrowth)) };
        await options.Output.WriteLineAsync($"p95 {verdict.Median:0.0} ms with {Many:N0} bookings, {verdict.Also.Median:0.00} times that with {Few:N0}.");
        return verdict;
    }

    // The first warmed up.
    private static Verdict Of(string name, List<double> rounds, Bar bar) =>
        new(name, Verdict.MedianOf(rounds), rounds.Max(), rounds.IndexOf(rounds.Max()) + 1, bar);

    private async Task<Latencies> RepeatAsync(BusyHistory history, CancellationToken cancellationToken)
    {
        var latencies = new long[Times];
        for (var number = 0; number < Times; number++)
        {
            var before = Stopwatch.GetTimestamp();
            await look(history, number, cancellationToken);
            latencies[number] = Stopwatch.GetTimestamp() - before;
        }

        return new Latencies(latencies);
    }
}
