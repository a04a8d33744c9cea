using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inbox;

/// <summary>Says who sees to a conversation; null for nobody.</summary>
[Requires(Right.ManageInbox)]
public sealed record AssignConversation(Guid ConversationId, MemberId? To);

public sealed class AssignConversationHandler(IWriteDoor door) : Handler<AssignConversation, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, AssignConversation command, CancellationToken cancellationToken)
    {
        if (command.To is { } to && !await db.ActiveMembers().AnyAsync(member => member.Id == to, cancellationToken))
        {
            return Error.NotFound("member");
        }

        if (await Conversation.LockAsync(db, command.ConversationId, cancellationToken) is not { } conversation)
        {
            return InboxErrors.NotFound;
        }

        if (conversation.AssignedTo != command.To)
        {
            db.Audit(caller, "conversation.assigned", conversation.Id, new { To = conversation.AssignedTo?.Value }, new { To = command.To?.Value });
            conversation.AssignTo(command.To);
        }

        return Done.It;
    }
}
