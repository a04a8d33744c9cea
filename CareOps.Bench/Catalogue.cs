using CareOps.Bench.Baseline;
using CareOps.Bench.Booking;
using CareOps.Bench.Deliveries;
using CareOps.Bench.Forms;
using CareOps.Bench.Framework;
using CareOps.Bench.Inbox;
using CareOps.Bench.Live;
using CareOps.Bench.Pages;
using CareOps.Bench.Postgres;
using CareOps.Bench.Rules;
using CareOps.Bench.Stock;
using CareOps.Bench.Today;
using CareOps.Bench.WriteQueue;

namespace CareOps.Bench;

/// <summary>What can be run by name. A benchmark stands here once both of its sides are real.</summary>
public static class Catalogue
{
    public static IReadOnlyList<IBenchmark> Benchmarks { get; } =
    [
        new BookingThroughput(),
        new BookingVsKestrel(),
        Growth.OfBookings,
        new CalmUnderDelivery(),
        new DeliveryBenchmark(),
        new FormList(),
        new DueGrowth(),
        new InboxGrowth(),
        new InboxPage(),
        new LiveLatency(),
        new PostgresBooking(),
        new PublicPage(),
        new Slots(),
        Growth.OfSlots,
        LongHistory.OfReports,
        LongHistory.OfToday,
        new StockList(),
        new WriteQueueBenchmark(),
    ];

    /// <summary>Our own side of a benchmark, to be measured alone: under a profiler, or for its processor time.</summary>
    public static IReadOnlyDictionary<string, Func<BenchmarkOptions, ISide>> Ours { get; } =
        new Dictionary<string, Func<BenchmarkOptions, ISide>>(StringComparer.Ordinal)
        {
            ["booking-throughput"] = options => new CareOpsBookings(options.Callers, options.Rounds),
            ["delivery"] = static _ => new CareOpsDeliveries(),
            ["postgres-booking"] = options => new PostgresBookings(options.Callers, options.Rounds),
            ["public-page"] = PublicPage.Ours,
            ["slots"] = _ => Slots.Ours(10_000),
            ["write-queue"] = _ => new WriteDoorWriters(),
        };

    /// <summary>The other side of a benchmark, to be measured alone.</summary>
    public static IReadOnlyDictionary<string, Func<BenchmarkOptions, ISide>> Baselines { get; } =
        new Dictionary<string, Func<BenchmarkOptions, ISide>>(StringComparer.Ordinal)
        {
            ["booking-throughput"] = options => new BaselineBookings(options.Callers),
            ["postgres-booking"] = options => new RawBookings(options.Callers),
            ["slots"] = _ => Slots.Theirs(),
            ["write-queue"] = _ => new EfWriters(),
        };
}
