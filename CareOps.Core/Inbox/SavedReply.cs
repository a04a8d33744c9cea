using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareOps.Core.Inbox;

/// <summary>An answer that members give often, written once: typed as <c>/shortcut</c> in the composer.</summary>
public sealed class SavedReply : ILive
{
    public const int MaxShortcutLength = 30;
    public const int MaxBodyLength = 2_000;

    /// <summary>What <c>{{…}}</c> in its text can stand for.</summary>
    public static readonly IReadOnlyList<string> Variables =
        ["contact.first_name", "contact.name", "workspace.name", "booking.service", "booking.when", "booking.date", "booking.time", "booking.reference"];

    private SavedReply()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>Small letters, digits and hyphens; unique in the workspace.</summary>
    public string Shortcut { get; private set; } = string.Empty;

    public string Body { get; private set; } = string.Empty;

    public LiveSubject LiveSubject => new(nameof(SavedReply), Id);

    public static SavedReply Of(CareOpsDb db) => new() { Id = db.NewId(), WorkspaceId = db.Workspace };

    public void Write(string shortcut, string body)
    {
        Shortcut = shortcut;
        Body = body;
    }
}

internal sealed class SavedReplyConfiguration : IEntityTypeConfiguration<SavedReply>
{
    public void Configure(EntityTypeBuilder<SavedReply> builder)
    {
        builder.ToTable("SavedReplies");
        builder.Property(reply => reply.Id).ValueGeneratedNever();
        builder.Property(reply => reply.Shortcut).HasMaxLength(SavedReply.MaxShortcutLength);
        builder.Property(reply => reply.Body).HasMaxLength(SavedReply.MaxBodyLength);
        builder.HasIndex(reply => new { reply.WorkspaceId, reply.Shortcut }).IsUnique();
    }
}
