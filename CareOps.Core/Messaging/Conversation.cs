using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>Everything said to and by one contact, over all channels: one per contact, for good.</summary>
public sealed class Conversation : ILive
{
    public const int PreviewLength = 140;

    private static readonly HotQuery<Guid, Guid?> IdOfContact = new((db, contactId, _) => db.Set<Conversation>()
        .Where(conversation => conversation.ContactId == contactId).Select(conversation => (Guid?)conversation.Id).SingleOrDefault());

    private static readonly HotQuery<Guid, Conversation?> ById = new((db, id, _) =>
        db.Set<Conversation>().AsTracking().SingleOrDefault(conversation => conversation.Id == id));

    private Conversation()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ContactId { get; private set; }

    /// <summary>Kept here so that the list needs no look at the messages.</summary>
    public Instant LastMessageAt { get; private set; }

    public string LastMessagePreview { get; private set; } = string.Empty;

    public MessageKind LastMessageKind { get; private set; }

    /// <summary>By which way the customer last wrote or was written to; null before either.</summary>
    public Channel? LastChannel { get; private set; }

    /// <summary>What arrived since a member last looked.</summary>
    public int UnreadCount { get; private set; }

    /// <summary>Whether anything did: the list is ordered by it, and an index can't hold a comparison.</summary>
    public bool IsUnread { get; private set; }

    /// <summary>When the oldest message that no member has answered arrived; null while nobody waits.</summary>
    public Instant? WaitingSince { get; private set; }

    /// <summary>When the customer first wrote; null while only the business did.</summary>
    public Instant? FirstAskedAt { get; private set; }

    /// <summary>When a member first answered after that. For reports: it never changes again.</summary>
    public Instant? FirstResponseAt { get; private set; }

    public Instant? PausedAt { get; private set; }

    public MemberId? PausedBy { get; private set; }

    /// <summary>The member who sees to it; null while nobody does.</summary>
    public MemberId? AssignedTo { get; private set; }

    public ConversationStatus Status { get; private set; }

