using CareOps.Core.Alerts;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Dashboard;

/// <summary>
/// Looks once an hour for what no event told: what waited before there were alerts about it, and alerts whose cause went without a word,
/// such as with a contact that was erased.
/// </summary>
public sealed class AlertSweep(IWriteDoor door, ReadDoor reader)
{
    private const int MostAtOnce = 200;

    private static readonly MessageStatus[] Waiting = [MessageStatus.Failed, MessageStatus.Unknown, MessageStatus.Held];

    /// <returns>How many things were put right.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        List<Finding> found;
        do
        {
            await using (var db = await reader.OpenUnfilteredAsync(cancellationToken))
            {
                found = await FindAsync(db, cancellationToken);
            }

            foreach (var workspace in found.GroupBy(static each => each.Workspace))
            {
                await door.RunAsync(
                    new Caller.SystemWork(workspace.Key, "alert-sweep"),
                    (db, token) => PutRightAsync(db, workspace, token),
                    cancellationToken);
            }

            done += found.Count;
        }
        while (found.Count >= MostAtOnce && done < MostAtOnce * MostAtOnce);

        return done;
    }

    private static async Task<List<Finding>> FindAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        var open = db.AllWorkspaces<Alert>().Where(static alert => alert.ResolvedAt == null);
        var found = new List<Finding>();
        foreach (var status in Waiting)
        {
            var kind = MessageAlerts.KindOf(status)!.Value;
            found.AddRange((await db.AllWorkspaces<Message>()
                    .Where(row => row.Status == EF.Constant(status) && !open.Any(alert => alert.SubjectId == row.Id && alert.Kind == kind))
                    .Take(MostAtOnce).Select(static row => new { row.WorkspaceId, row.Id }).ToListAsync(cancellationToken))
                .Select(row => new Finding(row.WorkspaceId, kind, row.Id)));
        }

        found.AddRange((await db.AllWorkspaces<Booking>()
                .Where(row => row.Status == EF.Constant(BookingStatus.Pending)
                    && !open.Any(alert => alert.SubjectId == row.Id && alert.Kind == AlertKind.BookingPending))
                .Take(MostAtOnce).Select(static row => new { row.WorkspaceId, row.Id }).ToListAsync(cancellationToken))
            .Select(static row => new Finding(row.WorkspaceId, AlertKind.BookingPending, row.Id)));
        var stale = open.Where(alert =>
            (AlertKinds.OfMessages.Contains(alert.Kind) && !db.Set<Message>().IgnoreQueryFilters().Any(row => row.Id == alert.SubjectId && Waiting.Contains(row.Status)))
            || (alert.Kind == AlertKind.BookingPending
                && !db.Set<Booking>().IgnoreQueryFilters().Any(row => row.Id == alert.SubjectId && row.Status == BookingStatus.Pending)));
        found.AddRange((await stale.Take(MostAtOnce).Select(static row => new { row.WorkspaceId, row.Kind, row.SubjectId }).ToListAsync(cancellationToken))
            .Select(static row => new Finding(row.WorkspaceId, row.Kind, row.SubjectId, IsOver: true)));
        return found;
    }

    // Looked at once more: it may have been settled since.
    private static async Task<Done> PutRightAsync(CareOpsDb db, IEnumerable<Finding> found, CancellationToken cancellationToken)
    {
        foreach (var (_, kind, subject, isOver) in found)
        {
            if (isOver)
            {
                await Alert.ResolveAsync(db, kind, subject, cancellationToken);
            }
            else if (kind == AlertKind.BookingPending)
            {
                if (await db.Bookings().AnyAsync(row => row.Id == subject && row.Status == BookingStatus.Pending, cancellationToken))
                {
                    await Alert.OpenAsync(db, kind, AlertSeverity.Info, subject, cancellationToken);
                }
            }
            else if (await db.Messages().Where(row => row.Id == subject).Select(static row => (MessageStatus?)row.Status).SingleOrDefaultAsync(cancellationToken) is { } status)
            {
                await MessageAlerts.FollowAsync(db, subject, status, cancellationToken);
            }
        }

        return Done.It;
    }

    private sealed record Finding(WorkspaceId Workspace, AlertKind Kind, Guid Subject, bool IsOver = false);
}
