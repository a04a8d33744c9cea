using System.Text.Json;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Audit;

/// <summary>Who changed what, when, from what to what. Written in the transaction of the change and never altered.</summary>
public sealed class AuditEntry : IWorkspaceOwned
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Instant At { get; private set; }

    /// <summary>member, visitor, link or system.</summary>
    public string CallerKind { get; private set; } = string.Empty;

    /// <summary>The member, where the caller was one.</summary>
    public MemberId? MemberId { get; private set; }

    /// <summary>What was done: <c>booking.cancelled</c>, <c>service.changed</c>.</summary>
    public string Action { get; private set; } = string.Empty;

    public Guid SubjectId { get; private set; }

    /// <summary>JSON of the fields that changed, or null where there was nothing before.</summary>
    public string? Before { get; private set; }

    public string? After { get; private set; }

    internal static AuditEntry Of(CareOpsDb db, Caller caller, string action, Guid subjectId, object? before, object? after) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        At = db.Now,
        CallerKind = caller.Kind,
        MemberId = (caller as Caller.Member)?.Id,
        Action = action,
        SubjectId = subjectId,
        Before = before is null ? null : JsonSerializer.Serialize(before, Json),
        After = after is null ? null : JsonSerializer.Serialize(after, Json),
    };
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.CallerKind).HasMaxLength(20);
        builder.Property(entry => entry.Action).HasMaxLength(80);
        builder.HasIndex(entry => new { entry.WorkspaceId, entry.At });
        builder.HasIndex(entry => entry.SubjectId);
    }
}

public static class AuditLog
{
    /// <summary>Notes a change beside the change itself. <paramref name="before"/> and <paramref name="after"/> hold no personal data.</summary>
    public static void Audit(this CareOpsDb db, Caller caller, string action, Guid subjectId, object? before, object? after) =>
        db.Append(AuditEntry.Of(db, caller, action, subjectId, before, after));
}
