using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Files;

/// <summary>
/// A file of one business. Whoever needs it refers to it and says so with <see cref="Use"/>, in the same transaction; one that nobody
/// ever used goes after a day.
/// </summary>
public sealed class StoredFile : IWorkspaceOwned
{
    private StoredFile()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>The random name under which it lies on the disk.</summary>
    public string Place { get; private set; } = string.Empty;

    /// <summary>What it is called.</summary>
    public string Name { get; private set; } = string.Empty;

    public FileType Type { get; private set; }

    /// <summary>In bytes.</summary>
    public long Size { get; private set; }

    /// <summary>Of its content, in small hexadecimal digits.</summary>
    public string Sha256 { get; private set; } = string.Empty;

    public Instant AddedAt { get; private set; }

    /// <summary>When something first referred to it; null while nothing does.</summary>
    public Instant? UsedAt { get; private set; }

    public static StoredFile Of(CareOpsDb db, KeptFile file) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Place = file.Place,
        Name = file.Name,
        Type = file.Type,
        Size = file.Size,
        Sha256 = file.Sha256,
        AddedAt = db.Now,
    };

    public void Use(Instant now) => UsedAt ??= now;

    /// <summary>
    /// Lets go of files that nothing refers to any more. They leave the disk after the commit: a transaction that fails takes none away.
    /// </summary>
    public static async Task RemoveAsync(CareOpsDb db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var files = db.StoredFiles().Where(file => ids.Contains(file.Id));
        foreach (var file in await files.Select(static file => new { file.Id, file.Place }).ToListAsync(cancellationToken))
        {
            db.Raise(new FileRemoved(file.Id, file.Place));
        }

        await files.ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>Nothing refers to this file any more.</summary>
[EventName("file.removed")]
public sealed record FileRemoved(Guid FileId, string Place) : IDomainEvent
{
    public Guid SubjectId => FileId;
}

/// <summary>Takes a removed file from the disk.</summary>
internal sealed class FileDisposal(FileStore store) : IEventHandler<FileRemoved>
{
    public Task HandleAsync(CareOpsDb db, FileRemoved domainEvent, CancellationToken cancellationToken)
    {
        store.Delete(domainEvent.Place);
        return Task.CompletedTask;
    }
}

internal sealed class StoredFileConfiguration : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.ToTable("StoredFiles");
        builder.Property(file => file.Id).ValueGeneratedNever();
        builder.Property(file => file.Place).HasMaxLength(32);
        builder.Property(file => file.Name).HasMaxLength(FileNames.MaxLength);
        builder.Property(file => file.Sha256).HasMaxLength(64);
        builder.HasIndex(file => file.Place).IsUnique();
        builder.HasIndex(file => file.AddedAt, "IX_StoredFiles_Unused").HasFilter("\"UsedAt\" IS NULL");
    }
}
