using System.Diagnostics;

using CareOps.Bench.Framework;

namespace CareOps.Bench.Load;

/// <summary>Lets N callers repeat their operation as fast as they are answered (a closed loop), and times each.</summary>
public static class LoadDriver
{
    /// <summary>Prepares, runs and disposes the callers.</summary>
    public static async Task<Measurement> RunAsync(
        IReadOnlyCollection<ILoadCaller> callers, LoadLimit limit, CancellationToken cancellationToken)
    {
        // The first failure ends the round for everyone: a figure with failures in it is not a figure.
        using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await Task.WhenAll(callers.Select(caller => caller.PrepareAsync(round.Token)));

            var run = new Run(limit);
            var latencies = await Task.WhenAll(callers.Select(caller => StartAsync(caller, run, round)));
            var elapsed = run.Elapsed;
            var all = latencies.SelectMany(taken => taken).ToArray();
            return new Measurement(all.Length, elapsed, new Latencies(all));
        }
        finally
        {
            foreach (var caller in callers)
            {
                await caller.DisposeAsync();
            }
        }
    }

    // A thread each to start with, so that callers that block (a database driver without real asynchrony) all run at once.
    private static Task<List<long>> StartAsync(ILoadCaller caller, Run run, CancellationTokenSource round) =>
        Task.Factory.StartNew(
            () => RepeatAsync(caller, run, round),
            round.Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();

    private static async Task<List<long>> RepeatAsync(ILoadCaller caller, Run run, CancellationTokenSource round)
    {
        var latencies = new List<long>(4_096);
        try
        {
            while (run.TryTake(out var number))
            {
                var started = Stopwatch.GetTimestamp();
                await caller.CallAsync(number, round.Token);
                latencies.Add(Stopwatch.GetTimestamp() - started);
            }
        }
        catch
        {
            await round.CancelAsync();
            throw;
        }

        return latencies;
    }

    private sealed class Run(LoadLimit limit)
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private long _taken;

        public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

        public bool TryTake(out long number)
        {
            number = Interlocked.Increment(ref _taken) - 1;
            return number < limit.Operations && Elapsed < limit.Duration;
        }
    }
}
