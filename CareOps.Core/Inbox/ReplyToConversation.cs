using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Inbox;

/// <summary>
/// A member answers. Pauses automation in the same transaction. <paramref name="ReplyId"/> is made by the composer, so that the same
/// reply sent twice is one.
/// </summary>
[Requires(Right.ManageInbox)]
public sealed record ReplyToConversation(Guid ConversationId, Guid ReplyId, Channel Channel, string? Body)
{
    /// <summary>The newest line of the thread when writing began: an answer by someone else since then is asked about. Null to ask nothing.</summary>
    public Instant? SeenUntil { get; init; }

    /// <summary>Files of the caller's composer that go with it.</summary>
    public IReadOnlyList<Guid> Attachments { get; init; } = [];
}

public sealed class ReplyToConversationHandler(IWriteDoor door) : Handler<ReplyToConversation, Done>(door)
{
    protected override IEnumerable<Error> Check(ReplyToConversation command)
    {
        var errors = new FieldChecks();
        InboxErrors.CheckReply(errors, command.Body, command.Attachments);
        errors.If(command.Channel == Channel.Note, "channel", "Choose email or SMS.", nameof(command.Channel));
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ReplyToConversation command, CancellationToken cancellationToken)
    {
        var conversation = await Conversation.LockAsync(db, command.ConversationId, cancellationToken);
        if (conversation is null)
        {
            return InboxErrors.NotFound;
        }

        if (await db.Messages().AnyAsync(message => message.Id == command.ReplyId, cancellationToken))
        {
            return Done.It;
        }

        var contact = await db.Contacts().SingleAsync(row => row.Id == conversation.ContactId, cancellationToken);
        if ((command.Channel == Channel.Sms ? contact.Phone : contact.Email) is null)
        {
            return InboxErrors.NoAddress(command.Channel);
        }

        var member = ((Caller.Member)caller).Id;
        if (command.SeenUntil is { } seen && await AnsweredBySomeoneElseAsync(db, conversation.Id, member, seen, cancellationToken) is { } name)
        {
            return InboxErrors.AnsweredMeanwhile(name);
        }

        var files = await ComposerFiles.TakeAsync(
            db, member, new ReplyFiles(conversation.Id, command.Channel, command.Attachments), cancellationToken);
        if (!files.Succeeded)
        {
            return files.Error;
        }

        var body = Text.Lines(command.Body) ?? string.Empty;
        await Answering.SendAsync(db, new Answer(command.ReplyId, command.Channel, member, body, files.Value), conversation, contact, cancellationToken);
        await Draft.ReplySentAsync(db, member, conversation.Id, command.ReplyId, cancellationToken);
        return Done.It;
    }

    private static async Task<string?> AnsweredBySomeoneElseAsync(
        CareOpsDb db, Guid conversation, MemberId me, Instant since, CancellationToken cancellationToken)
    {
        var by = await db.Messages()
            .Where(message => message.ConversationId == conversation && message.CreatedAt > since)
            .Where(message => message.Kind == MessageKind.Reply && message.MemberId != me)
            .OrderByDescending(message => message.CreatedAt)
            .Select(message => message.MemberId)
            .FirstOrDefaultAsync(cancellationToken);
        return by is null
            ? null
            : await db.Members().Where(member => member.Id == by).Select(member => member.Name).SingleAsync(cancellationToken);
    }
}

/// <summary>A member answered a customer.</summary>
[EventName("staff.replied")]
public sealed record StaffReplied(Guid ConversationId, Guid MessageId) : IDomainEvent
{
    public Guid SubjectId => ConversationId;
}
