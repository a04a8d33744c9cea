using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Contacts;

/// <summary>Two contacts that became one, with all that is needed to make them two again.</summary>
public sealed class ContactMerge : IWorkspaceOwned
{
    /// <summary>For how long a merge can be taken back.</summary>
    public static readonly Duration UndoTime = Duration.FromDays(7);

    private ContactMerge()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>The contact that stayed.</summary>
    public Guid WinnerId { get; private set; }

    /// <summary>The contact that went into it; this id comes back with it.</summary>
    public Guid LoserId { get; private set; }

    public Instant MergedAt { get; private set; }

    public MemberId? MergedBy { get; private set; }

    public Instant? UndoneAt { get; private set; }

    /// <summary>What both were and what moved, as JSON. Empty once it was undone or erased.</summary>
    public string Snapshot { get; private set; } = string.Empty;

    public bool CanBeUndone(Instant now) => UndoneAt is null && Snapshot.Length > 0 && now < MergedAt + UndoTime;

    public static ContactMerge Of(CareOpsDb db, Guid winnerId, Guid loserId, MemberId? by, string snapshot) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        WinnerId = winnerId,
        LoserId = loserId,
        MergedAt = db.Now,
        MergedBy = by,
        Snapshot = snapshot,
    };

    public void Undo(Instant now)
    {
        UndoneAt = now;
        Forget();
    }

    /// <summary>Lets go of what both were: the merge stays for good.</summary>
    public void Forget() => Snapshot = string.Empty;
}

internal sealed class ContactMergeConfiguration : IEntityTypeConfiguration<ContactMerge>
{
    public void Configure(EntityTypeBuilder<ContactMerge> builder)
    {
        builder.ToTable("ContactMerges");
        builder.Property(merge => merge.Id).ValueGeneratedNever();
        builder.HasIndex(merge => new { merge.WorkspaceId, merge.WinnerId, merge.MergedAt });
    }
}
