using CareOps.Bench.Framework;

namespace CareOps.Bench.WriteQueue;

/// <summary>The single writer's group commit against writers who each wait for the lock themselves.</summary>
public sealed class WriteQueueBenchmark : IBenchmark
{
    private static readonly Bar MaxLatency = Bar.AtMost(1.0 / 50);

    public string Name => "write-queue";

    public string Description =>
        "durable EF transactions into five tables, 64 callers through the write door ÷ eight EF writers with connections of their own";

    public Bar Bar => Bar.AtLeast(2.5, goal: 5);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var ours = new WriteDoorWriters();
        await using var theirs = new EfWriters();
        var rounds = await Rounds.RunAsync(ours, theirs, options, cancellationToken);

        var verdict = Verdict.Of(Name, rounds, round => round.Speed, Bar) with
        {
            Also = Verdict.Of("max-latency", rounds, round => round.MaxLatency, MaxLatency),
        };
        Report.Print(options.Output, ours, theirs, rounds, verdict);
        return verdict;
    }
}
