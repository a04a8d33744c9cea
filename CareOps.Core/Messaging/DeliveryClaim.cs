using System.Diagnostics.CodeAnalysis;

using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>Raw SQL, since EF can't say SKIP LOCKED: marks the oldest due deliveries as being sent by one worker.</summary>
internal static class DeliveryClaim
{
    private const string Take = """
        UPDATE "Deliveries" SET "Status" = 'Sending', "LeaseToken" = {0}, "LeasedUntil" = {1}, "HandedTo" = NULL
        WHERE "Id" IN (
            SELECT "Id" FROM "Deliveries" WHERE "Status" = 'Queued' AND "DueAt" <= {2}
            ORDER BY "DueAt", "Id" LIMIT {3}
        """;

    [SuppressMessage("Security", "S2077", Justification = "The text is made of constants; every value is a parameter.")]
    [SuppressMessage("Security", "EF1003", Justification = "The text is made of constants; every value is a parameter.")]
    public static async Task<List<ClaimedDelivery>> TakeAsync(
        CareOpsDb db, Duration lease, int most, CancellationToken cancellationToken)
    {
        var token = db.NewId();
        var taken = await db.Deliveries()
            .FromSqlRaw(
                Take + db.SkipLocked() + ") RETURNING *", db.Sql(token), db.Sql(db.Now + lease), db.Sql(db.Now), most)
            .IgnoreQueryFilters()
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return taken.ConvertAll(delivery => new ClaimedDelivery(delivery.Id, delivery.WorkspaceId, delivery.Channel, token));
    }
}

/// <summary>A delivery that one worker holds until its lease ends.</summary>
internal sealed record ClaimedDelivery(Guid Id, Foundation.WorkspaceId Workspace, Channel Channel, Guid Token);
