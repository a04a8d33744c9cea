namespace CareOps.Bench.Framework;

/// <summary>What one side did in one round: acknowledged operations and the time they took, first start to last answer.</summary>
public sealed record Measurement(long Operations, TimeSpan Elapsed, Latencies Latencies)
{
    public double PerSecond => Operations / Elapsed.TotalSeconds;
}
