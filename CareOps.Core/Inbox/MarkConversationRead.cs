using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

namespace CareOps.Core.Inbox;

/// <summary>A member has looked at a conversation.</summary>
[Requires(Right.ManageInbox)]
public sealed record MarkConversationRead(Guid ConversationId);

public sealed class MarkConversationReadHandler(IWriteDoor door) : Handler<MarkConversationRead, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, MarkConversationRead command, CancellationToken cancellationToken)
    {
        var conversation = await Conversation.LockAsync(db, command.ConversationId, cancellationToken);
        if (conversation is null)
        {
            return InboxErrors.NotFound;
        }

        if (conversation.UnreadCount > 0)
        {
            conversation.MarkRead();
        }

        return Done.It;
    }
}
