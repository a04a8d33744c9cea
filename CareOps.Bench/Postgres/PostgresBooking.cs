using CareOps.Bench.Framework;

namespace CareOps.Bench.Postgres;

/// <summary>What the handler costs beside the least that PostgreSQL has to do for a booking.</summary>
public sealed class PostgresBooking : IBenchmark
{
    public string Name => "postgres-booking";

    public string Description => "booking handler on PostgreSQL, live updates on ÷ raw SQL with an advisory lock, as many connections";

    public Bar Bar => Bar.AtLeast(0.4, goal: 0.8);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var ours = new PostgresBookings(options.Callers, options.Rounds);
        await using var theirs = new RawBookings(options.Callers);
        var rounds = await Rounds.RunAsync(ours, theirs, options, cancellationToken);

        var verdict = Verdict.Of(Name, rounds, round => round.Speed, Bar);
        Report.Print(options.Output, ours, theirs, rounds, verdict);
        return verdict;
    }
}
