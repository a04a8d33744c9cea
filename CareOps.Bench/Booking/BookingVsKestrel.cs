using CareOps.Bench.Bare;
using CareOps.Bench.Framework;

namespace CareOps.Bench.Booking;

/// <summary>How much of what the platform could do at most is left for a booking.</summary>
public sealed class BookingVsKestrel : IBenchmark
{
    public string Name => "booking-vs-kestrel";

    public string Description => "public booking POST, durable ÷ bare Kestrel reading the same request and redirecting";

    public Bar Bar => Bar.AtLeast(0.03, goal: 0.10);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var ours = new CareOpsBookings(options.Callers, options.Rounds);
        await using var theirs = new BareRequests(options.Callers, () => ours.SampleRequest, static () => []);
        var rounds = await Rounds.RunAsync(ours, theirs, options, cancellationToken);

        var verdict = Verdict.Of(Name, rounds, round => round.Speed, Bar);
        Report.Print(options.Output, ours, theirs, rounds, verdict);
        return verdict;
    }
}
