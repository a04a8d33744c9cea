using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>Tells the run what became of its message.</summary>
public sealed class RunOutcome : IEventHandler<MessageSettled>, IEventHandler<NoticeSettled>
{
    private static readonly HotQuery<Guid, AutomationRun?> OfMessage = new((db, messageId, _) =>
        db.Set<AutomationRun>().AsTracking().SingleOrDefault(run => run.MessageId == messageId));

    public async Task HandleAsync(CareOpsDb db, MessageSettled domainEvent, CancellationToken cancellationToken)
    {
        var run = await OfMessage.AskAsync(db, domainEvent.MessageId, cancellationToken);
        if (run is null)
        {
            // A member's own reply: no rule wrote it.
            return;
        }

        var message = await db.MessageAsync(domainEvent.MessageId, cancellationToken);
        var (status, what) = domainEvent.Status switch
        {
            MessageStatus.Held => (RunStatus.Held, $"is held: {message.StatusReason}"),
            MessageStatus.Kept => (RunStatus.Sent, "is in the Local outbox: kept here, not delivered."),
            MessageStatus.Sent or MessageStatus.Delivered => (RunStatus.Sent, "was sent."),
            MessageStatus.Dropped => (RunStatus.Skipped, $"was not sent: {message.StatusReason}"),
            MessageStatus.Unknown => (RunStatus.Failed, $"may or may not have arrived: {message.StatusReason}"),
            _ => (RunStatus.Failed, $"could not be sent: {message.StatusReason}"),
        };
        run.Become(status, $"“{message.RuleName}” {what}", db.Now);
    }

    public async Task HandleAsync(CareOpsDb db, NoticeSettled domainEvent, CancellationToken cancellationToken)
    {
        if (domainEvent.Status is not (MessageStatus.Failed or MessageStatus.Unknown)
            || await db.AutomationRuns().AsTracking().SingleOrDefaultAsync(row => row.Id == domainEvent.Of, cancellationToken) is not { } run)
        {
            return;
        }

        var what = domainEvent.Status == MessageStatus.Unknown ? "may or may not have arrived" : "could not be sent";
        run.Become(RunStatus.Failed, $"{run.Reason} The email to the owner {what}: {domainEvent.Reason}", db.Now);
    }
}
