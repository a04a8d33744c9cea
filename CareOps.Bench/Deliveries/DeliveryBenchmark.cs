using CareOps.Bench.Framework;

namespace CareOps.Bench.Deliveries;

/// <summary>How fast a queue of due messages is handed to a provider, and that a killed server neither loses nor repeats one.</summary>
public sealed class DeliveryBenchmark : IBenchmark
{
    public string Name => "delivery";

    public string Description => "messages/s to a local provider on SQLite; none lost or sent twice by a server killed five times";

    public Bar Bar => Bar.AtLeast(500, goal: 2_000);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var ours = new CareOpsDeliveries();
        var rounds = await Rounds.RunAloneAsync(ours, options, cancellationToken);
        Report.PrintAlone(options.Output, ours, rounds);
        var killed = await ours.RunKilledAsync(cancellationToken);
        await options.Output.WriteLineAsync(
            $"Killed {killed.Kills} times: {killed.Sent} sent, {killed.Unknown} unknown, {killed.Lost} lost, {killed.Duplicates} sent twice");

        var worst = rounds.Index().MinBy(static round => round.Item.PerSecond);
        var verdict = new Verdict(
            Name, Verdict.MedianOf(rounds.Select(static round => round.PerSecond)), worst.Item.PerSecond, worst.Index + 1, Bar);
        var wrong = killed.Lost + killed.Duplicates;
        return verdict with { Also = new Verdict("lost-or-twice", wrong, wrong, killed.Kills, Bar.AtMost(0)) };
    }
}
