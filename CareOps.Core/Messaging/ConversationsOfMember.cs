using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>The conversations that a member saw to go to another one, or to nobody.</summary>
internal sealed class ConversationsOfMember : IMemberHolder
{
    public async Task<IReadOnlyList<MemberLegacy>> LookAsync(CareOpsDb db, MemberId leaving, MemberId? to, CancellationToken cancellationToken)
    {
        var open = await db.Conversations()
            .CountAsync(row => row.AssignedTo == leaving && row.Status != ConversationStatus.Resolved, cancellationToken);
        return open == 0 ? [] : [new MemberLegacy(LegacyKind.Conversations, open, NeedsSomeone: false, [])];
    }

    public async Task<Error?> HandOnAsync(CareOpsDb db, Caller caller, MemberHandover handover, CancellationToken cancellationToken)
    {
        var leaving = handover.Leaving;
        var ids = await db.Conversations().Where(row => row.AssignedTo == leaving).Select(static row => row.Id).ToListAsync(cancellationToken);
        foreach (var id in ids.Order())
        {
            // Under its lock, like every change of a conversation: it may just have been given to somebody else.
            if (await Conversation.LockAsync(db, id, cancellationToken) is { } conversation && conversation.AssignedTo == leaving)
            {
                conversation.AssignTo(handover.To);
                db.Audit(caller, "conversation.assigned", id, new { To = leaving.Value }, new { To = handover.To?.Value });
            }
        }

        return null;
    }
}
