using CareOps.Bench.Framework;

namespace CareOps.Bench.Inbox;

/// <summary>What the inbox's first page costs beside the least that the same rows cost, and how long a search takes.</summary>
public sealed class InboxPage : IBenchmark
{
    private const int Conversations = 100_000;

    private static readonly Bar Milliseconds = Bar.AtMost(150);

    public string Name => "inbox-page";

    public string Description =>
        "first page and counts of 100,000 conversations, 1,000,000 messages ÷ raw ADO of the same rows; and search p95 in milliseconds";

    public Bar Bar => Bar.AtMost(2, goal: 1.3);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var inbox = new BusyInbox(Conversations);
        await using var ours = new InboxPages(inbox, "CareOps");
        await using var theirs = new RawInboxPages(inbox);
        var rounds = await Rounds.RunAsync(ours, theirs, options, cancellationToken);

        var searches = new List<double>();
        for (var round = 0; round <= options.Rounds; round++)
        {
            searches.Add((await ours.SearchAsync(round, cancellationToken)).Percentile(0.95).TotalMilliseconds);
        }

        // The first warmed up.
        var counted = searches[1..];
        var verdict = Verdict.Of(Name, rounds, static round => 1 / round.Speed, Bar) with
        {
            Also = new Verdict("search-p95", Verdict.MedianOf(counted), counted.Max(), counted.IndexOf(counted.Max()) + 1, Milliseconds),
        };
        Report.Print(options.Output, ours, theirs, rounds, verdict);
        await options.Output.WriteLineAsync($"Statements for each page: {ours.Statements}.");
        return verdict;
    }
}
