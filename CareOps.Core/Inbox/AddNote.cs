using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inbox;

/// <summary>A member writes something that only members see. Pauses nothing; "@" and a member's name tells that member.</summary>
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

        var member = ((Caller.Member)caller).Id;
        var note = Message.Note(db, conversation, member, Text.Lines(command.Body)!);
        await MentionAsync(db, note, member, cancellationToken);
        await Draft.NoteAddedAsync(db, member, conversation.Id, cancellationToken);
        return Done.It;
    }

    // Whoever may not read the inbox is not sent there.
    private static async Task MentionAsync(CareOpsDb db, Message note, MemberId writer, CancellationToken cancellationToken)
    {
        if (!note.Body.Contains('@', StringComparison.Ordinal))
        {
            return;
        }

        var readers = (await db.ActiveMembers().ToListAsync(cancellationToken))
            .Where(static member => member.AsCaller().May(Right.ViewInbox))
            .ToDictionary(static member => member.Id, static member => member.Name);
        foreach (var named in Mentions.In(note.Body, readers).Select(static mention => mention.Member).Distinct().Where(named => named != writer))
        {
            db.Add(NoteMention.Of(db, note, named));
        }
    }
}
