using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Alerts;

/// <summary>A member sees to an alert: it stays in sight, and nobody is called by it any more.</summary>
[Requires(Right.BeMember)]
public sealed record AcknowledgeAlert(Guid AlertId);

/// <summary>An alert keeps quiet until a moment; null brings it back at once. It comes back by itself where its cause is still there.</summary>
[Requires(Right.BeMember)]
public sealed record SnoozeAlert(Guid AlertId, Instant? Until);

public sealed class AcknowledgeAlertHandler(IWriteDoor door) : Handler<AcknowledgeAlert, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, AcknowledgeAlert command, CancellationToken cancellationToken)
    {
        if (await OpenAlert.FindAsync(db, caller, command.AlertId, cancellationToken) is not { } alert)
        {
            return OpenAlert.Gone;
        }

        alert.Acknowledge(((Caller.Member)caller).Id, db.Now);
        db.Audit(caller, "alert.acknowledged", alert.Id, null, new { alert.Kind });
        return Done.It;
    }
}

public sealed class SnoozeAlertHandler(IWriteDoor door) : Handler<SnoozeAlert, Done>(door)
{
    private static readonly Duration Longest = Duration.FromDays(30);

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SnoozeAlert command, CancellationToken cancellationToken)
    {
        if (command.Until is { } until && (until <= db.Now || until > db.Now + Longest))
        {
            return new Error("alert.moment", "Choose a moment within the next 30 days.", ErrorKind.Invalid, nameof(command.Until));
        }

        if (await OpenAlert.FindAsync(db, caller, command.AlertId, cancellationToken) is not { } alert)
        {
            return OpenAlert.Gone;
        }

        alert.Snooze(command.Until);
        db.Audit(caller, "alert.snoozed", alert.Id, null, new { alert.Kind, alert.SnoozedUntil });
        return Done.It;
    }
}

internal static class OpenAlert
{
    public static readonly Error Gone = new("alert.gone", "This is settled already.", ErrorKind.NotFound);

    /// <summary>An open alert that the caller may see, or null.</summary>
    public static async Task<Alert?> FindAsync(CareOpsDb db, Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var alert = await db.Alerts().SingleOrDefaultAsync(row => row.Id == id && row.ResolvedAt == null, cancellationToken);
        return alert is not null && AlertKinds.Shows(caller, alert.Kind) ? alert : null;
    }
}
