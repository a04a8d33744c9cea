using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Inbox;

/// <summary>
/// A member answers later. Automation goes on until then: it is paused when the reply goes out. <paramref name="ReplyId"/> is made by
/// the composer, so that the same reply scheduled twice is one.
/// </summary>
[Requires(Right.ManageInbox)]
public sealed record ScheduleReply(Guid ConversationId, Guid ReplyId, Channel Channel, string? Body, Instant DueAt)
{
    /// <summary>Files of the caller's composer that go with it.</summary>
    public IReadOnlyList<Guid> Attachments { get; init; } = [];
}

/// <summary>Another moment for a reply that has not gone out.</summary>
[Requires(Right.ManageInbox)]
public sealed record RescheduleReply(Guid ScheduledReplyId, Instant DueAt);

/// <summary>Takes a scheduled reply back. Answers with what it said, which goes into the member's draft.</summary>
[Requires(Right.ManageInbox)]
public sealed record CancelScheduledReply(Guid ScheduledReplyId);

/// <summary>Sends a scheduled reply without waiting for its moment.</summary>
[Requires(Right.ManageInbox)]
public sealed record SendScheduledReply(Guid ScheduledReplyId);

public sealed class ScheduleReplyHandler(IWriteDoor door) : Handler<ScheduleReply, Done>(door)
{
    private static readonly Duration Longest = Duration.FromDays(366);

    protected override IEnumerable<Error> Check(ScheduleReply command)
    {
        var errors = new FieldChecks();
        InboxErrors.CheckReply(errors, command.Body, command.Attachments);
        errors.If(command.Channel == Channel.Note, "channel", "Choose email or SMS.", nameof(command.Channel));
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ScheduleReply command, CancellationToken cancellationToken)
    {
        if (RefuseMoment(db, command.DueAt) is { } refusal)
        {
            return refusal;
        }

        if (await Conversation.LockAsync(db, command.ConversationId, cancellationToken) is not { } conversation)
        {
            return InboxErrors.NotFound;
        }

        if (await db.ScheduledReplies().AnyAsync(row => row.Id == command.ReplyId, cancellationToken)
            || await db.Messages().AnyAsync(row => row.Id == command.ReplyId, cancellationToken))
        {
            return Done.It;
        }

        var contact = await db.Contacts().SingleAsync(row => row.Id == conversation.ContactId, cancellationToken);
        if ((command.Channel == Channel.Sms ? contact.Phone : contact.Email) is null)
        {
            return InboxErrors.NoAddress(command.Channel);
        }

        var member = ((Caller.Member)caller).Id;
        var files = await ComposerFiles.TakeAsync(
            db, member, new ReplyFiles(conversation.Id, command.Channel, command.Attachments), cancellationToken);
        if (!files.Succeeded)
        {
            return files.Error;
        }

        ScheduledReply.Plan(db, command, member, Text.Lines(command.Body) ?? string.Empty);
        foreach (var file in files.Value)
        {
            file.Wait(command.ReplyId);
        }

        await Draft.ReplySentAsync(db, member, conversation.Id, command.ReplyId, cancellationToken);
        return Done.It;
    }

    internal static Error? RefuseMoment(CareOpsDb db, Instant dueAt) => dueAt <= db.Now || dueAt > db.Now + Longest
        ? new Error("schedule.moment", "Choose a time from now up to a year ahead.", ErrorKind.Invalid, nameof(ScheduleReply.DueAt))
        : null;
}

public sealed class RescheduleReplyHandler(IWriteDoor door) : Handler<RescheduleReply, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RescheduleReply command, CancellationToken cancellationToken)
    {
        if (ScheduleReplyHandler.RefuseMoment(db, command.DueAt) is { } refusal)
        {
            return refusal;
        }

        if (await ScheduledReply.LockAsync(db, command.ScheduledReplyId, cancellationToken) is not { } found)
        {
            return InboxErrors.NotScheduled;
        }

        if (found.Reply.DueAt != command.DueAt || found.Reply.Failure is not null)
        {
            found.Reply.MoveTo(db, command.DueAt);
        }

        return Done.It;
    }
}

