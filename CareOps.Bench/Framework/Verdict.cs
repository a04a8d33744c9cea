using System.Globalization;

namespace CareOps.Bench.Framework;

/// <summary>A ratio held against its bar: the median decides, the worst round is named beside it.</summary>
public sealed record Verdict(string Name, double Median, double Worst, int WorstRound, Bar Bar)
{
    /// <summary>A further bar of the same benchmark; all must be met.</summary>
    public Verdict? Also { get; init; }

    public bool IsMet => Bar.IsMet(Median) && Also is not { IsMet: false };

    public static Verdict Of(string name, IReadOnlyCollection<Round> rounds, Func<Round, double> ratio, Bar bar)
    {
        var worst = bar.Worst(rounds, ratio);
        return new Verdict(name, MedianOf(rounds.Select(ratio)), ratio(worst), worst.Number, bar);
    }

    /// <summary>The machine-readable last line, <c>NAME ratio=…</c>, that scripts look for.</summary>
    public string LastLine()
    {
        var parts = new List<string> { $"{Name} ratio={Exact(Median)} worst={Exact(Worst)} round={WorstRound} {BarAndResult("")}" };
        for (var also = Also; also is not null; also = also.Also)
        {
            parts.Add($"{also.Name}={Exact(also.Median)} {also.BarAndResult($"{also.Name}-")}");
        }

        return string.Join(' ', parts);
    }

    public static double MedianOf(IEnumerable<double> ratios)
    {
        var sorted = ratios.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private string BarAndResult(string prefix) =>
        $"{prefix}bar={Exact(Bar.Limit)} {prefix}met={(Bar.IsMet(Median) ? "yes" : "no")}";

    private static string Exact(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
