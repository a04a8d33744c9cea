namespace CareOps.Bench.Framework;

/// <summary>Prints what was measured, so that a figure can be traced to its rounds.</summary>
public static class Report
{
    private static readonly string[] SideHeadings = ["/s", "p50 ms", "p95 ms", "p99 ms", "max ms"];

    public static void Print(
        TextWriter output, ISide ours, ISide theirs, IReadOnlyCollection<Round> rounds, Verdict verdict)
    {
        var table = new Table(["round", .. Headings(ours), .. Headings(theirs), "ratio", ""]);
        foreach (var round in rounds)
        {
            table.Add([
                $"{round.Number}",
                .. Cells(round.Ours),
                .. Cells(round.Theirs),
                Figure.Ratio(round.Speed),
                round.Number == verdict.WorstRound ? "worst" : "",
            ]);
        }

        table.Print(output);
        for (var judged = verdict; judged is not null; judged = judged.Also)
        {
            output.WriteLine(Sentence(judged));
        }
    }

    public static void PrintAlone(TextWriter output, ISide side, IReadOnlyCollection<Measurement> rounds)
    {
        var table = new Table(["round", .. Headings(side), "CPU µs"]);
        foreach (var (index, round) in rounds.Index())
        {
            table.Add([$"{index + 1}", .. Cells(round), Figure.Microseconds(round.ProcessorPerOperation)]);
        }

        table.Print(output);
    }

    private static string Sentence(Verdict verdict)
    {
        var bar = verdict.Bar;
        var reached = bar.ReachesGoal(verdict.Median) ? "reached" : "not reached";
        var goal = bar.Goal is { } wanted ? $"; goal {Figure.Ratio(wanted)} {reached}" : "";
        return $"{verdict.Name}: median {Figure.Ratio(verdict.Median)}, worst {Figure.Ratio(verdict.Worst)} " +
            $"in round {verdict.WorstRound}; bar {bar} {(bar.IsMet(verdict.Median) ? "met" : "MISSED")}{goal}";
    }

    private static IEnumerable<string> Headings(ISide side) =>
        SideHeadings.Select((heading, index) => index == 0 ? side.Name + heading : heading);

    private static string[] Cells(Measurement measured) =>
    [
        Figure.PerSecond(measured.PerSecond),
        Figure.Milliseconds(measured.Latencies.Percentile(0.50)),
        Figure.Milliseconds(measured.Latencies.Percentile(0.95)),
        Figure.Milliseconds(measured.Latencies.Percentile(0.99)),
        Figure.Milliseconds(measured.Latencies.Max),
    ];
}
