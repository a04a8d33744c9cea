using System.Collections.Frozen;

using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Webhooks;

/// <summary>
/// Writes a delivery for each endpoint that wants an event, in the transaction that marks the event as handled. The unique key (endpoint,
/// event) holds across crashes, restarts and nodes.
/// </summary>
public sealed class WebhookQueue : IEveryEventHandler
{
    private static readonly FrozenSet<string> Offered = WebhookEvents.All.Select(static kind => kind.Name).ToFrozenSet(StringComparer.Ordinal);

    private static readonly HotList<bool, WebhookEndpoint> Enabled =
        new((db, isEnabled) => db.Set<WebhookEndpoint>().AsNoTracking().Where(endpoint => endpoint.IsEnabled == isEnabled));

    public async Task HandleAsync(CareOpsDb db, OutboxEvent stored, IDomainEvent domainEvent, CancellationToken cancellationToken)
    {
        if (!Offered.Contains(stored.Name))
        {
            return;
        }

        var wanting = (await Enabled.AskAsync(db, true, cancellationToken)).Where(endpoint => endpoint.Wants(stored.Name)).ToList();
        if (wanting.Count == 0
            || await WebhookPayload.OfAsync(
                db, WebhookEvents.Find(stored.Name)!, stored.Id, stored.OccurredAt, domainEvent, cancellationToken) is not { } payload)
        {
            return;
        }

        foreach (var endpoint in wanting)
        {
            db.Append(WebhookDelivery.Of(db, endpoint.Id, stored.Id, payload));
        }

        db.WakeWorkers();
    }
}
