using System.Text.Json;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareOps.Core.Contacts.Import;

/// <summary>One line of an imported file, and what became of it.</summary>
public sealed class ContactImportRow : IWorkspaceOwned
{
    public const int MaxReasonLength = 200;

    private ContactImportRow()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ImportId { get; private set; }

    /// <summary>The line's number in the file, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>JSON of the line's cells; empty once they were erased.</summary>
    public string Cells { get; private set; } = string.Empty;

    public ImportOutcome Outcome { get; private set; }

    /// <summary>Why the line was refused or left out, or why its contact could not be taken back.</summary>
    public string? Reason { get; private set; }

    /// <summary>The contact that the line made or belongs to. No foreign key: an undo removes contacts and keeps lines.</summary>
    public Guid? ContactId { get; private set; }

    /// <summary>JSON of <see cref="ImportedValues"/>: what the line gave its contact, for an undo.</summary>
    public string? Given { get; private set; }

    public static ContactImportRow Of(CareOpsDb db, Guid importId, CsvLine line) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        ImportId = importId,
        Number = line.Number,
        Cells = JsonSerializer.Serialize(line.Cells),
    };

    public IReadOnlyList<string> ReadCells() => Cells.Length == 0 ? [] : JsonSerializer.Deserialize<List<string>>(Cells)!;

    internal void Belong(ImportOutcome outcome, Guid contactId, ImportedValues? given = null, string? reason = null)
    {
        Become(outcome, reason);
        ContactId = contactId;
        Given = given is null ? null : JsonSerializer.Serialize(given);
    }

    internal void Become(ImportOutcome outcome, string? reason)
    {
        Outcome = outcome;
        Reason = reason is null ? null : Text.Shorten(reason, MaxReasonLength - 1);
    }
}

/// <summary>What became of a line.</summary>
public enum ImportOutcome
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>Names the columns.</summary>
    Heading,
    Created,

    /// <summary>The contact was there; what was empty was filled.</summary>
    Filled,

    /// <summary>The contact was there and stayed as it was.</summary>
    Left,

    /// <summary>An earlier line of the file is the same person.</summary>
    Duplicate,
    Refused,

    /// <summary>What it made or filled was taken back.</summary>
    Undone,

    /// <summary>It could not be taken back.</summary>
    Kept,
}

internal sealed class ContactImportRowConfiguration : IEntityTypeConfiguration<ContactImportRow>
{
    public void Configure(EntityTypeBuilder<ContactImportRow> builder)
    {
        builder.ToTable("ContactImportRows");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Reason).HasMaxLength(ContactImportRow.MaxReasonLength);
        builder.HasIndex(row => new { row.ImportId, row.Number }).IsUnique();
        builder.HasIndex(row => new { row.ImportId, row.Outcome, row.Number });
        builder.HasIndex(row => row.ContactId).HasFilter("\"ContactId\" IS NOT NULL");
        builder.HasOne<ContactImport>().WithMany().HasForeignKey(row => row.ImportId);
    }
}
