using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Inbox;

/// <summary>Where a page of the list ended: its last row's place in the order.</summary>
public sealed record InboxCursor(bool IsUnread, Instant LastMessageAt, Guid Id)
{
    public static InboxCursor Of(ConversationRow row) => new(row.UnreadCount > 0, row.LastMessageAt, row.Id);
}

/// <summary>One line of a thread.</summary>
public sealed record ThreadMessage(
    Guid Id,
    MessageKind Kind,
    Channel Channel,
    string? Subject,
    string Body,
    Instant CreatedAt,
    MemberId? MemberId,
    string? RuleName,
    MessageStatus Status,
    string? StatusReason,
    Instant StatusAt,
    string? Quoted = null)
{
    public IReadOnlyList<ThreadFile> Files { get; init; } = [];
}

/// <summary>A file of a thread. Its type and size are null while it is coming, and where it was not kept.</summary>
public sealed record ThreadFile(
    Guid Id, Guid? MessageId, Guid? ScheduledReplyId, string Name, AttachmentStatus Status, string? Reason, FileType? Type, long? Size);

/// <summary>A reply that goes out later, and when the customer first wrote after it was written.</summary>
public sealed record ScheduledRow(
    Guid Id, MemberId MemberId, Channel Channel, string Body, Instant WrittenAt, Instant DueAt, string? Failure, Instant? AskedSince)
{
    public IReadOnlyList<ThreadFile> Files { get; init; } = [];
}

/// <summary>What a member wrote for the others.</summary>
public sealed record ThreadNote(Guid Id, MemberId? MemberId, string Body, Instant CreatedAt);

/// <summary>A conversation with its contact and newest messages, oldest first.</summary>
public sealed record ConversationThread(Conversation Conversation, Contact Contact, IReadOnlyList<ThreadMessage> Messages, bool HasEarlier)
{
    /// <summary>Replies that go out later, the next one first.</summary>
    public IReadOnlyList<ScheduledRow> Scheduled { get; init; } = [];

    /// <summary>How many automatic messages are held, those among the earlier ones as well.</summary>
    public int Held { get; init; }

    /// <summary>What the caller has typed here and not sent; null for nothing.</summary>
    public Draft? Draft { get; init; }

    /// <summary>What lies in the caller's composer, in the order in which it was added.</summary>
    public IReadOnlyList<ThreadFile> DraftFiles { get; init; } = [];

    /// <summary>A note names the caller, who had not opened it.</summary>
    public bool NamesMe { get; init; }
}

/// <summary>
/// Counts that the inbox and the navigation show, up to <see cref="Most"/>: more are as good as many, and counting them all would take
/// the longer the bigger the business. The first three are of open conversations, the last of unread notes that name the caller.
/// </summary>
public sealed record InboxCounts(int All, int Mine, int Unassigned, int Unread, int Unanswered, int Snoozed, int Mentions)
{
    public const int Most = 1000;
}

/// <summary>Which conversations a list shows: in what state, and whose.</summary>
public readonly record struct InboxView(InboxFilter Filter, InboxOwner Owner = InboxOwner.All);

/// <summary>Reads conversations for members.</summary>
public sealed class InboxQueries(ReadDoor door)
{
    // Asked with every change by every screen, and one look instead of seven.
    private static readonly HotQuery<MemberId, InboxCounts> Counted = new((db, me, _) => db.Set<Workspace>().AsNoTracking()
        .Select(workspace => new InboxCounts(
            db.Set<Conversation>().Where(row => row.Status == ConversationStatus.Open).Take(InboxCounts.Most).Count(),
            db.Set<Conversation>().Where(row => row.Status == ConversationStatus.Open && row.AssignedTo == me).Take(InboxCounts.Most).Count(),
            db.Set<Conversation>().Where(row => row.Status == ConversationStatus.Open && row.AssignedTo == null).Take(InboxCounts.Most).Count(),
            db.Set<Conversation>().Where(row => row.UnreadCount > 0).Take(InboxCounts.Most).Count(),
            db.Set<Conversation>().Where(row => row.WaitingSince != null).Take(InboxCounts.Most).Count(),
            db.Set<Conversation>().Where(row => row.Status == ConversationStatus.Snoozed).Take(InboxCounts.Most).Count(),
            db.Set<NoteMention>().Where(row => row.MemberId == me && row.ReadAt == null).Take(InboxCounts.Most).Count()))
        .Single());

