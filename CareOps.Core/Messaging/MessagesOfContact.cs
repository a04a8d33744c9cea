using System.Text.Json;

using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>A contact's conversation, with its messages and where they were sent.</summary>
internal sealed class MessagesOfContact(AddressHashes hashes, IEnumerable<IConversationHolder> holders) : IContactHolder
{
    private const string ErasedText = "Erased";

    public string Key => "messages";

    public Right Seen => Right.ViewInbox;

    public async Task<string> MoveAsync(CareOpsDb db, Guid from, Guid to, CancellationToken cancellationToken)
    {
        var found = (await OfAsync(db, from, cancellationToken), await OfAsync(db, to, cancellationToken));
        switch (found)
        {
            case (null, _):
                return JsonSerializer.Serialize(new MovedMessages(null, null, []));
            case ({ } only, null):
                only.GoTo(to);
                await db.SaveChangesAsync(cancellationToken);
                return JsonSerializer.Serialize(new MovedMessages(KeptConversation.Of(only), null, []));
            case ({ } loser, { } winner):
                return await JoinAsync(db, loser, winner, cancellationToken);
        }
    }

    public async Task MoveBackAsync(CareOpsDb db, Guid from, Guid to, string moved, CancellationToken cancellationToken)
    {
        if (JsonSerializer.Deserialize<MovedMessages>(moved) is not { Loser: { } loser } kept)
        {
            return;
        }

        if (kept.Winner is null)
        {
            (await Conversation.LockAsync(db, loser.Id, cancellationToken))!.GoTo(from);
            await db.SaveChangesAsync(cancellationToken);
            return;
        }

        var winner = (await Conversation.LockAsync(db, kept.Winner.Id, cancellationToken))!;
        if (winner.LastMessageAt.ToUnixTimeTicks() <= Math.Max(loser.LastMessageAt, kept.Winner.LastMessageAt))
        {
            // Nothing was said since.
            winner.Become(kept.Winner);
        }

        await db.SaveChangesAsync(cancellationToken);
        db.Add(Conversation.Restore(db, from, loser));
        await db.SaveChangesAsync(cancellationToken);
        await db.Messages().Where(row => kept.Messages.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, loser.Id), cancellationToken);
        await db.Attachments().Where(row => row.MessageId != null && kept.Messages.Contains(row.MessageId.Value))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, loser.Id), cancellationToken);
        foreach (var holder in holders)
        {
            await holder.MoveBackAsync(db, loser.Id, winner.Id, kept.Held?.GetValueOrDefault(holder.Key), cancellationToken);
        }

        db.Announce(winner.LiveSubject);
    }

    public async Task EraseAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken)
    {
        await LockDeliveriesAsync(db, contactId, cancellationToken);
        var found = await OfAsync(db, contactId, cancellationToken);
        await LeaveAloneAsync(db, contactId, found?.Id, cancellationToken);
        if (found is not { } conversation)
        {
            return;
        }

        var messages = db.Messages().Where(row => row.ConversationId == conversation.Id);
        var deliveries = db.Deliveries().Where(row => messages.Any(message => message.Id == row.MessageId));
        await db.LocalOutboxEntries().Where(row => deliveries.Any(delivery => delivery.Id == row.DeliveryId))
            .ExecuteDeleteAsync(cancellationToken);

        var waiting = await messages
            .Where(row => row.Status == MessageStatus.Held || row.Status == MessageStatus.Failed || row.Status == MessageStatus.Unknown)
            .Select(static row => row.Id).ToListAsync(cancellationToken);
        foreach (var message in waiting)
        {
            await MessageAlerts.EndAsync(db, message, cancellationToken);
        }

        // Nothing goes out any more, and what is on its way finds that it is no longer its own.
        await deliveries.ExecuteUpdateAsync(
            static set => set
                .SetProperty(row => row.Address, string.Empty)
                .SetProperty(row => row.ProviderMessageId, (string?)null)
                .SetProperty(row => row.ReplyToken, (string?)null)
                .SetProperty(row => row.UnsubscribeToken, (string?)null)
                .SetProperty(row => row.LeaseToken, (Guid?)null)
                .SetProperty(row => row.Status, DeliveryStatus.Done),
            cancellationToken);
        await messages
            .Where(row => row.Status == MessageStatus.Queued || row.Status == MessageStatus.Held || row.Status == MessageStatus.Failed
                || row.Status == MessageStatus.Unknown)
            .ExecuteUpdateAsync(static set => set.SetProperty(row => row.Status, MessageStatus.Received), cancellationToken);
        await messages.ExecuteUpdateAsync(
            static set => set
                .SetProperty(row => row.Body, ErasedText)
                .SetProperty(row => row.Subject, (string?)null)
                .SetProperty(row => row.Quoted, (string?)null)
                .SetProperty(row => row.MailId, (string?)null)
                .SetProperty(row => row.Calendar, (string?)null)
                .SetProperty(row => row.StatusReason, (string?)null),
            cancellationToken);
        await Attachments.RemoveAsync(db, db.Attachments().Where(row => row.ConversationId == conversation.Id), cancellationToken);
        foreach (var holder in holders)
        {
            await holder.EraseAsync(db, conversation.Id, cancellationToken);
        }

        conversation.Erase();
    }

    public async Task<object> ExportAsync(CareOpsDb db, Caller caller, Guid contactId, CancellationToken cancellationToken)
    {
        var messages = await db.Conversations().Where(row => row.ContactId == contactId)
            .Join(db.Messages(), row => row.Id, message => message.ConversationId, (row, message) => message)
            .Where(static message => message.Kind != MessageKind.Note)
            .OrderBy(static message => message.CreatedAt)
            .ToListAsync(cancellationToken);
        var files = (await db.Attachments()
                .Where(row => row.FileId != null && row.MessageId != null)
                .Where(row => db.Conversations().Any(conversation => conversation.Id == row.ConversationId && conversation.ContactId == contactId))
                .OrderBy(static row => row.Id)
                .ToListAsync(cancellationToken))
            .ToLookup(static row => row.MessageId!.Value, static row => row.Name);
        return messages.ConvertAll(row => new
        {
            At = row.CreatedAt.ToString(),
            row.Kind,
            row.Channel,
            row.Subject,
            row.Body,
            row.Status,
            Files = files[row.Id].ToList(),
        });
    }

    // Before the conversation, as the worker that sends them does: what it has begun it ends, and what it has not it finds to be nobody's.
    private static async Task LockDeliveriesAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken)
    {
        var unfinished = await db.Deliveries()
            .Where(row => row.Status != DeliveryStatus.Done)
            .Where(row => db.Messages().Any(message => message.Id == row.MessageId
                && db.Conversations().Any(conversation => conversation.Id == message.ConversationId && conversation.ContactId == contactId)))
            .Select(static row => row.Id)
            .ToListAsync(cancellationToken);
        if (unfinished.Count > 0)
        {
            await db.LockAllAsync([.. unfinished.Select(static id => $"delivery:{id}")], [], cancellationToken);
        }
    }

    // Whoever asked for no messages gets none, also when nobody knows any more who that was.
    private async Task LeaveAloneAsync(CareOpsDb db, Guid contactId, Guid? conversation, CancellationToken cancellationToken)
    {
        var contact = await db.ContactAsync(contactId, cancellationToken);
        var written = await db.Deliveries()
            .Where(row => db.Messages().Any(message => message.ConversationId == conversation && message.Id == row.MessageId))
            .Select(static row => new { row.Channel, row.Address }).Distinct().ToListAsync(cancellationToken);
        var addresses = written.Select(static row => (row.Channel, row.Address.ToLowerInvariant()))
            .Append((Channel.Email, contact.NormalisedEmail ?? string.Empty)).Append((Channel.Sms, contact.Phone ?? string.Empty))
            .Where(static address => address.Item2.Length > 0).ToHashSet();
        await hashes.AnonymiseAsync(db, addresses, cancellationToken);
    }

    private async Task<string> JoinAsync(CareOpsDb db, Conversation loser, Conversation winner, CancellationToken cancellationToken)
    {
        var messages = await db.Messages().Where(row => row.ConversationId == loser.Id).Select(row => row.Id).ToListAsync(cancellationToken);
        var (was, into, held) = (
            KeptConversation.Of(loser), KeptConversation.Of(winner), new Dictionary<string, string>(StringComparer.Ordinal));
        winner.TakeIn(loser);
        await db.SaveChangesAsync(cancellationToken);
        await db.Messages().Where(row => row.ConversationId == loser.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, winner.Id), cancellationToken);
        foreach (var holder in holders)
        {
            held[holder.Key] = await holder.MoveAsync(db, loser.Id, winner.Id, cancellationToken);
        }

        await db.Attachments().Where(row => row.ConversationId == loser.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, winner.Id), cancellationToken);
        await db.Conversations().Where(row => row.Id == loser.Id).ExecuteDeleteAsync(cancellationToken);
        db.Announce(loser.LiveSubject);
        return JsonSerializer.Serialize(new MovedMessages(was, into, messages, held));
    }

    private static async Task<Conversation?> OfAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken)
    {
        var id = await db.Conversations().Where(row => row.ContactId == contactId).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellationToken);
        return id is { } known ? await Conversation.LockAsync(db, known, cancellationToken) : null;
    }
}

