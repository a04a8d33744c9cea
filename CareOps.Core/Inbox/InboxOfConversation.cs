using System.Text.Json;

using CareOps.Core.Data;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Inbox;

/// <summary>What members have in a conversation: drafts, scheduled replies, and who is named in its notes.</summary>
internal sealed class InboxOfConversation : IConversationHolder
{
    public string Key => "inbox";

    public async Task<string> MoveAsync(CareOpsDb db, Guid from, Guid to, CancellationToken cancellationToken)
    {
        await db.NoteMentions().Where(row => row.ConversationId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, to), cancellationToken);
        var scheduled = await db.ScheduledReplies().Where(row => row.ConversationId == from).Select(static row => row.Id).ToListAsync(cancellationToken);
        await db.ScheduledReplies().Where(row => row.ConversationId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, to), cancellationToken);
        var files = await db.Attachments().Where(row => row.ConversationId == from && row.MemberId != null)
            .Select(static row => row.Id).ToListAsync(cancellationToken);
        var drafts = await MoveDraftsAsync(db, from, to, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return JsonSerializer.Serialize(new MovedWork(scheduled, drafts, files));
    }

    public async Task MoveBackAsync(CareOpsDb db, Guid from, Guid to, string? moved, CancellationToken cancellationToken)
    {
        // A note has gone back already.
        await db.NoteMentions()
            .Where(row => row.ConversationId == to && db.Messages().Any(note => note.Id == row.MessageId && note.ConversationId == from))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, from), cancellationToken);
        if (moved is null || JsonSerializer.Deserialize<MovedWork>(moved) is not { } work)
        {
            return;
        }

        await db.ScheduledReplies().Where(row => work.Scheduled.Contains(row.Id) && row.ConversationId == to)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, from), cancellationToken);
        foreach (var draft in work.Drafts)
        {
            var savedAt = Instant.FromUnixTimeTicks(draft.SavedAt);
            await db.Drafts().Where(row => row.Id == draft.Id && row.ConversationId == to && row.SavedAt == savedAt)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, from), cancellationToken);
        }

        // Where a draft stays, its files do.
        await db.Attachments()
            .Where(row => row.ConversationId == to
                && ((row.MemberId != null && work.Files.Contains(row.Id)
                        && !db.Drafts().Any(draft => draft.ConversationId == to && draft.MemberId == row.MemberId))
                    || (row.ScheduledReplyId != null && work.Scheduled.Contains(row.ScheduledReplyId.Value))))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, from), cancellationToken);
    }

    public async Task EraseAsync(CareOpsDb db, Guid conversationId, CancellationToken cancellationToken)
    {
        await db.Drafts().Where(row => row.ConversationId == conversationId).ExecuteDeleteAsync(cancellationToken);
        await db.ScheduledReplies().Where(row => row.ConversationId == conversationId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <returns>Those that became drafts of the other conversation: what was taken into another can't be told from it any more.</returns>
    private static async Task<List<MovedDraft>> MoveDraftsAsync(CareOpsDb db, Guid from, Guid to, CancellationToken cancellationToken)
    {
        var moved = new List<MovedDraft>();
        foreach (var draft in await db.Drafts().AsTracking().Where(row => row.ConversationId == from).ToListAsync(cancellationToken))
        {
            if (await Draft.OfAsync(db, draft.MemberId, to, cancellationToken) is { } other)
            {
                other.TakeIn(draft);
                db.Remove(draft);
            }
            else
            {
                draft.GoTo(to);
                moved.Add(new MovedDraft(draft.Id, draft.SavedAt.ToUnixTimeTicks()));
            }
        }

        return moved;
    }

    /// <param name="Scheduled">Replies that had not gone out.</param>
    /// <param name="Drafts">Those that were not taken into another.</param>
    /// <param name="Files">What lay in members' composers.</param>
    private sealed record MovedWork(IReadOnlyList<Guid> Scheduled, IReadOnlyList<MovedDraft> Drafts, IReadOnlyList<Guid> Files);

    /// <param name="Id">Of the draft.</param>
    /// <param name="SavedAt">In Unix ticks: what was typed since stays where it was typed.</param>
    private sealed record MovedDraft(Guid Id, long SavedAt);
}
