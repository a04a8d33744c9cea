using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inbox;

/// <summary>Opens a contact's conversation, or begins it. Answers with its id.</summary>
[Requires(Right.ManageInbox)]
public sealed record StartConversation(Guid ContactId);

public sealed class StartConversationHandler(IWriteDoor door) : Handler<StartConversation, Guid>(door)
{
    protected override async Task<Result<Guid>> ExecuteAsync(
        CareOpsDb db, Caller caller, StartConversation command, CancellationToken cancellationToken)
    {
        // Two who press at once must not begin two.
        await db.LockAsync($"contact:{command.ContactId}", cancellationToken);
        var contact = await db.Contacts().SingleOrDefaultAsync(row => row.Id == command.ContactId, cancellationToken);
        if (contact is null)
        {
            return ContactErrors.NotFound;
        }

        return contact.ErasedAt is null
            ? (await Conversation.OfAsync(db, contact, cancellationToken)).Id
            : ContactErrors.Erased;
    }
}
