using System.Globalization;

using CareOps.Core.Contacts;
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
        if (delivery?.IsKnownAs(news.DeliveryKey, connectionId) != true)
        {
            // Another program's mail, or a sending that a member has replaced by a new one.
            return;
        }

        Move(db, delivery, await db.MessageOfAsync(delivery, cancellationToken), news);
        if (news.Suppresses is { } reason
            && await ProviderReceipt.IsFirstAsync(db, connectionId, news.EventId, cancellationToken))
        {
            await SuppressAsync(db, delivery, reason, cancellationToken);
        }
    }

    // What a provider says of an address is shown on the contact whose it is, and who reported spam has unsubscribed.
    private static async Task SuppressAsync(CareOpsDb db, Delivery delivery, SuppressionReason reason, CancellationToken cancellationToken)
    {
        var found = await db.Conversations()
            .Where(row => db.Messages().Any(message => message.Id == delivery.MessageId && message.ConversationId == row.Id))
            .Select(static row => (Guid?)row.ContactId).SingleOrDefaultAsync(cancellationToken);
        var isNew = await Suppression.AddAsync(db, delivery.Channel, delivery.Address, reason, cancellationToken);
        if (found is not { } contact)
        {
            // The business's own mail.
            return;
        }

        if (reason == SuppressionReason.Complained)
        {
            var channel = delivery.Channel == Channel.Sms ? ConsentChannel.Sms : ConsentChannel.Email;
            await Consents.SetAsync(db, new SaidConsent(contact, channel, false, ConsentSource.Complaint), by: null, cancellationToken);
        }
        else if (isNew)
        {
            var what = reason == SuppressionReason.Bounced ? "A message came back: the address doesn't work" : "Asked for no more messages";
            db.Append(TimelineEntry.Of(db, contact, "contact.suppressed", delivery.MessageId ?? delivery.Id, what));
        }

        db.Announce(new LiveSubject(nameof(Contact), contact));
    }

    private static void Move(CareOpsDb db, Delivery delivery, Message message, DeliveryNews news)
    {
        var status = (news.Verdict, message.Status) switch
        {
            (DeliveryVerdict.Delivered, MessageStatus.Queued or MessageStatus.Sent or MessageStatus.Unknown) => MessageStatus.Delivered,

            // Mail can come back after it was accepted.
            (DeliveryVerdict.Failed, not MessageStatus.Failed) => MessageStatus.Failed,
            _ => message.Status,
        };
        if (status != message.Status)
        {
            // The news can be faster than the provider's own answer: whoever is still waiting for that finds it settled.
            delivery.Finish(delivery.ProviderMessageId);
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
