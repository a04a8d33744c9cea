using System.Diagnostics;

using CareOps.Bench.Framework;
using CareOps.Core.Automation;
using CareOps.Core.Contacts;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Bench.Rules;

/// <summary>A hundred reminders that fell due, written by the look that finds them.</summary>
internal sealed class DueReminders(BusyRules rules, string name) : ISide
{
    private const int EventsARound = 60;

    public string Name => name;

    public Task PrepareAsync(CancellationToken cancellationToken) => rules.PrepareAsync(cancellationToken);

    public async Task<Measurement> RunRoundAsync(CancellationToken cancellationToken)
    {
        await rules.LetFallDueAsync(cancellationToken);
        var due = rules.Get<DueRuns>();
        var started = Stopwatch.GetTimestamp();
        var done = 0;
        for (var batch = await due.DispatchAsync(cancellationToken); batch > 0; batch = await due.DispatchAsync(cancellationToken))
        {
            done += batch;
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        if (done != BusyRules.Due || await rules.CountWrittenAsync(cancellationToken) != BusyRules.Due)
        {
            throw new BenchmarkException($"{done} reminders were due, not {BusyRules.Due}, or not all were written.");
        }

        return new Measurement(done, elapsed, new Latencies([Stopwatch.GetTimestamp() - started]));
    }

    /// <summary>From the commit of an event to that of its message, one after the other, with the worker running that a server has.</summary>
    public async Task<Latencies> FollowEventsAsync(int round, CancellationToken cancellationToken)
    {
        using var worker = rules.Worker();
        await worker.StartAsync(cancellationToken);
        var latencies = new long[EventsARound];
        for (var number = 0; number < EventsARound; number++)
        {
            var details = new ContactDetails("Customer", EmailAddress.Parse($"event{round}x{number}@bench.example"), null);
            var contact = await rules.WriteAsync(
                async (db, token) => (await ContactMatching.FindOrCreateAsync(db, details, ContactSource.Member, token)).Id, cancellationToken);
            var before = Stopwatch.GetTimestamp();
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
            while (!await rules.ReadAsync(db => db.AutomationRuns().AnyAsync(run => run.ContactId == contact && run.MessageId != null, cancellationToken), cancellationToken))
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }

            latencies[number] = Stopwatch.GetTimestamp() - before;
        }

        await worker.StopAsync(cancellationToken);
        return new Latencies(latencies);
    }

    public ValueTask DisposeAsync() => rules.DisposeAsync();
}
