using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Core.Data.Outbox;

/// <summary>Rows that a feature keeps for some time only. The hourly retention lets go of them, some at a time.</summary>
public interface IRetained
{
    /// <summary>Lets go of at most <paramref name="most"/> rows whose time is over, in whatever workspace.</summary>
    /// <returns>How many rows went; fewer than <paramref name="most"/> where none is left.</returns>
    Task<int> SweepAsync(CareOpsDb db, int most, CancellationToken cancellationToken);
}

/// <summary>
/// Lets go of events whose log time is over, and of what features keep for some time only. What still waits, or failed for good, is
/// never touched.
/// </summary>
public sealed partial class Retention(IWriteDoor door, IEnumerable<IRetained> retained, ILogger<Retention> logger)
{
    /// <summary>How long handled events are kept: long enough for a rule to be tried against a year of history.</summary>
    public static readonly Duration LogTime = Duration.FromDays(400);

    private const int MostAtOnce = 1000;

    private static readonly Caller Sweeper = new Caller.SystemWork(WorkspaceId.None, "retention");

    /// <returns>How many rows were let go.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var total = await SweepAsync(SweepAsync, cancellationToken);
        foreach (var rows in retained)
        {
            total += await SweepAsync((db, token) => rows.SweepAsync(db, MostAtOnce, token), cancellationToken);
        }

        LogSwept(total);
        return total;
    }

    private async Task<int> SweepAsync(Func<CareOpsDb, CancellationToken, Task<int>> sweep, CancellationToken cancellationToken)
    {
        var total = 0;
        int swept;
        do
        {
            swept = await door.RunAsync(Sweeper, sweep, cancellationToken);
            total += swept;
        }
        while (swept >= MostAtOnce);
        return total;
    }

    private static async Task<int> SweepAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        // Ids tell their time: the oldest are found by the primary key, without an index of their own.
        var before = IdGenerator.FirstOf(db.Now - LogTime);
        var old = db.OutboxEvents
            .Where(stored => stored.ProcessedAt != null && stored.Id.CompareTo(before) < 0)
            .OrderBy(stored => stored.Id)
            .Take(MostAtOnce);
        return await db.OutboxEvents.Where(stored => old.Contains(stored)).ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Let go of {Count} old rows")]
    private partial void LogSwept(int count);
}
