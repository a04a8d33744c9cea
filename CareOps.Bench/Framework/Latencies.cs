using System.Diagnostics;

namespace CareOps.Bench.Framework;

/// <summary>Every latency of a round, kept whole and sorted, so that percentiles are exact.</summary>
public sealed class Latencies
{
    private readonly long[] _sorted;

    /// <summary>Takes over the array and sorts it.</summary>
    /// <param name="ticks">Stopwatch ticks.</param>
    public Latencies(long[] ticks)
    {
        if (ticks.Length == 0)
        {
            throw new BenchmarkException("A round ended without a single completed operation.");
        }

        Array.Sort(ticks);
        _sorted = ticks;
    }

    public TimeSpan Max => Stopwatch.GetElapsedTime(0, _sorted[^1]);

    /// <summary>The smallest latency that at least this share (0 to 1) of all operations did not exceed.</summary>
    public TimeSpan Percentile(double share)
    {
        var rank = (int)Math.Ceiling(share * _sorted.Length);
        return Stopwatch.GetElapsedTime(0, _sorted[Math.Clamp(rank - 1, 0, _sorted.Length - 1)]);
    }
}
