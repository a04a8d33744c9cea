namespace CareOps.Bench.Framework;

/// <summary>
/// Runs two sides in turn. A machine that slows down halfway (heat, a neighbour, a disk that flushes) then slows both, and
/// the ratio of a round stays fair; the side that goes first changes with each round.
/// </summary>
public static class Rounds
{
    /// <summary>
    /// Rounds of each side that are run and not counted: compilation, caches, connection pools. A server is still compiling on one of two
    /// cores half a minute after it started, and what is compared are servers that run for weeks.
    /// </summary>
    public const int WarmingUp = 8;

    public static async Task<IReadOnlyList<Round>> RunAsync(
        ISide ours, ISide theirs, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await ours.PrepareAsync(cancellationToken);
        await theirs.PrepareAsync(cancellationToken);

        for (var round = 0; round < WarmingUp; round++)
        {
            await ours.RunRoundAsync(cancellationToken);
            await theirs.RunRoundAsync(cancellationToken);
        }

        var rounds = new List<Round>(options.Rounds);
        for (var number = 1; number <= options.Rounds; number++)
        {
            rounds.Add(await RunOneAsync(number, ours, theirs, cancellationToken));
        }

        return rounds;
    }

    /// <summary>Measures one side alone: what a machine's 1 is.</summary>
    public static async Task<IReadOnlyList<Measurement>> RunAloneAsync(
        ISide side, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await side.PrepareAsync(cancellationToken);
        for (var round = 0; round < WarmingUp; round++)
        {
            await side.RunRoundAsync(cancellationToken);
        }

        var rounds = new List<Measurement>(options.Rounds);
        for (var number = 1; number <= options.Rounds; number++)
        {
            rounds.Add(await side.RunRoundAsync(cancellationToken));
        }

        return rounds;
    }

    private static async Task<Round> RunOneAsync(
        int number, ISide ours, ISide theirs, CancellationToken cancellationToken)
    {
        if (number % 2 == 1)
        {
            var first = await ours.RunRoundAsync(cancellationToken);
            return new Round(number, first, await theirs.RunRoundAsync(cancellationToken));
        }

        var baseline = await theirs.RunRoundAsync(cancellationToken);
        return new Round(number, await ours.RunRoundAsync(cancellationToken), baseline);
    }
}
