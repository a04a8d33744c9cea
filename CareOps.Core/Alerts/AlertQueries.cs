using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Alerts;

/// <summary>How many alerts wait for someone, and how many of them can't.</summary>
public readonly record struct AlertCount(int All, int Critical);

/// <summary>Counts what is open. What an alert says, Dashboard knows, which sees everything that one can be about.</summary>
public sealed class AlertQueries(ReadDoor door)
{
    /// <summary>Counting stops here, so that it costs the same in every business.</summary>
    public const int MostCounted = 100;

    /// <summary>What is open, neither seen nor put off, of what the caller may see.</summary>
    public async Task<AlertCount> CountAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.BeMember, cancellationToken);
        var severities = await Waiting(db, AlertKinds.For(caller), db.Now)
            .Take(MostCounted).Select(static alert => alert.Severity).ToListAsync(cancellationToken);
        return new AlertCount(severities.Count, severities.Count(static severity => severity == AlertSeverity.Critical));
    }

    /// <summary>Open and not put off.</summary>
    internal static IQueryable<Alert> Shown(CareOpsDb db, IReadOnlyList<AlertKind> kinds, Instant now) => db.Alerts()
        .Where(alert => alert.ResolvedAt == null && (alert.SnoozedUntil == null || alert.SnoozedUntil <= now) && kinds.Contains(alert.Kind));

    /// <summary>How many are open and put off.</summary>
    internal static Task<int> PutOffAsync(CareOpsDb db, IReadOnlyList<AlertKind> kinds, CancellationToken cancellationToken)
    {
        var now = db.Now;
        return db.Alerts().Where(alert => alert.ResolvedAt == null && alert.SnoozedUntil > now && kinds.Contains(alert.Kind))
            .Take(MostCounted).CountAsync(cancellationToken);
    }

    private static IQueryable<Alert> Waiting(CareOpsDb db, IReadOnlyList<AlertKind> kinds, Instant now) =>
        Shown(db, kinds, now).Where(static alert => alert.AcknowledgedAt == null);
}