    // EF can't compare rows as one, and what it makes of the comparison written out begins at the top of the list for every page.
    private const string BehindTheCursor = """
        SELECT * FROM "Conversations" WHERE ("IsUnread", "LastMessageAt", "Id") < ({0}, {1}, {2})
        """;

    /// <summary>Unread ones first, then by their last activity; <paramref name="after"/> continues behind the row where a page ended.</summary>
    public async Task<IReadOnlyList<ConversationRow>> PageAsync(
        Caller caller, InboxView view, InboxCursor? after, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        var (list, me) = (InboxList.Of(view), MeOf(caller));
        return after is { } cursor
            ? await list.Among(
                db.Conversations().FromSqlRaw(BehindTheCursor, cursor.IsUnread, db.Sql(cursor.LastMessageAt), db.Sql(cursor.Id)), db, me, most)
                .ToListAsync(cancellationToken)
            : await list.FirstAsync(db, me, most, cancellationToken);
    }

    public async Task<ConversationThread?> ThreadAsync(
        Caller caller, Guid conversationId, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        var conversation = await db.Conversations().SingleOrDefaultAsync(row => row.Id == conversationId, cancellationToken);
        if (conversation is null)
        {
            return null;
        }

        var contact = await db.Contacts().SingleAsync(row => row.Id == conversation.ContactId, cancellationToken);
        var newest = await db.Messages()
            .Where(message => message.ConversationId == conversationId)
            .OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id)
            .Take(most + 1)
            .Select(message => new ThreadMessage(
                message.Id,
                message.Kind,
                message.Channel,
                message.Subject,
                message.Body,
                message.CreatedAt,
                message.MemberId,
                message.RuleName,
                message.Status,
                message.StatusReason,
                message.StatusAt,
                message.Quoted))
            .ToListAsync(cancellationToken);
        var me = MeOf(caller);
        var shown = newest.Take(most).Reverse().ToList();
        var files = (await FilesAsync(db, conversationId, [.. shown.Select(static message => message.Id)], me, cancellationToken))
            .ToLookup(static file => file.MessageId ?? file.ScheduledReplyId);
        return new ConversationThread(
            conversation, contact, shown.ConvertAll(message => message with { Files = Listed(files, message.Id) }), newest.Count > most)
        {
            Scheduled = [.. (await ScheduledAsync(db, conversationId, cancellationToken)).Select(row => row with { Files = Listed(files, row.Id) })],
            Held = await db.Messages().CountAsync(
                message => message.ConversationId == conversationId && message.Status == MessageStatus.Held, cancellationToken),
            DraftFiles = Listed(files, null),
            Draft = await db.Drafts().SingleOrDefaultAsync(row => row.MemberId == me && row.ConversationId == conversationId, cancellationToken),
            NamesMe = await db.NoteMentions().AnyAsync(
                row => row.MemberId == me && row.ConversationId == conversationId && row.ReadAt == null, cancellationToken),
        };
    }

    /// <summary>How many messages a thread must show to show this one; null where it is not of this conversation.</summary>
    public async Task<int?> LengthToAsync(Caller caller, Guid conversationId, Guid messageId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        var messages = db.Messages().Where(message => message.ConversationId == conversationId);
        var at = await messages.Where(message => message.Id == messageId)
            .Select(message => (Instant?)message.CreatedAt)
            .SingleOrDefaultAsync(cancellationToken);
        return at is { } written
            ? await messages.CountAsync(
                message => message.CreatedAt > written || (message.CreatedAt == written && message.Id.CompareTo(messageId) >= 0), cancellationToken)
            : null;
    }

    public async Task<InboxCounts> CountsAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        return await Counted.AskAsync(db, MeOf(caller), cancellationToken);
    }

    /// <summary>Members whom a note can name: those who may read the inbox, by name.</summary>
    public async Task<IReadOnlyDictionary<MemberId, string>> ReadersAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        return (await db.ActiveMembers().ToListAsync(cancellationToken))
            .Where(static member => member.AsCaller().May(Right.ViewInbox))
            .ToDictionary(static member => member.Id, static member => member.Name);
    }

    /// <summary>Which conversation a contact's is; null where the contact has none yet.</summary>
    public async Task<Guid?> ConversationOfAsync(Caller caller, Guid contactId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        return await db.Conversations()
            .Where(row => row.ContactId == contactId)
            .Select(row => (Guid?)row.Id)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The newest notes of a conversation, the last one first.</summary>
    public async Task<IReadOnlyList<ThreadNote>> NotesAsync(Caller caller, Guid conversationId, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        return await db.Messages()
            .Where(message => message.ConversationId == conversationId && message.Kind == MessageKind.Note)
            .OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id)
            .Take(most)
            .Select(message => new ThreadNote(message.Id, message.MemberId, message.Body, message.CreatedAt))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The saved replies by shortcut.</summary>
    public async Task<IReadOnlyList<SavedReply>> SavedRepliesAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        return await db.SavedReplies().AsNoTracking().OrderBy(reply => reply.Shortcut).ToListAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<ScheduledRow>> ScheduledAsync(CareOpsDb db, Guid conversationId, CancellationToken cancellationToken) =>
        await db.ScheduledReplies()
            .Where(row => row.ConversationId == conversationId)
            .OrderBy(row => row.DueAt).ThenBy(row => row.Id)
            .Select(row => new ScheduledRow(
                row.Id,
                row.MemberId,
                row.Channel,
                row.Body,
                row.WrittenAt,
                row.DueAt,
                row.Failure,
                db.Messages()
                    .Where(message => message.ConversationId == conversationId && message.Kind == MessageKind.Inbound && message.CreatedAt > row.WrittenAt)
                    .OrderBy(message => message.CreatedAt)
                    .Select(message => (Instant?)message.CreatedAt)
                    .FirstOrDefault()))
            .ToListAsync(cancellationToken);

    private static async Task<List<ThreadFile>> FilesAsync(
        CareOpsDb db, Guid conversation, IReadOnlyList<Guid> messages, MemberId me, CancellationToken cancellationToken) => await (
            from row in db.Attachments()
            where row.ConversationId == conversation
                && (row.MemberId == me || row.ScheduledReplyId != null || (row.MessageId != null && messages.Contains(row.MessageId.Value)))
            join stored in db.StoredFiles() on row.FileId equals stored.Id into found
            from file in found.DefaultIfEmpty()
            orderby row.Id
            select new ThreadFile(
                row.Id, row.MessageId, row.ScheduledReplyId, row.Name, row.Status, row.Reason, (FileType?)file.Type, (long?)file.Size))
        .ToListAsync(cancellationToken);

    // The same empty list for all without: so that they compare as equal.
    private static IReadOnlyList<ThreadFile> Listed(ILookup<Guid?, ThreadFile> files, Guid? owner) =>
        files.Contains(owner) ? [.. files[owner]] : [];

    // Nobody's where the caller is no member: it matches no row.
    private static MemberId MeOf(Caller caller) => (caller as Caller.Member)?.Id ?? default;
}

public enum InboxFilter
{
    Open,
    Unread,
    Unanswered,

    /// <summary>With a note that names the caller, read or not.</summary>
    Mentions,
    Snoozed,
    Resolved,
}

/// <summary>Whose conversations.</summary>
public enum InboxOwner
{
    All,
    Mine,
    Nobody,
}
