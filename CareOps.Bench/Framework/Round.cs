namespace CareOps.Bench.Framework;

/// <summary>One round of both sides, run one right after the other.</summary>
public sealed record Round(int Number, Measurement Ours, Measurement Theirs)
{
    public double Speed => Ours.PerSecond / Theirs.PerSecond;

    public double MaxLatency => Ours.Latencies.Max / Theirs.Latencies.Max;
}
