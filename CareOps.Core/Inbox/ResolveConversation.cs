using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

namespace CareOps.Core.Inbox;

/// <summary>A conversation is done, or (<paramref name="IsResolved"/> false) to be seen to again.</summary>
[Requires(Right.ManageInbox)]
public sealed record ResolveConversation(Guid ConversationId, bool IsResolved = true);

/// <summary>A member is done with a conversation: nobody waits for an answer any more.</summary>
[EventName("conversation.resolved")]
public sealed record ConversationResolved(Guid ConversationId) : IDomainEvent
{
    public Guid SubjectId => ConversationId;
}

public sealed class ResolveConversationHandler(IWriteDoor door) : Handler<ResolveConversation, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ResolveConversation command, CancellationToken cancellationToken)
    {
        if (await Conversation.LockAsync(db, command.ConversationId, cancellationToken) is not { } conversation)
        {
            return InboxErrors.NotFound;
        }

        if (command.IsResolved)
        {
            conversation.Resolve();
            db.Raise(new ConversationResolved(conversation.Id));
        }
        else
        {
            conversation.Reopen();
        }

        return Done.It;
    }
}
