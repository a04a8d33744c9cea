using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

namespace CareOps.Core.Inbox;

/// <summary>A member writes something that only members see. Pauses nothing.</summary>
[Requires(Right.ManageInbox)]
public sealed record AddNote(Guid ConversationId, string? Body);

public sealed class AddNoteHandler(IWriteDoor door) : Handler<AddNote, Done>(door)
{
    protected override IEnumerable<Error> Check(AddNote command)
    {
        var errors = new FieldChecks();
        errors.Required(Text.Lines(command.Body), nameof(command.Body), "your note", Message.MaxBodyLength);
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, AddNote command, CancellationToken cancellationToken)
    {
        var conversation = await Conversation.LockAsync(db, command.ConversationId, cancellationToken);
        if (conversation is null)
        {
            return InboxErrors.NotFound;
        }

        Message.Note(db, conversation, ((Caller.Member)caller).Id, Text.Lines(command.Body)!);
        return Done.It;
    }
}
