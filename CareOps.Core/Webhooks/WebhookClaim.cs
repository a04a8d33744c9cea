using System.Diagnostics.CodeAnalysis;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Webhooks;

/// <summary>Raw SQL, since EF can't say SKIP LOCKED: marks the oldest due deliveries of one endpoint as being sent by one worker.</summary>
internal static class WebhookClaim
{
    private const string Take = """
        UPDATE "WebhookDeliveries" SET "Status" = 'Sending', "LeaseToken" = {0}, "LeasedUntil" = {1}
        WHERE "Id" IN (
            SELECT "Id" FROM "WebhookDeliveries" WHERE "EndpointId" = {2} AND "Status" = 'Queued' AND "DueAt" <= {3}
            ORDER BY "DueAt", "Id" LIMIT {4}
        """;

    // By its index of unfinished rows, one look for each endpoint.
    private static readonly HotList<Instant, Guid> Due = new((db, now) => db.Set<WebhookEndpoint>().IgnoreQueryFilters()
        .Where(endpoint => endpoint.IsEnabled && db.Set<WebhookDelivery>().IgnoreQueryFilters()
            .Any(delivery => delivery.EndpointId == endpoint.Id && delivery.Status == WebhookStatus.Queued && delivery.DueAt <= now))
        .Select(endpoint => endpoint.Id));

    private static readonly HotQuery<Instant, bool> Lost = new((db, now, _) => db.Set<WebhookDelivery>().IgnoreQueryFilters()
        .Any(delivery => delivery.Status == WebhookStatus.Sending && delivery.LeasedUntil < now));

    /// <summary>Whether a worker claimed something and did not settle it in time.</summary>
    public static Task<bool> AreLostAsync(CareOpsDb db, CancellationToken cancellationToken) => Lost.AskAsync(db, db.Now, cancellationToken);

    /// <summary>The endpoints that are on and have something due.</summary>
    public static Task<IReadOnlyList<Guid>> EndpointsAsync(CareOpsDb db, CancellationToken cancellationToken) => Due.AskAsync(db, db.Now, cancellationToken);

    [SuppressMessage("Security", "S2077", Justification = "The text is made of constants; every value is a parameter.")]
    [SuppressMessage("Security", "EF1003", Justification = "The text is made of constants; every value is a parameter.")]
    public static async Task<List<ClaimedWebhook>> TakeAsync(
        CareOpsDb db, Guid endpointId, Duration lease, int most, CancellationToken cancellationToken)
    {
        var token = db.NewId();
        var taken = await db.WebhookDeliveries()
            .FromSqlRaw(
                Take + db.SkipLocked() + ")" + db.Returning<WebhookDelivery>(),
                db.Sql(token),
                db.Sql(db.Now + lease),
                db.Sql(endpointId),
                db.Sql(db.Now),
                most)
            .IgnoreQueryFilters()
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return taken.ConvertAll(delivery => new ClaimedWebhook(delivery.Id, delivery.WorkspaceId, delivery.EndpointId, token));
    }

    /// <summary>Gives back what a worker claimed and never settled.</summary>
    /// <param name="db">A transaction without a workspace.</param>
    /// <param name="all">Also what is still leased: where no other process can hold it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task<int> ReleaseAsync(CareOpsDb db, bool all, CancellationToken cancellationToken)
    {
        var now = db.Now;
        return db.WebhookDeliveries().IgnoreQueryFilters()
            .Where(delivery => delivery.Status == WebhookStatus.Sending && (all || delivery.LeasedUntil < now))
            .ExecuteUpdateAsync(
                set => set.SetProperty(delivery => delivery.Status, WebhookStatus.Queued)
                    .SetProperty(delivery => delivery.LeasedUntil, (Instant?)null)
                    .SetProperty(delivery => delivery.LeaseToken, (Guid?)null),
                cancellationToken);
    }
}

/// <summary>A delivery that one worker holds until its lease ends.</summary>
internal sealed record ClaimedWebhook(Guid Id, WorkspaceId Workspace, Guid Endpoint, Guid Token);
