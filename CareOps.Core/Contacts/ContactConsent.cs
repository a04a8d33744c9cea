using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Contacts;

/// <summary>Whether a contact wants to hear from the business by one channel, since when, and who said so.</summary>
public sealed class ContactConsent : IWorkspaceOwned
{
    private ContactConsent()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ContactId { get; private set; }

    public ConsentChannel Channel { get; private set; }

    public bool IsSubscribed { get; private set; }

    public Instant ChangedAt { get; private set; }

    /// <summary>Null where the contact decided it.</summary>
    public MemberId? ChangedBy { get; private set; }

    public static ContactConsent Of(CareOpsDb db, Guid contactId, ConsentChannel channel) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        ContactId = contactId,
        Channel = channel,
    };

    public void Become(bool isSubscribed, Instant now, MemberId? by) => (IsSubscribed, ChangedAt, ChangedBy) = (isSubscribed, now, by);
}

/// <summary>The ways a contact can subscribe to or leave.</summary>
public enum ConsentChannel
{
    Email,
    Sms,
}

internal sealed class ContactConsentConfiguration : IEntityTypeConfiguration<ContactConsent>
{
    public void Configure(EntityTypeBuilder<ContactConsent> builder)
    {
        builder.ToTable("ContactConsents");
        builder.Property(consent => consent.Id).ValueGeneratedNever();
        builder.HasIndex(consent => new { consent.WorkspaceId, consent.ContactId, consent.Channel }).IsUnique();
        builder.HasOne<Contact>().WithMany().HasForeignKey(consent => consent.ContactId);
    }
}
