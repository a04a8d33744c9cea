using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Webhooks;

/// <summary>An endpoint in the list; without its secrets.</summary>
public sealed record WebhookRow(
    Guid Id,
    string Url,
    string? Description,
    IReadOnlyList<string> Events,
    bool IsEnabled,
    Instant? LastSuccessAt,
    Instant? FailingSince,
    string? LastFailure,
    Instant? DisabledAt,
    Instant? OldSecretUntil);

/// <summary>A delivery in the log.</summary>
public sealed record WebhookDeliveryRow(
    Guid Id, string EventName, WebhookStatus Status, string? Reason, int Attempts, Instant CreatedAt, Instant StatusAt, Instant DueAt, bool IsErased);

/// <summary>A delivery with what was sent and every try that was kept, newest first.</summary>
public sealed record WebhookDeliveryDetails(WebhookDeliveryRow Row, Guid EndpointId, string Payload, IReadOnlyList<WebhookAttemptRow> Attempts);

/// <summary>One try.</summary>
public sealed record WebhookAttemptRow(
    Guid Id, Instant At, int DurationMs, int? StatusCode, string? Error, string RequestHead, string? ResponseHead);

/// <summary>Reads endpoints and what they were sent.</summary>
public sealed class WebhookQueries(ReadDoor door)
{
    private const int MostAttemptsShown = 30;

    public async Task<IReadOnlyList<WebhookRow>> EndpointsAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var endpoints = await db.WebhookEndpoints().OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
        return endpoints.ConvertAll(endpoint => new WebhookRow(
            endpoint.Id,
            endpoint.Url,
            endpoint.Description,
            endpoint.EventNames,
            endpoint.IsEnabled,
            endpoint.LastSuccessAt,
            endpoint.FailingSince,
            endpoint.LastFailure,
            endpoint.DisabledAt,
            endpoint.OldSecretUntil > db.Now ? endpoint.OldSecretUntil : null));
    }

    /// <summary>Newest first.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="endpointId">Whose log.</param>
    /// <param name="status">Only those; null for all.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<WebhookDeliveryRow>> DeliveriesAsync(
        Caller caller, Guid endpointId, WebhookStatus? status, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        return await db.WebhookDeliveries()
            .Where(row => row.EndpointId == endpointId && (status == null || row.Status == status))
            .OrderByDescending(row => row.Id).Take(most)
            .Select(row => new WebhookDeliveryRow(
                row.Id, row.EventName, row.Status, row.Reason, row.Attempts, row.CreatedAt, row.StatusAt, row.DueAt, row.Payload == string.Empty))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Null where there is none.</summary>
    public async Task<WebhookDeliveryDetails?> DeliveryAsync(Caller caller, Guid deliveryId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var row = await db.WebhookDeliveries().SingleOrDefaultAsync(delivery => delivery.Id == deliveryId, cancellationToken);
        if (row is null)
        {
            return null;
        }

        var attempts = await db.WebhookAttempts().Where(attempt => attempt.DeliveryId == deliveryId)
            .OrderByDescending(attempt => attempt.Id).Take(MostAttemptsShown)
            .Select(attempt => new WebhookAttemptRow(
                attempt.Id, attempt.At, attempt.DurationMs, attempt.StatusCode, attempt.Error, attempt.RequestHead, attempt.ResponseHead))
            .ToListAsync(cancellationToken);
        return new WebhookDeliveryDetails(
            new WebhookDeliveryRow(
                row.Id, row.EventName, row.Status, row.Reason, row.Attempts, row.CreatedAt, row.StatusAt, row.DueAt, row.Payload.Length == 0),
            row.EndpointId,
            row.Payload,
            attempts);
    }
}
