using CareOps.Bench.Booking;
using CareOps.Bench.Framework;

namespace CareOps.Bench.Pages;

/// <summary>What an operation costs with a hundred thousand future bookings, as a multiple of what it costs with ten thousand.</summary>
/// <param name="name">The benchmark's name.</param>
/// <param name="description">What is done.</param>
/// <param name="side">Does it beside so many bookings.</param>
public sealed class Growth(string name, string description, Func<BenchmarkOptions, int, ISide> side) : IBenchmark
{
    private const int Few = 10_000;
    private const int Many = 100_000;

    public static Growth OfSlots { get; } = new("slots-growth", "public slot page", static (_, bookings) => Slots.Ours(bookings));

    public static Growth OfBookings { get; } = new(
        "booking-growth",
        "public booking POST, its confirmation included",
        static (options, bookings) =>
            new CareOpsBookings(options.Callers, options.Rounds, new BusyTeam(bookings).PrepareBesideAsync));

    public string Name => name;

    public string Description => $"{description}: processor time at 100,000 future bookings ÷ at 10,000";

    public Bar Bar => Bar.AtMost(1.2);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var many = side(options, Many);
        await using var few = side(options, Few);
        var rounds = await Rounds.RunAsync(many, few, options, cancellationToken);

        var verdict = Verdict.Of(
            Name, rounds, static round => round.Ours.ProcessorPerOperation / round.Theirs.ProcessorPerOperation, Bar);
        Report.Print(options.Output, many, few, rounds, verdict);
        return verdict;
    }
}
