using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareOps.Core.Contacts;

/// <summary>A word a member put on a contact, to find all of a kind again.</summary>
public sealed class ContactTag : IWorkspaceOwned
{
    public const int MaxNameLength = 40;

    private ContactTag()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ContactId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>What the tag is told apart by: capitals don't matter.</summary>
    public string Key { get; private set; } = string.Empty;

    public static ContactTag Of(CareOpsDb db, Guid contactId, string name) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        ContactId = contactId,
        Name = name,
        Key = KeyOf(name),
    };

    public static string KeyOf(string name) => name.ToLowerInvariant();
}

internal sealed class ContactTagConfiguration : IEntityTypeConfiguration<ContactTag>
{
    public void Configure(EntityTypeBuilder<ContactTag> builder)
    {
        builder.ToTable("ContactTags");
        builder.Property(tag => tag.Id).ValueGeneratedNever();
        builder.Property(tag => tag.Name).HasMaxLength(ContactTag.MaxNameLength);
        builder.Property(tag => tag.Key).HasMaxLength(ContactTag.MaxNameLength);
        builder.HasIndex(tag => new { tag.WorkspaceId, tag.Key, tag.ContactId });
        builder.HasIndex(tag => new { tag.ContactId, tag.Key }).IsUnique();
        builder.HasOne<Contact>().WithMany().HasForeignKey(tag => tag.ContactId);
    }
}
