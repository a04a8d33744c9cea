using CareOps.Core.Alerts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Dashboard;

/// <summary>Reads alerts in words: what needs someone now, and the log of all there were.</summary>
public sealed class AttentionQueries(ReadDoor door)
{
    /// <summary>What is open and not put off, the most severe and the oldest first; what somebody sees to already comes last.</summary>
    public async Task<IReadOnlyList<AttentionItem>> OpenAsync(Caller caller, Workspace workspace, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.BeMember, cancellationToken);
        return await OpenAsync(db, caller, workspace, most, cancellationToken);
    }

    /// <summary>A page of the log, the newest first; <paramref name="after"/> continues where one ended.</summary>
    public async Task<IReadOnlyList<AttentionItem>> LogAsync(
        Caller caller, Workspace workspace, AttentionFilter filter, AttentionCursor? after, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.BeMember, cancellationToken);
        var kinds = AlertKinds.For(caller).Where(kind => filter.Kind is null || filter.Kind == kind).ToList();
        var alerts = db.Alerts().Where(alert => kinds.Contains(alert.Kind));
        alerts = filter.IsOpen switch
        {
            true => alerts.Where(static alert => alert.ResolvedAt == null),
            false => alerts.Where(static alert => alert.ResolvedAt != null),
            null => alerts,
        };
        if (after is { } cursor)
        {
            alerts = alerts.Where(alert =>
                alert.OpenedAt <= cursor.OpenedAt && (alert.OpenedAt < cursor.OpenedAt || alert.Id.CompareTo(cursor.Id) < 0));
        }

        var page = alerts.OrderByDescending(static alert => alert.OpenedAt).ThenByDescending(static alert => alert.Id).Take(most);
        var items = await AttentionReader.ReadAsync(db, workspace, page, cancellationToken);

        // The joins may bring them in another order.
        return [.. items.OrderByDescending(static item => item.Since).ThenByDescending(static item => item.Id)];
    }

    internal static async Task<IReadOnlyList<AttentionItem>> OpenAsync(
        CareOpsDb db, Caller caller, Workspace workspace, int most, CancellationToken cancellationToken)
    {
        var alerts = AlertQueries.Shown(db, AlertKinds.For(caller), db.Now)
            .OrderBy(static alert => alert.AcknowledgedAt != null)
            .ThenBy(static alert => alert.Severity == AlertSeverity.Critical ? 0 : alert.Severity == AlertSeverity.Warning ? 1 : 2)
            .ThenBy(static alert => alert.OpenedAt)
            .Take(most);
        var items = await AttentionReader.ReadAsync(db, workspace, alerts, cancellationToken);
        return
        [
            .. items
                .OrderBy(static item => item.SeenBy is not null)
                .ThenBy(static item => item.Severity.Rank())
                .ThenBy(static item => item.Since).ThenBy(static item => item.Id),
        ];
    }
}
