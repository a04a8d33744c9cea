using CareOps.Bench.Baseline;
using CareOps.Bench.Framework;

namespace CareOps.Bench.Booking;

/// <summary>Public bookings, durably committed, against the same work done by the baseline.</summary>
public sealed class BookingThroughput : IBenchmark
{
    public string Name => "booking-throughput";

    public string Description =>
        "public booking POST (antiforgery, contact, conversation, booking, outbox; durable) ÷ FastAPI + SQLAlchemy + PostgreSQL";

    public Bar Bar => Bar.AtLeast(8, goal: 25);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var ours = new CareOpsBookings(options.Callers, options.Rounds);
        await using var theirs = new BaselineBookings(options.Callers);
        var rounds = await Rounds.RunAsync(ours, theirs, options, cancellationToken);

        var verdict = Verdict.Of(Name, rounds, round => round.Speed, Bar);
        Report.Print(options.Output, ours, theirs, rounds, verdict);
        return verdict;
    }
}
