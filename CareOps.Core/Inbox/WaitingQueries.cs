using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Inbox;

/// <summary>A message that nobody but a member can settle.</summary>
/// <param name="Id">The message.</param>
/// <param name="ConversationId">Where it stands.</param>
/// <param name="ContactName">Who it is for.</param>
/// <param name="Channel">How it goes.</param>
/// <param name="From">The rule that wrote it; null for a member's reply.</param>
/// <param name="Subject">Of email.</param>
/// <param name="Body">Its words.</param>
/// <param name="Status">Held, Failed or Unknown.</param>
/// <param name="Reason">The sentence that says why.</param>
/// <param name="Since">Since when it waits.</param>
public sealed record WaitingMessage(
    Guid Id,
    Guid ConversationId,
    string ContactName,
    Channel Channel,
    string? From,
    string? Subject,
    string Body,
    MessageStatus Status,
    string? Reason,
    Instant Since);

/// <summary>Reads what waits for a person: held while automation is paused, failed for good, or unknown whether it arrived.</summary>
public sealed class WaitingQueries(ReadDoor door)
{
    private static readonly MessageStatus[] Waiting = [MessageStatus.Held, MessageStatus.Failed, MessageStatus.Unknown];

    /// <summary>What waits longest comes first.</summary>
    public Task<IReadOnlyList<WaitingMessage>> ListAsync(Caller caller, int most, CancellationToken cancellationToken) =>
        ListAsync(caller, Of, most, cancellationToken);

    /// <summary>What waits in one conversation, longest first.</summary>
    public Task<IReadOnlyList<WaitingMessage>> OfConversationAsync(Caller caller, Guid conversationId, int most, CancellationToken cancellationToken) =>
        ListAsync(caller, (db, status) => Of(db, status).Where(row => row.ConversationId == conversationId), most, cancellationToken);

    public async Task<int> CountAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        var count = 0;
        foreach (var status in Waiting)
        {
            count += await Of(db, status).CountAsync(cancellationToken);
        }

        return count;
    }

    private async Task<IReadOnlyList<WaitingMessage>> ListAsync(
        Caller caller, Func<CareOpsDb, MessageStatus, IQueryable<Message>> of, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        var found = new List<WaitingMessage>();
        foreach (var status in Waiting)
        {
            found.AddRange(await of(db, status).OrderBy(static row => row.StatusAt).Take(most)
                .Join(db.Conversations(), static row => row.ConversationId, static row => row.Id, static (message, conversation) => new { message, conversation })
                .Join(db.Contacts(), static row => row.conversation.ContactId, static row => row.Id, static (row, contact) => new WaitingMessage(
                    row.message.Id,
                    row.message.ConversationId,
                    contact.Name,
                    row.message.Channel,
                    row.message.RuleName,
                    row.message.Subject,
                    row.message.Body,
                    row.message.Status,
                    row.message.StatusReason,
                    row.message.StatusAt))
                .ToListAsync(cancellationToken));
        }

        return [.. found.OrderBy(static row => row.Since).ThenBy(static row => row.Id).Take(most)];
    }

    // The status as a word of the statement: so both engines use the index of what is stuck.
    private static IQueryable<Message> Of(CareOpsDb db, MessageStatus status) => db.Messages().Where(row => row.Status == EF.Constant(status));
}
