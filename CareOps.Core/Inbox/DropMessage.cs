using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inbox;

/// <summary>A member decides that what is held, failed or was never confirmed is not sent any more.</summary>
[Requires(Right.ManageInbox)]
public sealed record DropMessage(Guid MessageId);

public sealed class DropMessageHandler(IWriteDoor door) : Handler<DropMessage, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, DropMessage command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"message:{command.MessageId}", cancellationToken);
        var message = await db.Messages().SingleOrDefaultAsync(row => row.Id == command.MessageId, cancellationToken);
        if (message is null)
        {
            return Error.NotFound("message");
        }

        if (!message.WaitsForAMember)
        {
            return InboxErrors.NotWaiting;
        }

        message.Drop(await db.Deliveries().SingleAsync(row => row.MessageId == message.Id, cancellationToken), db.Now);
        db.Raise(new MessageSettled(message.Id, message.Status));
        db.Audit(caller, "message.dropped", message.Id, null, null);
        return Done.It;
    }
}
