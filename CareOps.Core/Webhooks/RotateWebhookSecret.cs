using CareOps.Core.Alerts;
using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Webhooks;

/// <summary>Gives an endpoint another secret. For a day its deliveries are signed with both.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record RotateWebhookSecret(Guid EndpointId);

public sealed class RotateWebhookSecretHandler(IWriteDoor door, WebhookSecrets secrets) : Handler<RotateWebhookSecret, SavedWebhook>(door)
{
    protected override async Task<Result<SavedWebhook>> ExecuteAsync(
        CareOpsDb db, Caller caller, RotateWebhookSecret command, CancellationToken cancellationToken)
    {
        if (await WebhookDesk.LockAsync(db, command.EndpointId, cancellationToken) is not { } endpoint)
        {
            return WebhookErrors.NotFound;
        }

        var secret = WebhookSecrets.Create();
        endpoint.Rotate(secrets.Protect(secret), db.Now);
        db.Audit(caller, "webhook.secret_changed", endpoint.Id, null, null);
        return new SavedWebhook(endpoint.Id, secret);
    }
}

/// <summary>Removes an endpoint with all that was, or was to be, sent to it.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record RemoveWebhook(Guid EndpointId);

public sealed class RemoveWebhookHandler(IWriteDoor door) : Handler<RemoveWebhook, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemoveWebhook command, CancellationToken cancellationToken)
    {
        if (await WebhookDesk.LockAsync(db, command.EndpointId, cancellationToken) is not { } endpoint)
        {
            return WebhookErrors.NotFound;
        }

        await db.WebhookDeliveries().Where(row => row.EndpointId == endpoint.Id).ExecuteDeleteAsync(cancellationToken);
        db.Remove(endpoint);
        await Alert.ResolveAsync(db, AlertKind.WebhookStopped, endpoint.Id, cancellationToken);
        db.Audit(caller, "webhook.removed", endpoint.Id, new { endpoint.Host, endpoint.Events }, null);
        return Done.It;
    }
}
