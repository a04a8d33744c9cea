using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inbox;

/// <summary>A member sends by hand what is held, or sends again what failed or was never confirmed.</summary>
[Requires(Right.ManageInbox)]
public sealed record SendNow(Guid MessageId);

public sealed class SendNowHandler(IWriteDoor door) : Handler<SendNow, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SendNow command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"message:{command.MessageId}", cancellationToken);
        var message = await db.Messages().SingleOrDefaultAsync(row => row.Id == command.MessageId, cancellationToken);
        if (message is null)
        {
            return Error.NotFound("message");
        }

        // A second click finds the message queued already, and is told so instead of sending twice.
        if (!message.WaitsForAMember)
        {
            return InboxErrors.NotWaiting;
        }

        var delivery = await db.Deliveries().SingleAsync(row => row.MessageId == message.Id, cancellationToken);
        message.SendNow(delivery, db.Now);
        await MessageAlerts.EndAsync(db, message.Id, cancellationToken);
        db.WakeWorkers();
        return Done.It;
    }
}
