using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Inbox;

/// <summary>What one member has typed in one conversation and not sent: a reply, a note, or both. There is one at most, and none that is empty.</summary>
public sealed class Draft : IWorkspaceOwned
{
    private Draft()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public MemberId MemberId { get; private set; }

    public Guid ConversationId { get; private set; }

    /// <summary>Names the reply that it becomes: once that is sent, what is saved late under the same name is not kept.</summary>
    public Guid ReplyId { get; private set; }

    public string Reply { get; private set; } = string.Empty;

    public string Note { get; private set; } = string.Empty;

    public Instant SavedAt { get; private set; }

    public bool IsEmpty => Reply.Length == 0 && Note.Length == 0;

    /// <summary>The subject that screens of its member listen to, when one begins or goes.</summary>
    public static LiveSubject SubjectOf(MemberId member) => new(nameof(Draft), member.Value);

    public static Draft Begin(CareOpsDb db, MemberId member, Guid conversation) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        MemberId = member,
        ConversationId = conversation,
    };

    public void Write(Guid replyId, string reply, string note, Instant now)
    {
        ReplyId = replyId;
        Reply = reply;
        Note = note;
        SavedAt = now;
    }

    /// <summary>The reply of this name was sent: in the transaction that sends it.</summary>
    internal static async Task ReplySentAsync(CareOpsDb db, MemberId member, Guid conversation, Guid replyId, CancellationToken cancellationToken)
    {
        var drafts = db.Drafts().Where(row => row.MemberId == member && row.ConversationId == conversation && row.ReplyId == replyId);
        await ForgetAsync(db, member, drafts.Where(row => row.Note == string.Empty), cancellationToken);
        await drafts.ExecuteUpdateAsync(static set => set.SetProperty(row => row.Reply, string.Empty), cancellationToken);
    }

    /// <summary>The note was added: in the transaction that adds it.</summary>
    internal static async Task NoteAddedAsync(CareOpsDb db, MemberId member, Guid conversation, CancellationToken cancellationToken)
    {
        var drafts = db.Drafts().Where(row => row.MemberId == member && row.ConversationId == conversation);
        await ForgetAsync(db, member, drafts.Where(row => row.Reply == string.Empty), cancellationToken);
        await drafts.ExecuteUpdateAsync(static set => set.SetProperty(row => row.Note, string.Empty), cancellationToken);
    }

    private static async Task ForgetAsync(CareOpsDb db, MemberId member, IQueryable<Draft> drafts, CancellationToken cancellationToken)
    {
        if (await drafts.ExecuteDeleteAsync(cancellationToken) > 0)
        {
            db.Announce(SubjectOf(member));
        }
    }

    internal static Task<Draft?> OfAsync(CareOpsDb db, MemberId member, Guid conversation, CancellationToken cancellationToken) => db.Drafts()
        .AsTracking()
        .SingleOrDefaultAsync(row => row.MemberId == member && row.ConversationId == conversation, cancellationToken);

    internal void RemoveWhenEmpty(CareOpsDb db)
    {
        if (IsEmpty)
        {
            db.Remove(this);
            db.Announce(SubjectOf(MemberId));
        }
    }

    /// <summary>Takes in what the same member had typed in a conversation that becomes part of this one.</summary>
    internal void TakeIn(Draft other)
    {
        Reply = Joined(Reply, other.Reply, Message.MaxBodyLength);
        Note = Joined(Note, other.Note, Message.MaxBodyLength);
    }

    /// <summary>What was scheduled is a draft again, behind what was typed since.</summary>
    internal void TakeBack(CareOpsDb db, ScheduledReply reply) => Write(
        Reply.Length == 0 ? db.NewId() : ReplyId, Joined(Reply, reply.Body, Message.MaxBodyLength), Note, db.Now);

    internal void GoTo(Guid conversation) => ConversationId = conversation;

    private static string Joined(string one, string two, int longest)
    {
        var joined = one.Length == 0 || two.Length == 0 ? one + two : $"{one}\n\n{two}";
        return joined.Length <= longest ? joined : joined[..longest];
    }
}

internal sealed class DraftConfiguration : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("Drafts");
        builder.Property(draft => draft.Id).ValueGeneratedNever();
        builder.Property(draft => draft.Reply).HasMaxLength(Message.MaxBodyLength);
        builder.Property(draft => draft.Note).HasMaxLength(Message.MaxBodyLength);
        builder.HasIndex(draft => new { draft.WorkspaceId, draft.MemberId, draft.ConversationId }).IsUnique();
        builder.HasOne<Workspace>().WithMany().HasForeignKey(draft => draft.WorkspaceId);
        builder.HasOne<Member>().WithMany().HasForeignKey(draft => draft.MemberId);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(draft => draft.ConversationId);
    }
}
