using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Alerts;

/// <summary>
/// Something that needs a member: it opens when its cause appears and is resolved when the cause is gone. At most one of a kind is open
/// for one subject; all of them stay as a log.
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

    /// <summary>What it is about: the conversation that waits.</summary>
    public Guid SubjectId { get; private set; }

    public Instant OpenedAt { get; private set; }

    /// <summary>When its cause was gone; null while it is open.</summary>
    public Instant? ResolvedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Alert), SubjectId);

    /// <summary>Opens one, unless one of this kind is open for the subject.</summary>
    public static async Task OpenAsync(
        CareOpsDb db, AlertKind kind, AlertSeverity severity, Guid subjectId, CancellationToken cancellationToken)
    {
        await db.LockAsync($"alert:{subjectId}", cancellationToken);
        if (await OpenOfAsync(db, kind, subjectId, cancellationToken) is null)
        {
            db.Add(new Alert
            {
                Id = db.NewId(),
                WorkspaceId = db.Workspace,
                Kind = kind,
                Severity = severity,
                SubjectId = subjectId,
                OpenedAt = db.Now,
            });
        }
    }

    /// <summary>Its cause is gone. Does nothing where none is open.</summary>
    public static async Task ResolveAsync(CareOpsDb db, AlertKind kind, Guid subjectId, CancellationToken cancellationToken)
    {
        if (await OpenOfAsync(db, kind, subjectId, cancellationToken) is { } open)
        {
            open.ResolvedAt = db.Now;
        }
    }

    private static Task<Alert?> OpenOfAsync(CareOpsDb db, AlertKind kind, Guid subjectId, CancellationToken cancellationToken) =>
        db.Alerts().AsTracking().SingleOrDefaultAsync(
            alert => alert.Kind == kind && alert.SubjectId == subjectId && alert.ResolvedAt == null, cancellationToken);
}

/// <summary>What an alert is about.</summary>
public enum AlertKind
{
    /// <summary>A customer has waited for an answer beyond the business's target. Its subject is the conversation.</summary>
    Unanswered,

    /// <summary>A form was not filled in by its due moment. Its subject is the submission.</summary>
    FormOverdue,

    /// <summary>An item is at or below its threshold. Its subject is the item.</summary>
    StockLow,

    /// <summary>Nothing is left of an item: critical. Its subject is the item.</summary>
    StockOut,
}

public enum AlertSeverity
{
    Warning,
    Critical,
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
        builder.HasIndex(alert => new { alert.WorkspaceId, alert.OpenedAt });
    }
}
