using CareOps.Core.Data;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inbox;

internal static class InboxWork
{
    /// <summary>The conversation, so that two members who act at once are one after the other; null where there is none.</summary>
    public static async Task<Conversation?> LockAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        await db.LockAsync($"conversation:{id}", cancellationToken);
        return await db.Conversations().SingleOrDefaultAsync(conversation => conversation.Id == id, cancellationToken);
    }
}
