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

    /// <summary>By which way it was said.</summary>
    public ConsentSource Source { get; private set; }

    public static ContactConsent Of(CareOpsDb db, Guid contactId, ConsentChannel channel) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        ContactId = contactId,
        Channel = channel,
    };

    public void Become(bool isSubscribed, Instant now, MemberId? by, ConsentSource source) =>
        (IsSubscribed, ChangedAt, ChangedBy, Source) = (isSubscribed, now, by, source);
}

/// <summary>The ways a contact can subscribe to or leave.</summary>
public enum ConsentChannel
{
    Email,
    Sms,
}

/// <summary>By which way a contact subscribed or left.</summary>
public enum ConsentSource
{
    /// <summary>A member noted it.</summary>
    Member,

    /// <summary>The contact did, by the link in a message.</summary>
    Link,

    /// <summary>The contact did, by an answer: STOP, START, unsubscribe.</summary>
    Answer,

    /// <summary>The contact reported a message as spam.</summary>
    Complaint,

    /// <summary>It stood in an imported file.</summary>
    Import,
}

internal sealed class ContactConsentConfiguration : IEntityTypeConfiguration<ContactConsent>
{
    public void Configure(EntityTypeBuilder<ContactConsent> builder)
    {
        builder.ToTable("ContactConsents");
        builder.Property(consent => consent.Id).ValueGeneratedNever();
        builder.Property(consent => consent.Source).HasDefaultValue(ConsentSource.Member).ValueGeneratedNever();
        builder.HasIndex(consent => new { consent.WorkspaceId, consent.ContactId, consent.Channel }).IsUnique();
        builder.HasOne<Contact>().WithMany().HasForeignKey(consent => consent.ContactId);
    }
}
