using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Contacts;

/// <summary>One line of a contact's history, appended by the feature where it happened.</summary>
public sealed class TimelineEntry : IWorkspaceOwned
{
    public const int MaxTextLength = 200;

    private TimelineEntry()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ContactId { get; private set; }

    /// <summary><c>booking.created</c>, <c>contact.created</c> …</summary>
    public string Kind { get; private set; } = string.Empty;

    /// <summary>The booking, message or form the line is about.</summary>
    public Guid SubjectId { get; private set; }

    public Instant At { get; private set; }

    /// <summary>A short sentence without personal data.</summary>
    public string Text { get; private set; } = string.Empty;

    public static TimelineEntry Of(CareOpsDb db, Guid contactId, string kind, Guid subjectId, string text) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        ContactId = contactId,
        Kind = kind,
        SubjectId = subjectId,
        At = db.Now,
        Text = Foundation.Text.Shorten(text, MaxTextLength),
    };
}

internal sealed class TimelineEntryConfiguration : IEntityTypeConfiguration<TimelineEntry>
{
    public void Configure(EntityTypeBuilder<TimelineEntry> builder)
    {
        builder.ToTable("TimelineEntries");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.Kind).HasMaxLength(60);
        builder.Property(entry => entry.Text).HasMaxLength(TimelineEntry.MaxTextLength);
        builder.HasIndex(entry => new { entry.ContactId, entry.At });
        builder.HasOne<Contact>().WithMany().HasForeignKey(entry => entry.ContactId);
    }
}
