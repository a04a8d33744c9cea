using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Core.Data.Outbox;

/// <summary>Lets go of events whose log time is over. What still waits, or failed for good, is never touched.</summary>
public sealed partial class Retention(IWriteDoor door, ILogger<Retention> logger)
{
    /// <summary>How long handled events are kept: long enough for a rule to be tried against a year of history.</summary>
    public static readonly Duration LogTime = Duration.FromDays(400);

    private const int MostAtOnce = 1000;

    private static readonly Caller Sweeper = new Caller.SystemWork(WorkspaceId.None, "retention");

    /// <returns>How many events were let go.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        int swept;
        do
        {
            swept = await door.RunAsync(Sweeper, SweepAsync, cancellationToken);
            total += swept;
        }
        while (swept == MostAtOnce);
        LogSwept(total);
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

    [LoggerMessage(Level = LogLevel.Debug, Message = "Let go of {Count} old events")]
    private partial void LogSwept(int count);
}
