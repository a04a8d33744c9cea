using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Webhooks;

/// <summary>Sends a delivery again, with the id by which its receiver knows it.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record ReplayWebhook(Guid DeliveryId);

public sealed class ReplayWebhookHandler(IWriteDoor door) : Handler<ReplayWebhook, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ReplayWebhook command, CancellationToken cancellationToken)
    {
        var endpointId = await db.WebhookDeliveries().Where(row => row.Id == command.DeliveryId)
            .Select(static row => (Guid?)row.EndpointId).SingleOrDefaultAsync(cancellationToken);
        if (endpointId is null || await WebhookDesk.LockAsync(db, endpointId.Value, cancellationToken) is not { } endpoint)
        {
            return Error.NotFound("delivery");
        }

        var delivery = await db.WebhookDeliveries().SingleAsync(row => row.Id == command.DeliveryId, cancellationToken);
        if (Refuse(endpoint, delivery) is { } refusal)
        {
            return refusal;
        }

        delivery.Replay(db.Now);
        db.Audit(caller, "webhook.replayed", delivery.Id, null, null);
        db.WakeWorkers();
        return Done.It;
    }

    private static Error? Refuse(WebhookEndpoint endpoint, WebhookDelivery delivery) => (endpoint, delivery) switch
    {
        ({ IsEnabled: false }, _) => WebhookErrors.IsOff,
        (_, { Payload: "" }) => WebhookErrors.Erased,
        (_, { CanBeReplayed: false }) => WebhookErrors.UnderWay,
        _ => null,
    };
}

/// <summary>Sends everything again that an endpoint did not take, oldest first.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record ReplayFailedWebhooks(Guid EndpointId);

public sealed class ReplayFailedWebhooksHandler(IWriteDoor door) : Handler<ReplayFailedWebhooks, int>(door)
{
    protected override async Task<Result<int>> ExecuteAsync(
        CareOpsDb db, Caller caller, ReplayFailedWebhooks command, CancellationToken cancellationToken)
    {
        if (await WebhookDesk.LockAsync(db, command.EndpointId, cancellationToken) is not { } endpoint)
        {
            return WebhookErrors.NotFound;
        }

        if (!endpoint.IsEnabled)
        {
            return WebhookErrors.IsOff;
        }

        var now = db.Now;
        var replayed = await db.WebhookDeliveries()
            .Where(row => row.EndpointId == endpoint.Id && row.Status == WebhookStatus.Failed && row.Payload != string.Empty)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Status, WebhookStatus.Queued)
                    .SetProperty(row => row.StatusAt, now)
                    .SetProperty(row => row.DueAt, now)
                    .SetProperty(row => row.Attempts, 0)
                    .SetProperty(row => row.Reason, (string?)null),
                cancellationToken);
        db.Audit(caller, "webhook.replayed_failed", endpoint.Id, null, new { Count = replayed });
        db.Announce(endpoint.LiveSubject);
        db.WakeWorkers();
        return replayed;
    }
}

/// <summary>Sends an event that means nothing, to see whether an endpoint takes it.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SendWebhookTest(Guid EndpointId);

public sealed class SendWebhookTestHandler(IWriteDoor door) : Handler<SendWebhookTest, Guid>(door)
{
    protected override async Task<Result<Guid>> ExecuteAsync(
        CareOpsDb db, Caller caller, SendWebhookTest command, CancellationToken cancellationToken)
    {
        if (await WebhookDesk.LockAsync(db, command.EndpointId, cancellationToken) is not { } endpoint)
        {
            return WebhookErrors.NotFound;
        }

        if (!endpoint.IsEnabled)
        {
            return WebhookErrors.IsOff;
        }

        var eventId = db.NewId();
        var delivery = WebhookDelivery.Of(db, endpoint.Id, eventId, await WebhookPayload.OfTestAsync(db, eventId, cancellationToken));
        db.Add(delivery);
        db.WakeWorkers();
        return delivery.Id;
    }
}
