using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using NodaTime;

namespace CareOps.Core.Inbox;

/// <summary>Puts a conversation out of the way until a moment, or until the customer writes.</summary>
[Requires(Right.ManageInbox)]
public sealed record SnoozeConversation(Guid ConversationId, Instant Until);

public sealed class SnoozeConversationHandler(IWriteDoor door) : Handler<SnoozeConversation, Done>(door)
{
    private static readonly Duration Longest = Duration.FromDays(366);

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SnoozeConversation command, CancellationToken cancellationToken)
    {
        if (command.Until <= db.Now || command.Until > db.Now + Longest)
        {
            return new Error("snooze.until", "Choose a time from now up to a year ahead.", ErrorKind.Invalid, nameof(command.Until));
        }

        if (await Conversation.LockAsync(db, command.ConversationId, cancellationToken) is not { } conversation)
        {
            return InboxErrors.NotFound;
        }

        if (conversation.SnoozedUntil != command.Until)
        {
            conversation.Snooze(command.Until);
            db.Raise(new SnoozeEnded(db.NewId(), conversation.Id, command.Until), command.Until);
        }

        return Done.It;
    }
}

/// <summary>
/// The moment until which a conversation was snoozed has come. A subject of its own: events of the conversation must not wait for it.
/// </summary>
[EventName("conversation.snooze_ended")]
public sealed record SnoozeEnded(Guid SubjectId, Guid ConversationId, Instant Until) : IDomainEvent;

/// <summary>Brings a snoozed conversation back to the top of the list, unless it was opened or snoozed anew meanwhile.</summary>
public sealed class SnoozeAlarm : IEventHandler<SnoozeEnded>
{
    public async Task HandleAsync(CareOpsDb db, SnoozeEnded domainEvent, CancellationToken cancellationToken)
    {
        var conversation = await Conversation.LockAsync(db, domainEvent.ConversationId, cancellationToken);
        if (conversation is { Status: ConversationStatus.Snoozed } && conversation.SnoozedUntil == domainEvent.Until)
        {
            conversation.Reopen();
            Message.Activity(db, conversation, "Back from snooze");
        }
    }
}
