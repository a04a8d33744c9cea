using CareOps.Bench.Baseline;
using CareOps.Bench.Booking;
using CareOps.Bench.Framework;

namespace CareOps.Bench.Live;

/// <summary>
/// How long a customer's message takes to a member's open inbox: on one node, across two on one PostgreSQL, and to a thousand open screens.
/// Not a comparison: each figure is divided by what it may be.
/// </summary>
public sealed class LiveLatency : IBenchmark
{
    private const int MessagesARound = 20;
    private const int MessagesToMany = 3;
    private const int Many = 1_000;
    private const double Share = 0.95;

    private static readonly TimeSpan OneNode = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan TwoNodes = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ToMany = TimeSpan.FromMilliseconds(300);

    public string Name => "live-latency";

    public string Description => "a customer's post to a member's open inbox: p95 ÷ 200 ms; across two nodes ÷ 1 s; until the last of 1,000 screens ÷ 300 ms";

    public Bar Bar => Bar.AtMost(1, goal: 0.25);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var table = new Table(["screens", "round", "p50 ms", "p95 ms", "max ms"]);
        try
        {
            var one = await OnOneNodeAsync(Name, "one node", 1, MessagesARound, OneNode, options, table, cancellationToken);
            var two = await AcrossTwoNodesAsync(options, table, cancellationToken);
            var many = await OnOneNodeAsync("to-many", $"{Many:N0} on one", Many, MessagesToMany, ToMany, options, table, cancellationToken);
            return one with { Also = two with { Also = many } };
        }
        finally
        {
            table.Print(options.Output);
        }
    }

    private static async Task<Verdict> OnOneNodeAsync(
        string name,
        string label,
        int screens,
        int messages,
        TimeSpan limit,
        BenchmarkOptions options,
        Table table,
        CancellationToken cancellationToken)
    {
        await using var server = new CareOpsServer(Nothing);
        await server.PrepareAsync(cancellationToken);
        await server.StartAsync(cancellationToken);

        // The demo's own reminders fall due with the server's start, and push whom a screen waits for off its first page.
        await server.WaitUntilQuietAsync(cancellationToken);
        using var business = new LiveBusiness(server, server);
        await business.SignInAsync(server.Password, cancellationToken);
        return await MeasureAsync(name, label, business, screens, (options.Rounds, messages), limit, table, cancellationToken);
    }

    private static async Task<Verdict> AcrossTwoNodesAsync(BenchmarkOptions options, Table table, CancellationToken cancellationToken)
    {
        await using var cluster = new PostgresCluster();
        await cluster.StartAsync(cancellationToken);
        await using var first = new CareOpsServer(Nothing, cluster.ConnectionString);
        await first.PrepareAsync(cancellationToken);
        await first.StartAsync(cancellationToken);
        await using var second = new CareOpsServer(Nothing, cluster.ConnectionString, first);
        await second.StartAsync(cancellationToken);
        using var business = new LiveBusiness(first, second);
        await business.SignInAsync(first.Password, cancellationToken);
        return await MeasureAsync(
            "two-nodes", "the other node", business, 1, (options.Rounds, MessagesARound), TwoNodes, table, cancellationToken);
    }

    private static async Task<Verdict> MeasureAsync(
        string name,
        string label,
        LiveBusiness business,
        int count,
        (int Rounds, int Messages) size,
        TimeSpan limit,
        Table table,
        CancellationToken cancellationToken)
    {
        var screens = await business.OpenInboxAsync(count, cancellationToken);
        try
        {
            var ratios = new List<double>();
            for (var round = 0; round <= size.Rounds; round++)
            {
                var took = new long[size.Messages];
                for (var message = 0; message < took.Length; message++)
                {
                    var span = await business.WriteAndWatchAsync(screens, cancellationToken);
                    took[message] = (long)(span.TotalSeconds * System.Diagnostics.Stopwatch.Frequency);
                }

                // The first one warms up.
                if (round > 0)
                {
                    var latencies = new Latencies(took);
                    var p95 = latencies.Percentile(Share);
                    ratios.Add(p95 / limit);
                    table.Add([label, $"{round}", Figure.Milliseconds(latencies.Percentile(0.5)), Figure.Milliseconds(p95), Figure.Milliseconds(latencies.Max)]);
                }
            }

            var worst = ratios.Max();
            return new Verdict(name, Verdict.MedianOf(ratios), worst, ratios.IndexOf(worst) + 1, Bar.AtMost(1));
        }
        finally
        {
            foreach (var screen in screens)
            {
                await screen.DisposeAsync();
            }
        }
    }

    private static Task Nothing(string file, CancellationToken cancellationToken) => Task.CompletedTask;
}
