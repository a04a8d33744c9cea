using System.Linq.Expressions;

using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

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
    Instant? SnoozedUntil)
{
    /// <summary>By which way the customer last wrote or was written to; null before either.</summary>
    public Channel? Channel { get; init; }

    /// <summary>The last message to the customer did not go out, or nobody knows whether it did.</summary>
    public bool HasFailed { get; init; }

    /// <summary>An automatic message waits for a member.</summary>
    public bool HasHeld { get; init; }

    /// <summary>The caller has typed something here and not sent it.</summary>
    public bool HasDraft { get; init; }

    /// <summary>A note names the caller, who has not opened it yet.</summary>
    public bool NamesMe { get; init; }
}

internal static class ConversationRows
{
    /// <summary>
    /// As rows of one member's list. Each status is a word of the statement and asked for alone: so both engines find what is stuck in
    /// its own short index.
    /// </summary>
    public static readonly Expression<Func<IQueryable<Conversation>, CareOpsDb, MemberId, IQueryable<ConversationRow>>> Rows =
        (conversations, db, me) => conversations
        .Join(db.Set<Contact>(), row => row.ContactId, contact => contact.Id, (row, contact) => new ConversationRow(
            row.Id,
            contact.Name,
            row.LastMessagePreview,
            row.LastMessageKind,
            row.LastMessageAt,
            row.UnreadCount,
            row.WaitingSince,
            row.PausedAt != null,
            row.AssignedTo,
            row.SnoozedUntil)
        {
            Channel = row.LastChannel,
            HasFailed = db.Set<Message>().Any(message => message.ConversationId == row.Id
                    && message.Status == MessageStatus.Failed
                    && !db.Set<Message>().Any(later => later.ConversationId == row.Id
                        && later.CreatedAt > message.CreatedAt
                        && (later.Kind == MessageKind.Reply || later.Kind == MessageKind.Automated)))
                || db.Set<Message>().Any(message => message.ConversationId == row.Id
                    && message.Status == MessageStatus.Unknown
                    && !db.Set<Message>().Any(later => later.ConversationId == row.Id
                        && later.CreatedAt > message.CreatedAt
                        && (later.Kind == MessageKind.Reply || later.Kind == MessageKind.Automated))),
            HasHeld = db.Set<Message>().Any(message => message.ConversationId == row.Id && message.Status == MessageStatus.Held),
            HasDraft = db.Set<Draft>().Any(draft => draft.MemberId == me && draft.ConversationId == row.Id),
            NamesMe = db.Set<NoteMention>().Any(mention => mention.MemberId == me && mention.ConversationId == row.Id && mention.ReadAt == null),
        });

    private static readonly Func<IQueryable<Conversation>, CareOpsDb, MemberId, IQueryable<ConversationRow>> Shown = Rows.Compile();

    /// <inheritdoc cref="Rows"/>
    public static IQueryable<ConversationRow> AsRows(this IQueryable<Conversation> conversations, CareOpsDb db, MemberId me) =>
        Shown(conversations, db, me);
}
