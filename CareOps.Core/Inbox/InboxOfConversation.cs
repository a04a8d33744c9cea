using CareOps.Core.Data;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inbox;

/// <summary>What members have in a conversation: drafts, scheduled replies, and who is named in its notes.</summary>
internal sealed class InboxOfConversation : IConversationHolder
{
    public async Task MoveAsync(CareOpsDb db, Guid from, Guid to, CancellationToken cancellationToken)
    {
        await db.NoteMentions().Where(row => row.ConversationId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, to), cancellationToken);
        await db.ScheduledReplies().Where(row => row.ConversationId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, to), cancellationToken);
        foreach (var draft in await db.Drafts().AsTracking().Where(row => row.ConversationId == from).ToListAsync(cancellationToken))
        {
            if (await Draft.OfAsync(db, draft.MemberId, to, cancellationToken) is { } other)
            {
                other.TakeIn(draft);
                db.Remove(draft);
            }
            else
            {
                draft.GoTo(to);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task EraseAsync(CareOpsDb db, Guid conversationId, CancellationToken cancellationToken)
    {
        await db.Drafts().Where(row => row.ConversationId == conversationId).ExecuteDeleteAsync(cancellationToken);
        await db.ScheduledReplies().Where(row => row.ConversationId == conversationId).ExecuteDeleteAsync(cancellationToken);
    }
}
