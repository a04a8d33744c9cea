using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inbox;

/// <summary>
/// Keeps what a member is typing, for when they come back: after a reload, at another computer, after the server was gone. Two empty
/// texts forget it.
/// </summary>
/// <param name="ConversationId">Where it is typed.</param>
/// <param name="ReplyId">The name under which the reply will be sent.</param>
/// <param name="Reply">What was typed as a reply.</param>
/// <param name="Note">What was typed as a note.</param>
[Requires(Right.ManageInbox)]
public sealed record SaveDraft(Guid ConversationId, Guid ReplyId, string? Reply, string? Note);

public sealed class SaveDraftHandler(IWriteDoor door) : Handler<SaveDraft, Done>(door)
{
    protected override IEnumerable<Error> Check(SaveDraft command)
    {
        var errors = new FieldChecks();
        errors.If(IsTooLong(command.Reply) || IsTooLong(command.Note), "draft.long", "This is too long to be kept.", nameof(command.Reply));
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveDraft command, CancellationToken cancellationToken)
    {
        var member = ((Caller.Member)caller).Id;
        await db.LockAsync($"draft:{member}:{command.ConversationId}", cancellationToken);
        if (!await db.Conversations().AnyAsync(row => row.Id == command.ConversationId, cancellationToken))
        {
            return InboxErrors.NotFound;
        }

        // Saved late: what it says has been sent, or is scheduled.
        var isSent = await db.Messages().AnyAsync(row => row.Id == command.ReplyId, cancellationToken)
            || await db.ScheduledReplies().AnyAsync(row => row.Id == command.ReplyId, cancellationToken);
        var reply = isSent ? string.Empty : command.Reply ?? string.Empty;
        var note = command.Note ?? string.Empty;
        if (await Draft.OfAsync(db, member, command.ConversationId, cancellationToken) is { } draft)
        {
            draft.Write(command.ReplyId, reply, note, db.Now);
            draft.RemoveWhenEmpty(db);
        }
        else if (reply.Length > 0 || note.Length > 0)
        {
            var begun = Draft.Begin(db, member, command.ConversationId);
            begun.Write(command.ReplyId, reply, note, db.Now);
            db.Add(begun);
            db.Announce(Draft.SubjectOf(member));
        }

        return Done.It;
    }

    private static bool IsTooLong(string? text) => text?.Length > Message.MaxBodyLength;
}