    /// <summary>When it comes back; set while it is snoozed.</summary>
    public Instant? SnoozedUntil { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Conversation), Id);

    public bool IsPaused => PausedAt is not null;

    /// <summary>Finds the contact's conversation, or starts it.</summary>
    public static async Task<Conversation> OfAsync(CareOpsDb db, Contact contact, CancellationToken cancellationToken)
    {
        // A contact and its conversation are committed together, so there is none only where the contact is new.
        if (!db.IsNew(contact) && await IdOfContact.AskAsync(db, contact.Id, cancellationToken) is { } existing)
        {
            return (await LockAsync(db, existing, cancellationToken))!;
        }

        var started = Start(db, contact.Id);
        db.Append(started);
        return started;
    }

    /// <summary>
    /// The conversation as it is now, with everyone else who wants to change it waiting: a reply, a new message and a delivery
    /// that looks at the pause flag come one after the other. Null where there is none.
    /// </summary>
    public static async Task<Conversation?> LockAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        await db.LockAsync($"conversation:{id}", cancellationToken);
        return await ById.AskAsync(db, id, cancellationToken);
    }

    public static Conversation Start(CareOpsDb db, Guid contactId) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        ContactId = contactId,
        LastMessageAt = db.Now,
    };

    /// <summary>Takes note of a message that was just added to this conversation.</summary>
    public void Note(Message message)
    {
        LastMessageAt = message.CreatedAt;
        if (message.Kind != MessageKind.Automated || WaitingSince is null)
        {
            // While someone waits for an answer, the list shows what they asked, not what a rule said to it.
            LastMessageKind = message.Kind;
            var line = message.Kind == MessageKind.Automated ? message.Subject ?? message.Body : message.Body;
            LastMessagePreview = Text.Shorten(line.ReplaceLineEndings(" "), PreviewLength - 1);
        }

        LastChannel = message.Channel == Channel.Note ? LastChannel : message.Channel;
        switch (message.Kind)
        {
            case MessageKind.Inbound:
                SetUnread(UnreadCount + 1);
                WaitingSince ??= message.CreatedAt;
                FirstAskedAt ??= message.CreatedAt;
                Reopen();
                break;
            case MessageKind.Activity when message.MemberId is null:
                SetUnread(UnreadCount + 1);
                break;
            case MessageKind.Reply:
                SetUnread(0);
                WaitingSince = null;
                FirstResponseAt ??= FirstAskedAt is null ? null : message.CreatedAt;
                break;
            default:
                break;
        }
    }

    public void MarkRead() => SetUnread(0);

    /// <summary>
    /// A reply went out by itself: it was written before what came in since, so nobody has read that, and whoever asked still waits.
    /// </summary>
    /// <param name="unread">What was unread before it went out.</param>
    /// <param name="askedAt">The first message the customer sent after it was written; null if there is none.</param>
    public void RepliedUnattended(int unread, Instant? askedAt)
    {
        SetUnread(unread);
        WaitingSince = askedAt;
    }

    public void AssignTo(MemberId? member) => AssignedTo = member;

    /// <summary>Out of the way until <paramref name="until"/>, or until the customer writes again.</summary>
    public void Snooze(Instant until)
    {
        Status = ConversationStatus.Snoozed;
        SnoozedUntil = until;
    }

    /// <summary>Done: nobody waits for an answer any more. It opens again when the customer writes.</summary>
    public void Resolve()
    {
        Status = ConversationStatus.Resolved;
        SnoozedUntil = null;
        WaitingSince = null;
        SetUnread(0);
    }

    public void Reopen()
    {
        Status = ConversationStatus.Open;
        SnoozedUntil = null;
    }

    /// <summary>A member has taken over: nothing automatic goes out until someone resumes.</summary>
    public void Pause(MemberId by, Instant at)
    {
        PausedAt ??= at;
        PausedBy ??= by;
    }

    /// <summary>Belongs to another contact from here on.</summary>
    internal void GoTo(Guid contactId) => ContactId = contactId;

    /// <summary>Takes in what was said in another one: nothing unread or unanswered is lost, and a pause goes on.</summary>
    internal void TakeIn(Conversation other)
    {
        if (other.LastMessageAt > LastMessageAt)
        {
            (LastMessageAt, LastMessagePreview, LastMessageKind) = (other.LastMessageAt, other.LastMessagePreview, other.LastMessageKind);
            LastChannel = other.LastChannel ?? LastChannel;
        }

        SetUnread(UnreadCount + other.UnreadCount);
        WaitingSince = Earlier(WaitingSince, other.WaitingSince);
        FirstAskedAt = Earlier(FirstAskedAt, other.FirstAskedAt);
        FirstResponseAt = Earlier(FirstResponseAt, other.FirstResponseAt);
        (PausedAt, PausedBy) = PausedAt is null ? (other.PausedAt, other.PausedBy) : (PausedAt, PausedBy);
        AssignedTo ??= other.AssignedTo;
        if (other.Status == ConversationStatus.Open)
        {
            Reopen();
        }
    }

    internal static Conversation Restore(CareOpsDb db, Guid contactId, KeptConversation kept)
    {
        var conversation = new Conversation { Id = kept.Id, WorkspaceId = db.Workspace, ContactId = contactId };
        conversation.Become(kept);
        return conversation;
    }

    internal void Become(KeptConversation kept)
    {
        (LastMessageAt, LastMessagePreview, LastMessageKind) =
            (Instant.FromUnixTimeTicks(kept.LastMessageAt), kept.LastMessagePreview, kept.LastMessageKind);
        LastChannel = kept.LastChannel;
        SetUnread(kept.UnreadCount);
        WaitingSince = Moment(kept.WaitingSince);
        FirstAskedAt = Moment(kept.FirstAskedAt);
        FirstResponseAt = Moment(kept.FirstResponseAt);
        PausedAt = Moment(kept.PausedAt);
        PausedBy = kept.PausedBy is { } by ? new MemberId(by) : null;
        AssignedTo = kept.AssignedTo is { } owner ? new MemberId(owner) : null;
        Status = kept.Status;
        SnoozedUntil = Moment(kept.SnoozedUntil);
    }

    /// <summary>Keeps when something was said, and nothing of it.</summary>
    internal void Erase()
    {
        LastMessagePreview = string.Empty;
        SetUnread(0);
        WaitingSince = null;
    }

    public void Resume()
    {
        PausedAt = null;
        PausedBy = null;
    }

    private static Instant? Earlier(Instant? one, Instant? two) =>
        (one, two) is ({ } first, { } second) ? Instant.Min(first, second) : one ?? two;

    private static Instant? Moment(long? ticks) => ticks is { } known ? Instant.FromUnixTimeTicks(known) : null;

    private void SetUnread(int count) => (UnreadCount, IsUnread) = (count, count > 0);
}

/// <summary>Where a conversation is kept.</summary>
public enum ConversationStatus
{
    Open,

    /// <summary>Comes back by itself.</summary>
    Snoozed,
    Resolved,
}
