using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>What a rule does at the moment one of its runs waited for.</summary>
internal interface IDueRun
{
    bool Handles(RuleTiming timing);

    /// <summary>What others lock who change the subject.</summary>
    string KeyOf(AutomationRun run);

    /// <summary>Decides a run whose subject is locked. Null puts it off: the run itself says until when.</summary>
    Task<Verdict?> DecideAsync(CareOpsDb db, Rule rule, AutomationRun run, Instant due, CancellationToken cancellationToken);
}

/// <summary>
/// Works off what is due. A run is taken, decided and marked in one transaction: whoever dies in between leaves it as it was, and another
/// node, or the next start, finds it at its next look. What is due is read from an index of only what waits.
/// </summary>
public sealed partial class DueRuns(IWriteDoor door, ReadDoor reader, PublicAddress address, ILogger<DueRuns> logger)
{
    private const int BatchSize = 64;
    private const int MostAttempts = 6;

    private static readonly HotList<Instant, Claim> Due = new((db, now) => db.Set<AutomationRun>().IgnoreQueryFilters().AsNoTracking()
        .Where(run => run.DueAt != null && run.DueAt <= now)
        .OrderBy(run => run.DueAt).ThenBy(run => run.Id)
        .Take(BatchSize)
        .Select(run => new Claim(run.Id, run.WorkspaceId)));

    private static readonly HotQuery<Guid, AutomationRun?> ById =
        new((db, id, _) => db.Set<AutomationRun>().AsNoTracking().SingleOrDefault(run => run.Id == id));

    private static readonly HotQuery<Guid, AutomationRun> LockedById =
        new((db, id, _) => db.Set<AutomationRun>().AsTracking().Single(run => run.Id == id));

    private static readonly HotQuery<Guid, Rule> RuleById =
        new((db, id, _) => db.Set<Rule>().AsNoTracking().Single(rule => rule.Id == id));

    private readonly IDueRun[] _kinds = [new BookingDue(address), new UnansweredDue(), new FormReminderDue(address), new FormOverdueDue()];

    /// <summary>Decides one batch of what is due.</summary>
    /// <returns>How many runs were due; 0 means that none is.</returns>
    public async Task<int> DispatchAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Claim> due;
        await using (var db = await reader.OpenUnfilteredAsync(cancellationToken))
        {
            due = await Due.AskAsync(db, db.Now, cancellationToken);
        }

        await Task.WhenAll(due.Select(claim => TryDecideAsync(claim, cancellationToken)));
        return due.Count;
    }

    private async Task TryDecideAsync(Claim claim, CancellationToken cancellationToken)
    {
        var caller = new Caller.SystemWork(claim.Workspace, "due");
        try
        {
            await door.RunAsync(caller, (db, token) => DecideAsync(db, claim.Id, token), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(claim.Id, exception);
            await door.RunAsync(caller, (db, token) => PutOffAsync(db, claim.Id, token), cancellationToken);
        }
    }

    private async Task<Done> DecideAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        if (await ById.AskAsync(db, id, cancellationToken) is not { DueAt: not null } seen)
        {
            return Done.It;
        }

        var rule = await RuleById.AskAsync(db, seen.RuleId, cancellationToken);
        var kind = Array.Find(_kinds, kind => kind.Handles(rule.Kind.Timing))!;
        await db.LockAsync(kind.KeyOf(seen), cancellationToken);
        var run = await LockedById.AskAsync(db, id, cancellationToken);
        if (run.DueAt is not { } due || due > db.Now)
        {
            // Another node was faster, or the subject changed while this one waited for it.
            return Done.It;
        }

        var verdict = await kind.DecideAsync(db, rule, run, due, cancellationToken);
        if (verdict is not null)
        {
            run.Decide(verdict, db.Now);
        }

        return Done.It;
    }

    private static async Task<Done> PutOffAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        var run = await db.AutomationRuns().AsTracking().SingleAsync(row => row.Id == id, cancellationToken);
        if (!run.Waits)
        {
            return Done.It;
        }

        if (run.Attempts + 1 < MostAttempts)
        {
            run.PutOff(db.Now + Duration.FromSeconds(1 << (run.Attempts + 1)));
        }
        else
        {
            var rule = await RuleById.AskAsync(db, run.RuleId, cancellationToken);
            run.Decide(new Verdict(RunStatus.Failed, $"{rule.Label(run.Offset)} failed because of an error in CareOps. The server's log says more."), db.Now);
        }

        return Done.It;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Id} could not be decided; it will be tried again")]
    private partial void LogFailed(Guid id, Exception exception);

    private sealed record Claim(Guid Id, WorkspaceId Workspace);
}

/// <summary>Keeps what is due at nought: woken by a commit that left work, and by itself every second.</summary>
public sealed class DueWorker(WorkSignal signal, DueRuns due, ILogger<DueWorker> logger) : Worker(signal, logger)
{
    protected override Task<int> WorkAsync(CancellationToken cancellationToken) => due.DispatchAsync(cancellationToken);
}
