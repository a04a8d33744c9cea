using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Alerts;

/// <summary>
/// Something that needs a member: it opens when its cause appears and is resolved when the cause is gone, never by hand. At most one of a
/// kind is open for one subject; all of them stay as a log. Members can say that they have seen it, or have it come back later.
/// </summary>
public sealed class Alert : ILive
{
    private Alert()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public AlertKind Kind { get; private set; }

    public AlertSeverity Severity { get; private set; }

    /// <summary>What it is about, as its kind says: the conversation that waits, the message that failed.</summary>
    public Guid SubjectId { get; private set; }

    public Instant OpenedAt { get; private set; }

    /// <summary>When its cause was gone; null while it is open.</summary>
    public Instant? ResolvedAt { get; private set; }

    /// <summary>When a member said that they see to it.</summary>
    public Instant? AcknowledgedAt { get; private set; }

    public MemberId? AcknowledgedBy { get; private set; }

    /// <summary>Until when it keeps quiet; null where nobody put it off.</summary>
    public Instant? SnoozedUntil { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Alert), SubjectId);

    /// <summary>Opens one, unless one of this kind is open for the subject. That one becomes as severe, where it was less.</summary>
    public static async Task OpenAsync(
        CareOpsDb db, AlertKind kind, AlertSeverity severity, Guid subjectId, CancellationToken cancellationToken)
    {
        await db.LockAsync($"alert:{subjectId}", cancellationToken);
        if (await OpenOfAsync(db, kind, subjectId, cancellationToken) is { } open)
        {
            open.Severity = severity.Outranks(open.Severity) ? severity : open.Severity;
        }
        else
        {
            db.Add(Of(db, kind, severity, subjectId));
        }
    }

    /// <summary>Opens one about something that this very transaction makes, so that none can be open yet.</summary>
    public static void OpenFirst(CareOpsDb db, AlertKind kind, AlertSeverity severity, Guid subjectId) =>
        db.Append(Of(db, kind, severity, subjectId));

    /// <summary>Its cause is gone. Does nothing where none is open.</summary>
    public static async Task ResolveAsync(CareOpsDb db, AlertKind kind, Guid subjectId, CancellationToken cancellationToken)
    {
        if (await OpenOfAsync(db, kind, subjectId, cancellationToken) is { } open)
        {
            open.ResolvedAt = db.Now;
        }
    }

    /// <summary>Whatever is open about the subject of these kinds is over. Does nothing where nothing is.</summary>
    public static async Task ResolveAsync(
        CareOpsDb db, IReadOnlyCollection<AlertKind> kinds, Guid subjectId, CancellationToken cancellationToken)
    {
        foreach (var open in await db.Alerts().AsTracking()
            .Where(alert => alert.SubjectId == subjectId && alert.ResolvedAt == null).ToListAsync(cancellationToken))
        {
            open.ResolvedAt = kinds.Contains(open.Kind) ? db.Now : open.ResolvedAt;
        }
    }

    /// <summary>A member sees to it: it is no longer counted, and stays in sight until its cause is gone.</summary>
    public void Acknowledge(MemberId by, Instant now)
    {
        AcknowledgedAt ??= now;
        AcknowledgedBy ??= by;
        SnoozedUntil = null;
    }

    /// <summary>Keeps quiet until a moment; null brings it back now.</summary>
    public void Snooze(Instant? until)
    {
        SnoozedUntil = until;
        (AcknowledgedAt, AcknowledgedBy) = (null, null);
    }

    private static Alert Of(CareOpsDb db, AlertKind kind, AlertSeverity severity, Guid subjectId) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Kind = kind,
        Severity = severity,
        SubjectId = subjectId,
        OpenedAt = db.Now,
    };

    private static Task<Alert?> OpenOfAsync(CareOpsDb db, AlertKind kind, Guid subjectId, CancellationToken cancellationToken) =>
        db.Alerts().AsTracking().SingleOrDefaultAsync(
            alert => alert.Kind == kind && alert.SubjectId == subjectId && alert.ResolvedAt == null, cancellationToken);
}

public static class AlertsTables
{
    public static DbSet<Alert> Alerts(this CareOpsDb db) => db.Set<Alert>();
}

internal sealed class AlertConfiguration : IEntityTypeConfiguration<Alert>
{
    public void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.ToTable("Alerts");
        builder.Property(alert => alert.Id).ValueGeneratedNever();
        builder.HasIndex(alert => new { alert.SubjectId, alert.Kind }, "IX_Alerts_OneOpen").IsUnique().HasFilter("\"ResolvedAt\" IS NULL");
        builder.HasIndex(alert => new { alert.WorkspaceId, alert.OpenedAt }, "IX_Alerts_Open").HasFilter("\"ResolvedAt\" IS NULL");
        builder.HasIndex(alert => new { alert.WorkspaceId, alert.OpenedAt, alert.Id });
    }
}
