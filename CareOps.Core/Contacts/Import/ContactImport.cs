using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Contacts.Import;

/// <summary>A file of contacts on its way in: uploaded, mapped, worked off line by line, and taken back where that is wished.</summary>
public sealed class ContactImport : ILive
{
    public const int MaxFileNameLength = 200;

    /// <summary>For how long an import can be taken back; for as long its lines are kept.</summary>
    public static readonly Duration UndoTime = Duration.FromDays(7);

    private ContactImport()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public string FileName { get; private set; } = string.Empty;

    public MemberId UploadedBy { get; private set; }

    public Instant UploadedAt { get; private set; }

    public ImportStatus Status { get; private set; }

    /// <summary>All lines of the file, the headings included.</summary>
    public int Lines { get; private set; }

    /// <summary>How it was started; null before that. JSON of <see cref="ImportChoices"/>.</summary>
    public string? Choices { get; private set; }

    public Instant? StartedAt { get; private set; }

    public Instant? EndedAt { get; private set; }

    /// <summary>1 where the first line names the columns.</summary>
    public int Headings { get; private set; }

    /// <summary>Lines that made a contact.</summary>
    public int Created { get; private set; }

    /// <summary>Lines that filled something empty of a contact there was.</summary>
    public int Filled { get; private set; }

    /// <summary>Lines whose contact was there and stayed as it was.</summary>
    public int Left { get; private set; }

    public int Duplicates { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Contacts that an undo removed or took back to what they were.</summary>
    public int Undone { get; private set; }

    /// <summary>Contacts that an undo had to leave, each with its reason.</summary>
    public int Kept { get; private set; }

    public LiveSubject LiveSubject => new(nameof(ContactImport), Id);

    /// <summary>Lines that are to come in.</summary>
    public int Total => Lines - Headings;

    /// <summary>Those of them that are through.</summary>
    public int Through => Created + Filled + Left + Duplicates + Refused;

    public static ContactImport Of(CareOpsDb db, MemberId by, string fileName, int lines) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        FileName = fileName,
        UploadedBy = by,
        UploadedAt = db.Now,
        Lines = lines,
    };

    public bool CanBeUndone(Instant now) =>
        Status is ImportStatus.Done or ImportStatus.Cancelled && Created + Filled > 0 && EndedAt is { } ended && now < ended + UndoTime;

    /// <summary>Every line of the file is in its rows.</summary>
    public void Arrive() => Status = ImportStatus.Ready;

    public void Start(string choices, Instant now)
    {
        Choices = choices;
        Status = ImportStatus.Running;
        StartedAt = now;
    }

    /// <summary>What is through stays; the rest is left out.</summary>
    public void Cancel(Instant now) => End(ImportStatus.Cancelled, now);

    public void Finish(Instant now) => End(ImportStatus.Done, now);

    public void BeginUndo() => Status = ImportStatus.Undoing;

    public void FinishUndo() => Status = ImportStatus.Undone;

    internal void Count(ImportOutcome outcome)
    {
        switch (outcome)
        {
            case ImportOutcome.Created:
                Created++;
                break;
            case ImportOutcome.Filled:
                Filled++;
                break;
            case ImportOutcome.Left:
                Left++;
                break;
            case ImportOutcome.Duplicate:
                Duplicates++;
                break;
            case ImportOutcome.Undone:
                Undone++;
                break;
            case ImportOutcome.Kept:
                Kept++;
                break;
            case ImportOutcome.Heading:
                Headings++;
                break;
            default:
                Refused++;
                break;
        }
    }

    private void End(ImportStatus status, Instant now)
    {
        Status = status;
        EndedAt = now;
    }
}

public enum ImportStatus
{
    /// <summary>Its lines are being stored. One that stays so was broken off.</summary>
    Uploading,

    /// <summary>Waits for someone to say what its columns are.</summary>
    Ready,
    Running,
    Done,
    Cancelled,
    Undoing,
    Undone,
}

internal sealed class ContactImportConfiguration : IEntityTypeConfiguration<ContactImport>
{
    public void Configure(EntityTypeBuilder<ContactImport> builder)
    {
        builder.ToTable("ContactImports");
        builder.Property(import => import.Id).ValueGeneratedNever();
        builder.Property(import => import.FileName).HasMaxLength(ContactImport.MaxFileNameLength);
        builder.HasIndex(import => new { import.WorkspaceId, import.UploadedAt });
    }
}
