using System.Diagnostics;

using CareOps.Bench.Framework;
using CareOps.Core.Forms;

namespace CareOps.Bench.Forms;

/// <summary>What the tracker waits for: its first page with the counts, the next page, and one form's page. In milliseconds.</summary>
public sealed class FormList : IBenchmark
{
    private const int PageLength = 50;
    private const int PagesARound = 60;

    public string Name => "form-list";

    public string Description => "a page of the tracker with its counts, over 10,000 forms sent: the first, the next and that of one form, p95 in milliseconds";

    public Bar Bar => Bar.AtMost(100);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var forms = new BusyForms();
        await forms.PrepareAsync(cancellationToken);
        var rounds = new List<double>();
        for (var round = 0; round <= options.Rounds; round++)
        {
            rounds.Add((await RoundAsync(forms, cancellationToken)).Percentile(0.95).TotalMilliseconds);
        }

        // The first warmed up.
        rounds.RemoveAt(0);
        var verdict = new Verdict(Name, Verdict.MedianOf(rounds), rounds.Max(), rounds.IndexOf(rounds.Max()) + 1, Bar);
        await options.Output.WriteLineAsync($"List p95 {verdict.Median:0.0} ms.");
        return verdict;
    }

    private static async Task<Latencies> RoundAsync(BusyForms forms, CancellationToken cancellationToken)
    {
        var tracker = forms.Get<FormTrackerQueries>();
        FormFilter[] filters = [new(), new() { Template = forms.Template }, new() { Status = FormStatus.Completed }];
        var latencies = new long[PagesARound];
        FormCursor? after = null;
        for (var number = 0; number < PagesARound; number++)
        {
            var filter = filters[number % filters.Length];
            var before = Stopwatch.GetTimestamp();
            var rows = await tracker.ListAsync(forms.Owner, filter, number % filters.Length == 0 ? after : null, PageLength, cancellationToken);
            var counts = await tracker.CountsAsync(forms.Owner, filter, cancellationToken);
            latencies[number] = Stopwatch.GetTimestamp() - before;
            if (rows.Count != PageLength || counts[FormStatus.Overdue] == 0)
            {
                throw new BenchmarkException("The tracker does not show what was sent.");
            }

            if (number % filters.Length == 0)
            {
                after = new FormCursor(rows[^1].Status, rows[^1].SortAt, rows[^1].Id);
            }
        }

        return new Latencies(latencies);
    }
}
