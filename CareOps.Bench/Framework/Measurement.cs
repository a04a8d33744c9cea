namespace CareOps.Bench.Framework;

/// <summary>What one side did in one round: acknowledged operations and the time they took, first start to last answer.</summary>
public sealed record Measurement(long Operations, TimeSpan Elapsed, Latencies Latencies)
{
    public double PerSecond => Operations / Elapsed.TotalSeconds;

    /// <summary>
    /// Processor time of the server's process, user and system, from the first operation to the end of the work it left behind;
    /// zero where nobody looked. Steadier on a busy machine than any time by the clock.
    /// </summary>
    public TimeSpan Processor { get; init; }

    public TimeSpan ProcessorPerOperation => Processor / Operations;
}
