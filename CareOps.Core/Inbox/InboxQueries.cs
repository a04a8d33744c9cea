using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Inbox;

/// <summary>A conversation in the inbox's list.</summary>
public sealed record ConversationRow(
    Guid Id,
    string Name,
    string Preview,
    MessageKind LastKind,
    Instant LastMessageAt,
    int UnreadCount,
    Instant? WaitingSince,
    bool IsPaused,
    MemberId? AssignedTo,
    Instant? SnoozedUntil);

/// <summary>Where a page of the list ended.</summary>
public sealed record InboxCursor(Instant LastMessageAt, Guid Id);

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
    string? Quoted = null);

/// <summary>A conversation with its contact and newest messages, oldest first.</summary>
public sealed record ConversationThread(Conversation Conversation, Contact Contact, IReadOnlyList<ThreadMessage> Messages, bool HasEarlier);

/// <summary>Counts that the inbox and the navigation show. The first three are of open conversations.</summary>
public sealed record InboxCounts(int All, int Mine, int Unassigned, int Unread, int Unanswered, int Snoozed);

/// <summary>Which conversations a list shows: in what state, and whose.</summary>
public readonly record struct InboxView(InboxFilter Filter, InboxOwner Owner = InboxOwner.All);

/// <summary>Reads conversations for members.</summary>
public sealed class InboxQueries(ReadDoor door)
{
    /// <summary>Newest first; <paramref name="after"/> continues where a page ended.</summary>
    public async Task<IReadOnlyList<ConversationRow>> PageAsync(
        Caller caller, InboxView view, InboxCursor? after, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        var rows = Of(db, caller, view);
        if (after is { } cursor)
        {
            rows = rows.Where(row => row.LastMessageAt < cursor.LastMessageAt
                || (row.LastMessageAt == cursor.LastMessageAt && row.Id.CompareTo(cursor.Id) < 0));
        }

        return await rows
            .OrderByDescending(row => row.LastMessageAt).ThenByDescending(row => row.Id).Take(most)
            .Join(db.Contacts(), row => row.ContactId, contact => contact.Id, (row, contact) => new ConversationRow(
                row.Id,
                contact.Name,
                row.LastMessagePreview,
                row.LastMessageKind,
                row.LastMessageAt,
                row.UnreadCount,
                row.WaitingSince,
                row.PausedAt != null,
                row.AssignedTo,
                row.SnoozedUntil))
            .ToListAsync(cancellationToken);
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
        return new ConversationThread(conversation, contact, [.. newest.Take(most).Reverse()], newest.Count > most);
    }

    public async Task<InboxCounts> CountsAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        return new InboxCounts(
            await CountAsync(new InboxView(InboxFilter.Open)),
            await CountAsync(new InboxView(InboxFilter.Open, InboxOwner.Mine)),
            await CountAsync(new InboxView(InboxFilter.Open, InboxOwner.Nobody)),
            await CountAsync(new InboxView(InboxFilter.Unread)),
            await CountAsync(new InboxView(InboxFilter.Unanswered)),
            await CountAsync(new InboxView(InboxFilter.Snoozed)));

        Task<int> CountAsync(InboxView view) => Of(db, caller, view).CountAsync(cancellationToken);
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

    /// <summary>The saved replies by shortcut.</summary>
    public async Task<IReadOnlyList<SavedReply>> SavedRepliesAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        return await db.SavedReplies().AsNoTracking().OrderBy(reply => reply.Shortcut).ToListAsync(cancellationToken);
    }

    private static IQueryable<Conversation> Of(CareOpsDb db, Caller caller, InboxView view)
    {
        var rows = view.Filter switch
        {
            InboxFilter.Unread => db.Conversations().Where(row => row.UnreadCount > 0),
            InboxFilter.Unanswered => db.Conversations().Where(row => row.WaitingSince != null),
            InboxFilter.Snoozed => db.Conversations().Where(row => row.Status == ConversationStatus.Snoozed),
            InboxFilter.Resolved => db.Conversations().Where(row => row.Status == ConversationStatus.Resolved),
            _ => db.Conversations().Where(row => row.Status == ConversationStatus.Open),
        };
        var me = (caller as Caller.Member)?.Id;
        return view.Owner switch
        {
            InboxOwner.Mine => rows.Where(row => row.AssignedTo == me),
            InboxOwner.Nobody => rows.Where(row => row.AssignedTo == null),
            _ => rows,
        };
    }
}

public enum InboxFilter
{
    Open,
    Unread,
    Unanswered,
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
