namespace CareOps.Bench.Framework;

/// <summary>What the command line may change about a run. The bars hold for the defaults.</summary>
/// <param name="Rounds">Interleaved rounds, five at least.</param>
/// <param name="Callers">Callers at a time.</param>
/// <param name="Output">Where the table goes.</param>
public sealed record BenchmarkOptions(int Rounds, int Callers, TextWriter Output)
{
    public const int FewestRounds = 5;

    public const int MostRounds = 99;

    public const int MostCallers = 1_000;

    public static BenchmarkOptions Default { get; } = new(FewestRounds, 64, Console.Out);
}
