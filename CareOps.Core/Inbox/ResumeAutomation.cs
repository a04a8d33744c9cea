using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

namespace CareOps.Core.Inbox;

/// <summary>Lets future automatic messages go out again. What is held stays held until a member sends it.</summary>
[Requires(Right.ManageInbox)]
public sealed record ResumeAutomation(Guid ConversationId);

public sealed class ResumeAutomationHandler(IWriteDoor door) : Handler<ResumeAutomation, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ResumeAutomation command, CancellationToken cancellationToken)
    {
        var conversation = await Conversation.LockAsync(db, command.ConversationId, cancellationToken);
        if (conversation is null)
        {
            return InboxErrors.NotFound;
        }

        if (conversation.IsPaused)
        {
            db.Audit(caller, "automation.resumed", conversation.Id, new { conversation.PausedAt }, null);
            conversation.Resume();
        }

        return Done.It;
    }
}
