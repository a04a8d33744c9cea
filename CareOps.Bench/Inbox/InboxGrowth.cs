using CareOps.Bench.Framework;

namespace CareOps.Bench.Inbox;

/// <summary>What the first page takes with ten times the conversations, as a multiple.</summary>
public sealed class InboxGrowth : IBenchmark
{
    private const int Few = 10_000;
    private const int Many = 100_000;

    public string Name => "inbox-growth";

    public string Description => "first page of the inbox and its counts: p50 with 100,000 conversations ÷ with 10,000";

    public Bar Bar => Bar.AtMost(1.3);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var many = new InboxPages(new BusyInbox(Many), "100,000");
        await using var few = new InboxPages(new BusyInbox(Few), "10,000");
        var rounds = await Rounds.RunAsync(many, few, options, cancellationToken);
        if (many.Statements != few.Statements)
        {
            throw new BenchmarkException($"{many.Statements} statements with many conversations, {few.Statements} with few.");
        }

        var verdict = Verdict.Of(Name, rounds, static round => round.Ours.Latencies.Percentile(0.5) / round.Theirs.Latencies.Percentile(0.5), Bar);
        Report.Print(options.Output, many, few, rounds, verdict);
        return verdict;
    }
}
