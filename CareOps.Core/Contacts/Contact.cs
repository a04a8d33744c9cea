using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Contacts;

/// <summary>A customer, known by email or phone: one per person and workspace.</summary>
public sealed class Contact : ILive
{
    public const int MaxNameLength = 100;
    public const int MaxTimeZoneLength = 64;

    /// <summary>What everyone is called whose details were erased.</summary>
    public const string ErasedName = "Erased contact";

    private Contact()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    public string? Email { get; private set; }

    /// <summary>What the email is matched by.</summary>
    public string? NormalisedEmail { get; private set; }

    /// <summary>E.164.</summary>
    public string? Phone { get; private set; }

    /// <summary>What they are written to in; null for the business's own language.</summary>
    public Language? Language { get; private set; }

    /// <summary>Where they live, as a name of the tz database: by it they are left in peace at night. Null where nobody knows.</summary>
    public string? TimeZone { get; private set; }

    public ContactSource Source { get; private set; }

    public Instant CreatedAt { get; private set; }

    /// <summary>When something last happened with them: a booking, a message, a change. Kept here so that the list needs no look elsewhere.</summary>
    public Instant LastActivityAt { get; private set; }

    /// <summary>When everything personal was removed; null for everyone else.</summary>
    public Instant? ErasedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Contact), Id);

    public string FirstName => Name.Split(' ', 2)[0];

    /// <summary>What of these details is not what this contact is known by, for a member to read; null where nothing is.</summary>
    public string? Differences(ContactDetails details)
    {
        string?[] differing =
        [
            string.Equals(details.Name, Name, StringComparison.OrdinalIgnoreCase) ? null : details.Name,
            details.Email is { } email && email.Normalised != NormalisedEmail ? email.Value : null,
            details.Phone is { } phone && phone.Value != Phone ? phone.Value : null,
        ];
        var text = string.Join(", ", differing.OfType<string>());
        return text.Length == 0 ? null : text;
    }

    public static Contact Create(CareOpsDb db, ContactDetails details, ContactSource source) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Name = details.Name,
        Email = details.Email?.Value,
        NormalisedEmail = details.Email?.Normalised,
        Phone = details.Phone?.Value,
        TimeZone = details.TimeZone,
        Source = source,
        CreatedAt = db.Now,
        LastActivityAt = db.Now,
    };

    /// <summary>Something happened with them.</summary>
    public void Touch(Instant now) => LastActivityAt = Instant.Max(LastActivityAt, now);

    /// <summary>Comes back as it was, with the id it had, when a merge is taken back.</summary>
    internal static Contact Restore(CareOpsDb db, KeptContact kept) => new()
    {
        Id = kept.Id,
        WorkspaceId = db.Workspace,
        Name = kept.Name,
        Email = kept.Email,
        NormalisedEmail = EmailAddress.Parse(kept.Email)?.Normalised,
        Phone = kept.Phone,
        Language = kept.Language,
        TimeZone = kept.TimeZone,
        Source = kept.Source,
        CreatedAt = Instant.FromUnixTimeTicks(kept.CreatedAt),
        LastActivityAt = db.Now,
    };

    /// <summary>Removes everything personal, for good. What was booked and written stays, without saying whose it was.</summary>
    internal void Erase(Instant now)
    {
        Name = ErasedName;
        Email = null;
        NormalisedEmail = null;
        Phone = null;
        Language = null;
        TimeZone = null;
        ErasedAt = now;
    }

    /// <summary>Takes over how a contact was called and reached.</summary>
    internal void Become(KeptContact kept) =>
        (Name, Email, NormalisedEmail, Phone, Language, TimeZone) =
        (kept.Name, kept.Email, EmailAddress.Parse(kept.Email)?.Normalised, kept.Phone, kept.Language, kept.TimeZone);

    /// <summary>Takes what it has not; null leaves it as it is.</summary>
    internal void Fill(string? email, string? phone)
    {
        Email ??= email;
        NormalisedEmail ??= EmailAddress.Parse(email)?.Normalised;
        Phone ??= phone;
    }

    /// <summary>Writes to them in this language from now on; null for the business's own.</summary>
    public void WriteIn(Language? language) => Language = language;

    /// <summary>Where they live; null where nobody knows.</summary>
    public void LiveIn(string? timeZone) => TimeZone = timeZone;

    /// <summary>A member corrects how they are called and reached.</summary>
    public void Change(ContactDetails details)
    {
        Name = details.Name;
        Email = details.Email?.Value;
        NormalisedEmail = details.Email?.Normalised;
        Phone = details.Phone?.Value;
    }
}

/// <summary>Where a contact came from.</summary>
public enum ContactSource
{
    ContactForm,
    Booking,
    Member,

    /// <summary>Wrote an email or a text message.</summary>
    Inbound,

    /// <summary>Stood in a file.</summary>
    Import,
}

/// <summary>How someone says they are called and reached: at least one of email and phone.</summary>
public sealed record ContactDetails(string Name, EmailAddress? Email, PhoneNumber? Phone)
{
    /// <summary>Where their browser says that they are, as a name of the tz database; null where nothing does.</summary>
    public string? TimeZone { get; init; }
}

internal sealed class ContactConfiguration : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("Contacts", table => table.HasCheckConstraint(
            "CK_Contacts_Reachable", "\"Email\" IS NOT NULL OR \"Phone\" IS NOT NULL OR \"ErasedAt\" IS NOT NULL"));
        builder.Property(contact => contact.Id).ValueGeneratedNever();
        builder.Property(contact => contact.Name).HasMaxLength(Contact.MaxNameLength);
        builder.Property(contact => contact.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(contact => contact.NormalisedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(contact => contact.TimeZone).HasMaxLength(Contact.MaxTimeZoneLength);
        builder.Property(contact => contact.Phone).HasMaxLength(PhoneNumber.MaxDigits + 1);
        builder.HasIndex(contact => new { contact.WorkspaceId, contact.NormalisedEmail })
            .IsUnique().HasFilter("\"NormalisedEmail\" IS NOT NULL");

        // Someone who gave a phone number only is known by it alone; others may share a number (a family, an office).
        builder.HasIndex(contact => new { contact.WorkspaceId, contact.Phone }, "IX_Contacts_KnownByPhone")
            .IsUnique().HasFilter("\"NormalisedEmail\" IS NULL");
        builder.HasIndex(contact => new { contact.WorkspaceId, contact.Phone }, "IX_Contacts_Phone");
        builder.HasIndex(contact => new { contact.WorkspaceId, contact.CreatedAt });
        builder.HasIndex(contact => new { contact.WorkspaceId, contact.LastActivityAt, contact.Id }).IsDescending(false, true, true);
        builder.HasIndex(contact => new { contact.WorkspaceId, contact.Name, contact.Id });
    }
}
