using CareOps.Core.Alerts;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;

namespace CareOps.Core.Messaging;

/// <summary>A message that waits for a member raises an alert in the transaction that leaves it so, and ends it in the one that settles it.</summary>
public sealed class MessageAlerts : IJoinedHandler<MessageSettled>
{
    public Task HandleAsync(CareOpsDb db, MessageSettled domainEvent, CancellationToken cancellationToken) =>
        FollowAsync(db, domainEvent.MessageId, domainEvent.Status, cancellationToken);

    /// <summary>What a message in this status is an alert of; null where it is none.</summary>
    internal static AlertKind? KindOf(MessageStatus status) => status switch
    {
        MessageStatus.Failed => AlertKind.MessageFailed,
        MessageStatus.Unknown => AlertKind.MessageUnknown,
        MessageStatus.Held => AlertKind.MessageHeld,
        _ => null,
    };

    /// <summary>Lets the alert about a message follow what became of it.</summary>
    internal static async Task FollowAsync(CareOpsDb db, Guid messageId, MessageStatus status, CancellationToken cancellationToken)
    {
        if (KindOf(status) is { } kind)
        {
            // It failed after nobody knew, or the other way round: only the newest counts.
            await Alert.ResolveAsync(db, [.. AlertKinds.OfMessages.Where(each => each != kind)], messageId, cancellationToken);
            var severity = kind == AlertKind.MessageFailed ? AlertSeverity.Critical : AlertSeverity.Warning;
            await Alert.OpenAsync(db, kind, severity, messageId, cancellationToken);
        }
        else if (status is MessageStatus.Dropped or MessageStatus.Delivered)
        {
            // Whatever was sent was queued before, and nothing that is queued has an alert.
            await EndAsync(db, messageId, cancellationToken);
        }
    }

    /// <summary>Nobody needs to look at it any more.</summary>
    internal static Task EndAsync(CareOpsDb db, Guid messageId, CancellationToken cancellationToken) =>
        Alert.ResolveAsync(db, AlertKinds.OfMessages, messageId, cancellationToken);
}
