using CareOps.Bench.Baseline;
using CareOps.Bench.Booking;
using CareOps.Bench.Framework;
using CareOps.Bench.WriteQueue;

namespace CareOps.Bench;

/// <summary>What can be run by name. A benchmark stands here once both of its sides are real.</summary>
public static class Catalogue
{
    public static IReadOnlyList<IBenchmark> Benchmarks { get; } = [new BookingThroughput(), new WriteQueueBenchmark()];

    /// <summary>The other side of a benchmark, to be measured alone.</summary>
    public static IReadOnlyDictionary<string, Func<BenchmarkOptions, ISide>> Baselines { get; } =
        new Dictionary<string, Func<BenchmarkOptions, ISide>>(StringComparer.Ordinal)
        {
            ["booking-throughput"] = options => new BaselineBookings(options.Callers),
            ["write-queue"] = _ => new EfWriters(),
        };
}
