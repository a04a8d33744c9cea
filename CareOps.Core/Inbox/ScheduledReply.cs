using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Inbox;

/// <summary>
/// A reply that is written and goes out at a moment of its own. Until then it is no message: it answers nobody, pauses nothing, and
/// can be changed or taken back. At its moment it becomes a message of the same id and is gone.
/// </summary>
public sealed class ScheduledReply : ILive
{
    private ScheduledReply()
    {
    }

    /// <summary>Made by the composer; that of the message it becomes.</summary>
    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ConversationId { get; private set; }

    public MemberId MemberId { get; private set; }

    public Channel Channel { get; private set; }

    public string Body { get; private set; } = string.Empty;

    public Instant WrittenAt { get; private set; }

    public Instant DueAt { get; private set; }

    /// <summary>Why it could not go out at its moment, as a sentence: it waits for a member. Null while its moment is to come.</summary>
    public string? Failure { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Conversation), ConversationId);

    /// <summary>Writes it down and sets its alarm.</summary>
    internal static void Plan(CareOpsDb db, ScheduleReply command, MemberId by, string body)
    {
        var reply = new ScheduledReply
        {
            Id = command.ReplyId,
            WorkspaceId = db.Workspace,
            ConversationId = command.ConversationId,
            MemberId = by,
            Channel = command.Channel,
            Body = body,
            WrittenAt = db.Now,
        };
        reply.MoveTo(db, command.DueAt);
        db.Add(reply);
    }

    /// <summary>Goes out at another moment. The alarm that was set before finds that it is not meant.</summary>
    internal void MoveTo(CareOpsDb db, Instant dueAt)
    {
        DueAt = dueAt;
        Failure = null;
        db.Raise(new ReplyDue(db.NewId(), Id, dueAt), dueAt);
    }

    internal void Fail(string reason) => Failure = Text.Shorten(reason, Message.MaxReasonLength - 1);

    /// <summary>What goes with it, in the order in which it was added.</summary>
    internal async Task<IReadOnlyList<Attachment>> FilesAsync(CareOpsDb db, CancellationToken cancellationToken) => await db.Attachments()
        .AsTracking().Where(row => row.ScheduledReplyId == Id).OrderBy(static row => row.Id).ToListAsync(cancellationToken);

    /// <summary>It has become a message, or a draft again, and its files have gone there: they are written first, since they refer to it until then.</summary>
    internal async Task RemoveAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        db.Announce(LiveSubject);
        await db.SaveChangesAsync(cancellationToken);
        await db.ScheduledReplies().Where(row => row.Id == Id).ExecuteDeleteAsync(cancellationToken);
    }

    internal void GoTo(Guid conversation) => ConversationId = conversation;

    /// <summary>As it is now, with its conversation locked: what two members do with it comes one after the other. Null where it is gone.</summary>
    internal static async Task<(ScheduledReply Reply, Conversation Conversation)?> LockAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        var conversation = await db.ScheduledReplies().Where(row => row.Id == id)
            .Select(row => (Guid?)row.ConversationId).SingleOrDefaultAsync(cancellationToken);
        if (conversation is not { } known || await Conversation.LockAsync(db, known, cancellationToken) is not { } locked)
        {
            return null;
        }

        return await db.ScheduledReplies().AsTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } reply
            ? (reply, locked)
            : null;
    }
}

/// <summary>The moment of a scheduled reply has come. A subject of its own: events of the conversation must not wait for it.</summary>
[EventName("reply.due")]
public sealed record ReplyDue(Guid SubjectId, Guid ScheduledReplyId, Instant DueAt) : IDomainEvent;

internal sealed class ScheduledReplyConfiguration : IEntityTypeConfiguration<ScheduledReply>
{
    public void Configure(EntityTypeBuilder<ScheduledReply> builder)
    {
        builder.ToTable("ScheduledReplies");
        builder.Property(reply => reply.Id).ValueGeneratedNever();
        builder.Property(reply => reply.Body).HasMaxLength(Message.MaxBodyLength);
        builder.Property(reply => reply.Failure).HasMaxLength(Message.MaxReasonLength);
        builder.HasIndex(reply => new { reply.ConversationId, reply.DueAt });
        builder.HasOne<Workspace>().WithMany().HasForeignKey(reply => reply.WorkspaceId);
        builder.HasOne<Member>().WithMany().HasForeignKey(reply => reply.MemberId);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(reply => reply.ConversationId);
        builder.HasMany<Attachment>().WithOne().HasForeignKey(attachment => attachment.ScheduledReplyId);
    }
}
