using System.Globalization;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>What a provider says became of a message, in our words. The signature was checked before.</summary>
/// <param name="EventId">The provider's id of the event: the same one again has no effect.</param>
/// <param name="DeliveryKey">What the sending was given to be known by.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Reason">A sentence for members where it failed.</param>
/// <param name="Suppresses">Why its address gets nothing more; null where it does.</param>
public sealed record DeliveryNews(
    string EventId, string DeliveryKey, DeliveryVerdict Verdict, string? Reason = null, SuppressionReason? Suppresses = null);

public enum DeliveryVerdict
{
    /// <summary>The provider has it and is about to pass it on.</summary>
    Sent,
    Delivered,
    Failed,

    /// <summary>It arrived; the rest of the news is about its address.</summary>
    Unchanged,
}

/// <summary>Moves messages on by what providers say became of them. Late, repeated and unordered news do no harm.</summary>
public sealed class DeliveryCallbacks(IWriteDoor door)
{
    public Task RecordAsync(ProviderConnection connection, IReadOnlyList<DeliveryNews> news, CancellationToken cancellationToken) =>
        news.Count == 0
            ? Task.CompletedTask
            : door.RunAsync(
                new Caller.SystemWork(connection.WorkspaceId, "callback"),
                async (db, token) =>
                {
                    foreach (var one in news)
                    {
                        await RecordAsync(db, connection.Id, one, token);
                    }

                    return Done.It;
                },
                cancellationToken);

    private static async Task RecordAsync(CareOpsDb db, Guid connectionId, DeliveryNews news, CancellationToken cancellationToken)
    {
        if (IdOf(news.DeliveryKey) is not { } id)
        {
            return;
        }

        // The delivery worker holds the first while it settles, a member's "send it again" the second.
        var messageId = await db.Deliveries().Where(row => row.Id == id).Select(row => row.MessageId ?? row.Id).SingleOrDefaultAsync(cancellationToken);
        await db.LockAsync($"delivery:{id}", cancellationToken);
        await db.LockAsync($"message:{messageId}", cancellationToken);
        var delivery = await db.Deliveries().AsTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (delivery?.IsKnownAs(news.DeliveryKey, connectionId, news.Verdict) != true || delivery.IsErased)
        {
            // Another program's mail, a sending that a member has replaced by a new one, or nobody's any more.
            return;
        }

        if (delivery.MessageId is not null || await IsNewsOfNoticeAsync(db, connectionId, delivery, news, cancellationToken))
        {
            await MoveAsync(db, delivery, await db.MessageOfAsync(delivery, cancellationToken), news, cancellationToken);
        }

        if (news.Suppresses is { } reason
            && await ProviderReceipt.IsFirstAsync(db, connectionId, news.EventId, cancellationToken))
        {
            await SuppressedContacts.AddAsync(db, delivery, reason, cancellationToken);
        }
    }

    // A notice keeps no status that late or repeated news could be held against: only that it came back is told, once.
    private static async Task<bool> IsNewsOfNoticeAsync(
        CareOpsDb db, Guid connectionId, Delivery delivery, DeliveryNews news, CancellationToken cancellationToken) => news.Verdict switch
        {
            DeliveryVerdict.Failed => await ProviderReceipt.IsFirstAsync(db, connectionId, $"notice {news.DeliveryKey} failed", cancellationToken),
            _ => delivery.Status != DeliveryStatus.Done,
        };

    private static async Task MoveAsync(CareOpsDb db, Delivery delivery, Message message, DeliveryNews news, CancellationToken cancellationToken)
    {
        var status = (news.Verdict, message.Status) switch
        {
            (DeliveryVerdict.Sent, MessageStatus.Queued or MessageStatus.Unknown) => MessageStatus.Sent,
            (DeliveryVerdict.Delivered, MessageStatus.Queued or MessageStatus.Sent or MessageStatus.Unknown) => MessageStatus.Delivered,

            // Mail can come back after it was accepted.
            (DeliveryVerdict.Failed, not MessageStatus.Failed) => MessageStatus.Failed,
            _ => message.Status,
        };
        if (status != message.Status)
        {
            if (message.WaitsForAMember)
            {
                await MessageAlerts.EndAsync(db, message.Id, cancellationToken);
            }

            // The news can be faster than the provider's own answer: whoever is still waiting for that finds it settled.
            delivery.Finish(delivery.ProviderMessageId);
            if (status == MessageStatus.Failed)
            {
                // A member's word is another sending: the provider would take the same one for done.
                delivery.Unbind();
            }

            message.Become(status, status == MessageStatus.Failed ? news.Reason : null, db.Now);
            db.Raise(delivery.NoticeOf is { } of
                ? new NoticeSettled(delivery.Id, of, status, message.StatusReason)
                : new MessageSettled(message.Id, status));
        }
    }

    // "{id}-{round}", as Delivery.Key makes it.
    private static Guid? IdOf(string key) =>
        key.Length > 33 && key[32] == '-'
        && Guid.TryParseExact(key.AsSpan(0, 32), "N", out var id)
        && int.TryParse(key.AsSpan(33), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? id
            : null;
}
