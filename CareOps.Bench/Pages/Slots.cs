using CareOps.Bench.Baseline;
using CareOps.Bench.Booking;
using CareOps.Bench.Framework;

namespace CareOps.Bench.Pages;

/// <summary>The page on which a customer chooses a time: a month's free days and a day's times, of twenty people.</summary>
public sealed class Slots : IBenchmark
{
    private const int Bookings = 10_000;

    // As many as wait for a page at once on a busy day; more would measure their queue.
    private const int Callers = 16;

    private static readonly Bar Milliseconds = Bar.AtMost(100);

    public string Name => "slots";

    public string Description =>
        "public slot page, 20 members, 60 days, 10,000 future bookings ÷ the baseline's free slots of a week as JSON; and p95 in milliseconds";

    public Bar Bar => Bar.AtLeast(3, goal: 10);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var ours = Ours(Bookings);
        await using var theirs = Theirs();
        var rounds = await Rounds.RunAsync(ours, theirs, options, cancellationToken);

        var verdict = Verdict.Of(Name, rounds, round => round.Speed, Bar) with
        {
            Also = Verdict.Of("p95", rounds, round => round.Ours.Latencies.Percentile(0.95).TotalMilliseconds, Milliseconds),
        };
        Report.Print(options.Output, ours, theirs, rounds, verdict);
        return verdict;
    }

    internal static ISide Theirs() => new BaselineSlots(Callers, Bookings);

    internal static CareOpsPage Ours(int bookings) => new(
        Callers,
        new CareOpsServer(new BusyTeam(bookings).PrepareAsync),
        static async (visitor, cancellationToken) =>
            $"{await visitor.FindServiceAsync(cancellationToken)}?day={TimeProvider.System.GetUtcNow().AddDays(7):yyyy-MM-dd}");
}