/// <summary>What a conversation was before a merge. Moments are Unix ticks.</summary>
internal sealed record KeptConversation(
    Guid Id,
    long LastMessageAt,
    string LastMessagePreview,
    MessageKind LastMessageKind,
    int UnreadCount,
    long? WaitingSince,
    long? PausedAt,
    Guid? PausedBy,
    Guid? AssignedTo,
    ConversationStatus Status,
    long? SnoozedUntil,
    Channel? LastChannel = null,
    long? FirstAskedAt = null,
    long? FirstResponseAt = null)
{
    public static KeptConversation Of(Conversation conversation) => new(
        conversation.Id,
        conversation.LastMessageAt.ToUnixTimeTicks(),
        conversation.LastMessagePreview,
        conversation.LastMessageKind,
        conversation.UnreadCount,
        conversation.WaitingSince?.ToUnixTimeTicks(),
        conversation.PausedAt?.ToUnixTimeTicks(),
        conversation.PausedBy?.Value,
        conversation.AssignedTo?.Value,
        conversation.Status,
        conversation.SnoozedUntil?.ToUnixTimeTicks(),
        conversation.LastChannel,
        conversation.FirstAskedAt?.ToUnixTimeTicks(),
        conversation.FirstResponseAt?.ToUnixTimeTicks());
}

/// <param name="Loser">The conversation that went; null where there was none.</param>
/// <param name="Winner">The one it went into; null where it only changed its contact.</param>
/// <param name="Messages">The loser's messages.</param>
/// <param name="Held">What other features had in the loser, by their keys; null of a merge from before that was kept.</param>
internal sealed record MovedMessages(
    KeptConversation? Loser, KeptConversation? Winner, IReadOnlyList<Guid> Messages, IReadOnlyDictionary<string, string>? Held = null);