public sealed class CancelScheduledReplyHandler(IWriteDoor door) : Handler<CancelScheduledReply, string>(door)
{
    protected override async Task<Result<string>> ExecuteAsync(
        CareOpsDb db, Caller caller, CancelScheduledReply command, CancellationToken cancellationToken)
    {
        if (await ScheduledReply.LockAsync(db, command.ScheduledReplyId, cancellationToken) is not { } found)
        {
            return InboxErrors.NotScheduled;
        }

        var (reply, member) = (found.Reply, ((Caller.Member)caller).Id);
        await db.LockAsync($"draft:{member}:{reply.ConversationId}", cancellationToken);
        var draft = await Draft.OfAsync(db, member, reply.ConversationId, cancellationToken);
        if (draft is null)
        {
            draft = Draft.Begin(db, member, reply.ConversationId);
            db.Add(draft);
            db.Announce(Draft.SubjectOf(member));
        }

        draft.TakeBack(db, reply);
        foreach (var file in await reply.FilesAsync(db, cancellationToken))
        {
            file.GoBack(member);
        }

        await reply.RemoveAsync(db, cancellationToken);
        draft.RemoveWhenEmpty(db);
        return reply.Body;
    }
}

public sealed class SendScheduledReplyHandler(IWriteDoor door) : Handler<SendScheduledReply, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SendScheduledReply command, CancellationToken cancellationToken)
    {
        if (await ScheduledReply.LockAsync(db, command.ScheduledReplyId, cancellationToken) is not { } found)
        {
            return InboxErrors.NotScheduled;
        }

        var (reply, conversation) = found;
        var contact = await db.Contacts().SingleAsync(row => row.Id == conversation.ContactId, cancellationToken);
        if ((reply.Channel == Channel.Sms ? contact.Phone : contact.Email) is null)
        {
            return InboxErrors.NoAddress(reply.Channel);
        }

        var files = await reply.FilesAsync(db, cancellationToken);
        await Answering.SendAsync(db, new Answer(reply.Id, reply.Channel, reply.MemberId, reply.Body, files), conversation, contact, cancellationToken);
        await reply.RemoveAsync(db, cancellationToken);
        return Done.It;
    }
}

/// <summary>Lets a scheduled reply go out at its moment, unless it was changed, sent or taken back meanwhile.</summary>
public sealed class ReplyAlarm : IEventHandler<ReplyDue>
{
    public async Task HandleAsync(CareOpsDb db, ReplyDue domainEvent, CancellationToken cancellationToken)
    {
        if (await ScheduledReply.LockAsync(db, domainEvent.ScheduledReplyId, cancellationToken) is not var (reply, conversation)
            || reply.DueAt != domainEvent.DueAt
            || reply.Failure is not null)
        {
            return;
        }

        var contact = await db.Contacts().SingleAsync(row => row.Id == conversation.ContactId, cancellationToken);
        if ((reply.Channel == Channel.Sms ? contact.Phone : contact.Email) is null)
        {
            reply.Fail(InboxErrors.NoAddress(reply.Channel).Message);
            Message.Activity(db, conversation, "A scheduled reply could not be sent");
            return;
        }

        var unread = conversation.UnreadCount;
        var askedAt = await db.Messages()
            .Where(row => row.ConversationId == conversation.Id && row.Kind == MessageKind.Inbound && row.CreatedAt > reply.WrittenAt)
            .OrderBy(row => row.CreatedAt)
            .Select(row => (Instant?)row.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var files = await reply.FilesAsync(db, cancellationToken);
        await Answering.SendAsync(db, new Answer(reply.Id, reply.Channel, reply.MemberId, reply.Body, files), conversation, contact, cancellationToken);
        conversation.RepliedUnattended(unread, askedAt);
        await reply.RemoveAsync(db, cancellationToken);
    }
}
