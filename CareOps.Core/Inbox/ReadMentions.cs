using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inbox;

/// <summary>A member has opened a conversation whose notes name them. Whoever may read it may have read it.</summary>
[Requires(Right.ViewInbox)]
public sealed record ReadMentions(Guid ConversationId);

public sealed class ReadMentionsHandler(IWriteDoor door) : Handler<ReadMentions, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ReadMentions command, CancellationToken cancellationToken)
    {
        if (!await db.Conversations().AnyAsync(row => row.Id == command.ConversationId, cancellationToken))
        {
            return InboxErrors.NotFound;
        }

        var me = ((Caller.Member)caller).Id;
        var unread = await db.NoteMentions().AsTracking()
            .Where(row => row.MemberId == me && row.ConversationId == command.ConversationId && row.ReadAt == null)
            .ToListAsync(cancellationToken);
        unread.ForEach(mention => mention.Read(db.Now));
        return Done.It;
    }
}
