using CareOps.Bench.Framework;

namespace CareOps.Bench.Rules;

/// <summary>What a look for due reminders costs with a hundred times the bookings, and how soon an event has its message.</summary>
public sealed class DueGrowth : IBenchmark
{
    private const int Few = 10_000;
    private const int Many = 1_000_000;

    private static readonly Bar EventBar = Bar.AtMost(150);

    public string Name => "due-growth";

    public string Description =>
        "100 due reminders written, with 1,000,000 bookings and 2,000,000 past runs ÷ with 10,000 and 20,000; and from an event to its queued message, p95 in milliseconds";

    public Bar Bar => Bar.AtMost(1.3);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var many = new DueReminders(new BusyRules(Many), "1,000,000");
        await using var few = new DueReminders(new BusyRules(Few), "10,000");
        var rounds = await Rounds.RunAsync(many, few, options, cancellationToken);
        var events = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            events.Add((await many.FollowEventsAsync(round, cancellationToken)).Percentile(0.95).TotalMilliseconds);
        }

        var verdict = Verdict.Of(Name, rounds, static round => round.Ours.Elapsed / round.Theirs.Elapsed, Bar) with
        {
            Also = new Verdict("event-to-message", Verdict.MedianOf(events), events.Max(), events.IndexOf(events.Max()) + 1, EventBar),
        };
        Report.Print(options.Output, many, few, rounds, verdict);
        return verdict;
    }
}
