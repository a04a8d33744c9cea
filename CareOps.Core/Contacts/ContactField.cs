using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareOps.Core.Contacts;

/// <summary>Something the business keeps of every contact beyond name, email and phone: "Insurance", "Allergies".</summary>
public sealed class ContactField : ILive
{
    public const int MaxNameLength = 60;
    public const int Most = 30;

    private ContactField()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    public int Position { get; private set; }

    public LiveSubject LiveSubject => new(nameof(ContactField), Id);

    public static ContactField Create(CareOpsDb db, string name, int position) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Name = name,
        Position = position,
    };

    public void Rename(string name) => Name = name;
}

/// <summary>What one contact's field says. There is no row where it says nothing.</summary>
public sealed class ContactFieldValue : IWorkspaceOwned
{
    public const int MaxLength = 500;

    private ContactFieldValue()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ContactId { get; private set; }

    public Guid FieldId { get; private set; }

    public string Value { get; private set; } = string.Empty;

    public static ContactFieldValue Of(CareOpsDb db, Guid contactId, Guid fieldId, string value) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        ContactId = contactId,
        FieldId = fieldId,
        Value = value,
    };

    public void Become(string value) => Value = value;
}

internal sealed class ContactFieldConfiguration : IEntityTypeConfiguration<ContactField>
{
    public void Configure(EntityTypeBuilder<ContactField> builder)
    {
        builder.ToTable("ContactFields");
        builder.Property(field => field.Id).ValueGeneratedNever();
        builder.Property(field => field.Name).HasMaxLength(ContactField.MaxNameLength);
        builder.HasIndex(field => new { field.WorkspaceId, field.Name }).IsUnique();
    }
}

internal sealed class ContactFieldValueConfiguration : IEntityTypeConfiguration<ContactFieldValue>
{
    public void Configure(EntityTypeBuilder<ContactFieldValue> builder)
    {
        builder.ToTable("ContactFieldValues");
        builder.Property(value => value.Id).ValueGeneratedNever();
        builder.Property(value => value.Value).HasMaxLength(ContactFieldValue.MaxLength);
        builder.HasIndex(value => new { value.WorkspaceId, value.ContactId, value.FieldId }).IsUnique();
        builder.HasOne<Contact>().WithMany().HasForeignKey(value => value.ContactId);
        builder.HasOne<ContactField>().WithMany().HasForeignKey(value => value.FieldId);
    }
}
