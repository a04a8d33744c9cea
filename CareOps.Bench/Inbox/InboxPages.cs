using System.Diagnostics;

using CareOps.Bench.Framework;
using CareOps.Core.Inbox;

namespace CareOps.Bench.Inbox;

/// <summary>CareOps' side: what a screen asks for its list, the first page of open conversations and the counts above it.</summary>
internal sealed class InboxPages(BusyInbox inbox, string name) : ISide
{
    public const int PageLength = 50;
    public const int PagesARound = 300;

    private const int SearchesARound = 40;
    private const int MostFound = 50;

    public string Name => name;

    /// <summary>Statements of one page, always the same.</summary>
    public int Statements { get; private set; }

    public Task PrepareAsync(CancellationToken cancellationToken) => inbox.PrepareAsync(cancellationToken);

    public async Task<Measurement> RunRoundAsync(CancellationToken cancellationToken)
    {
        var queries = inbox.Get<InboxQueries>();
        using var counter = new StatementCounter();
        var latencies = new long[PagesARound];
        var started = Stopwatch.GetTimestamp();
        for (var page = 0; page < PagesARound; page++)
        {
            var before = Stopwatch.GetTimestamp();
            var rows = await queries.PageAsync(inbox.Owner, default, null, PageLength, cancellationToken);
            var counts = await queries.CountsAsync(inbox.Owner, cancellationToken);
            latencies[page] = Stopwatch.GetTimestamp() - before;
            if (rows.Count != PageLength || counts.All == 0)
            {
                throw new BenchmarkException($"The first page has {rows.Count} rows.");
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        if (counter.Count % PagesARound != 0 || (Statements > 0 && counter.Count / PagesARound != Statements))
        {
            throw new BenchmarkException($"{PagesARound} pages took {counter.Count} statements: not the same number each.");
        }

        Statements = counter.Count / PagesARound;
        return new Measurement(PagesARound, elapsed, new Latencies(latencies));
    }

    /// <summary>Searches for a word that stands in many messages.</summary>
    public async Task<Latencies> SearchAsync(int round, CancellationToken cancellationToken)
    {
        var search = inbox.Get<ConversationSearch>();
        var latencies = new long[SearchesARound];
        for (var number = 0; number < SearchesARound; number++)
        {
            var before = Stopwatch.GetTimestamp();
            var found = await search.FindAsync(inbox.Owner, BusyInbox.Word((round * SearchesARound * 17) + (number * 17)), MostFound, cancellationToken);
            latencies[number] = Stopwatch.GetTimestamp() - before;
            if (found.Count == 0)
            {
                throw new BenchmarkException("A word that stands in messages was not found.");
            }
        }

        return new Latencies(latencies);
    }

    public ValueTask DisposeAsync() => inbox.DisposeAsync();
}
