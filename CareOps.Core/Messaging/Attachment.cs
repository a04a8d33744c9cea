using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>
/// A file of a conversation, in one of three places: with a message, with a reply that goes out later, or in a member's composer. It
/// may still be at the provider that received it, and it may be one that was not kept: then it says why.
/// </summary>
public sealed class Attachment : ILive
{
    public const int MaxOfAMessage = 10;

    /// <summary>All files of one message together, in bytes: what mail servers take once it is written as text.</summary>
    public const int MostBytesOfAMessage = 20 * 1024 * 1024;

    public const int MaxReasonLength = 200;
    public const int MaxSourceLength = 500;

    private Attachment()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ConversationId { get; private set; }

    /// <summary>The message it came or went with.</summary>
    public Guid? MessageId { get; private set; }

    /// <summary>The reply it goes out with, later.</summary>
    public Guid? ScheduledReplyId { get; private set; }

    /// <summary>In whose composer it lies.</summary>
    public MemberId? MemberId { get; private set; }

    /// <summary>Null while it is coming, and where it was not kept.</summary>
    public Guid? FileId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    public AttachmentStatus Status { get; private set; }

    /// <summary>Why it was not kept, as a sentence.</summary>
    public string? Reason { get; private set; }

    public Instant AddedAt { get; private set; }

    /// <summary>Through whom it came, while it is to be fetched there.</summary>
    public Guid? ConnectionId { get; private set; }

    /// <summary>Where the provider has it, in the provider's own terms, while it is to be fetched.</summary>
    public string? Source { get; private set; }

    /// <summary>When it is asked for (again).</summary>
    public Instant DueAt { get; private set; }

    public int Attempts { get; private set; }

    public Instant? LeasedUntil { get; private set; }

    public Guid? LeaseToken { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Conversation), ConversationId);

    /// <summary>A file that a member adds to the reply they write.</summary>
    public static Attachment InComposer(CareOpsDb db, Guid conversation, MemberId member, StoredFile file)
    {
        var attachment = New(db, conversation, file.Name);
        attachment.MemberId = member;
        attachment.Take(file, db.Now);
        return attachment;
    }

    /// <summary>A file that a customer's message brought.</summary>
    internal static Attachment Received(CareOpsDb db, Message message, StoredFile file)
    {
        var attachment = New(db, message.ConversationId, file.Name);
        attachment.MessageId = message.Id;
        attachment.Take(file, db.Now);
        return attachment;
    }

    internal static Attachment Refused(CareOpsDb db, Message message, string name, string reason)
    {
        var attachment = New(db, message.ConversationId, name);
        attachment.MessageId = message.Id;
        attachment.Refuse(reason);
        return attachment;
    }

    /// <summary>One that the provider still has: a worker fetches it.</summary>
    internal static Attachment Coming(CareOpsDb db, Message message, Guid connection, string name, string source)
    {
        var attachment = New(db, message.ConversationId, name);
        attachment.MessageId = message.Id;
        attachment.Status = AttachmentStatus.Coming;
        (attachment.ConnectionId, attachment.Source) = (connection, source);
        return attachment;
    }

    /// <summary>Goes out with this message.</summary>
    public void GoWith(Message message) => (MessageId, ScheduledReplyId, MemberId) = (message.Id, null, null);

    /// <summary>Goes out later.</summary>
    public void Wait(Guid scheduledReply) => (ScheduledReplyId, MemberId) = (scheduledReply, null);

    /// <summary>The reply is written again: into this member's composer.</summary>
    public void GoBack(MemberId member) => (ScheduledReplyId, MemberId) = (null, member);

    internal bool IsHeldBy(Guid token) => Status == AttachmentStatus.Coming && LeaseToken == token;

    internal void Arrive(StoredFile file, Instant now)
    {
        Name = file.Name;
        Take(file, now);
    }

    internal void Refuse(string reason)
    {
        Status = AttachmentStatus.Refused;
        Reason = Text.Shorten(reason, MaxReasonLength - 1);
        Settle();
    }

    internal void TryAgain(Instant at)
    {
        Attempts++;
        DueAt = at;
        (LeasedUntil, LeaseToken) = (null, null);
    }

    private static Attachment New(CareOpsDb db, Guid conversation, string name) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        ConversationId = conversation,
        Name = FileNames.Clean(name),
        AddedAt = db.Now,
        DueAt = db.Now,
    };

    private void Take(StoredFile file, Instant now)
    {
        file.Use(now);
        FileId = file.Id;
        Status = AttachmentStatus.Kept;
        Settle();
    }

    private void Settle() => (ConnectionId, Source, LeasedUntil, LeaseToken) = (null, null, null, null);
}

public enum AttachmentStatus
{
    Kept,

    /// <summary>Still at the provider.</summary>
    Coming,

    /// <summary>Not kept, with a reason.</summary>
    Refused,
}

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("Attachments", static table =>
        {
            table.HasCheckConstraint(
                "CK_Attachments_OnePlace",
                """
                (CASE WHEN "MessageId" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN "ScheduledReplyId" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN "MemberId" IS NULL THEN 0 ELSE 1 END) = 1
                """);
            table.HasCheckConstraint("CK_Attachments_File", """("Status" = 'Kept') = ("FileId" IS NOT NULL)""");
        });
        builder.Property(attachment => attachment.Id).ValueGeneratedNever();
        builder.Property(attachment => attachment.Name).HasMaxLength(FileNames.MaxLength);
        builder.Property(attachment => attachment.Reason).HasMaxLength(Attachment.MaxReasonLength);
        builder.Property(attachment => attachment.Source).HasMaxLength(Attachment.MaxSourceLength);
        builder.HasIndex(attachment => new { attachment.ConversationId, attachment.MessageId });
        builder.HasIndex(attachment => attachment.MessageId).HasFilter("\"MessageId\" IS NOT NULL");
        builder.HasIndex(attachment => attachment.ScheduledReplyId).HasFilter("\"ScheduledReplyId\" IS NOT NULL");
        builder.HasIndex(attachment => attachment.MemberId).HasFilter("\"MemberId\" IS NOT NULL");
        builder.HasIndex(attachment => attachment.FileId).IsUnique().HasFilter("\"FileId\" IS NOT NULL");
        builder.HasIndex(attachment => new { attachment.DueAt, attachment.Id }, "IX_Attachments_Due").HasFilter("\"Status\" = 'Coming'");
        builder.HasOne<Conversation>().WithMany().HasForeignKey(attachment => attachment.ConversationId);
        builder.HasOne<Message>().WithMany().HasForeignKey(attachment => attachment.MessageId);
        builder.HasOne<Workspaces.Member>().WithMany().HasForeignKey(attachment => attachment.MemberId);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(attachment => attachment.FileId);
    }
}
