namespace CareOps.Bench.Framework;

/// <summary>What a ratio must reach. <paramref name="Goal"/> is what we aim for beyond it; missing it fails nothing.</summary>
public sealed record Bar(double Limit, bool HigherIsBetter, double? Goal = null)
{
    public static Bar AtLeast(double limit, double? goal = null) => new(limit, HigherIsBetter: true, goal);

    public static Bar AtMost(double limit, double? goal = null) => new(limit, HigherIsBetter: false, goal);

    public bool IsMet(double ratio) => Reaches(ratio, Limit);

    public bool ReachesGoal(double ratio) => Goal is { } goal && Reaches(ratio, goal);

    /// <summary>The round that speaks most against us.</summary>
    public T Worst<T>(IEnumerable<T> rounds, Func<T, double> ratio) =>
        HigherIsBetter ? rounds.MinBy(ratio)! : rounds.MaxBy(ratio)!;

    public override string ToString() => $"{(HigherIsBetter ? "≥" : "≤")} {Figure.Ratio(Limit)}";

    private bool Reaches(double ratio, double limit) => HigherIsBetter ? ratio >= limit : ratio <= limit;
}
