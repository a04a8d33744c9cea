namespace CareOps.Bench.Load;

/// <summary>When a load ends: after a number of operations, or when a time is over (operations under way are finished).</summary>
public sealed record LoadLimit
{
    private LoadLimit(long operations, TimeSpan duration)
    {
        Operations = operations;
        Duration = duration;
    }

    public long Operations { get; }

    public TimeSpan Duration { get; }

    public static LoadLimit Of(long operations) => new(operations, TimeSpan.MaxValue);

    public static LoadLimit For(TimeSpan duration) => new(long.MaxValue, duration);
}
