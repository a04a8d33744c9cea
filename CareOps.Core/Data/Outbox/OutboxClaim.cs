using System.Diagnostics.CodeAnalysis;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Data.Outbox;

/// <summary>
/// Raw SQL, since EF can't say SKIP LOCKED, and builds an UPDATE from its expression anew each time: marks the oldest due events as taken, leaving out those another node holds and those
/// whose subject has an earlier event that is still being handled or put off.
/// </summary>
internal static class OutboxClaim
{
    private const string Take = """
        UPDATE "OutboxEvents" SET "LeaseToken" = {0}, "LeasedUntil" = {1}
        WHERE "Id" IN (
            SELECT e."Id" FROM "OutboxEvents" e
            WHERE e."ProcessedAt" IS NULL AND e."DeadAt" IS NULL AND e."DueAt" <= {2}
              AND (e."LeasedUntil" IS NULL OR e."LeasedUntil" < {2})
              AND NOT EXISTS (
                SELECT 1 FROM "OutboxEvents" earlier
                WHERE earlier."SubjectId" = e."SubjectId" AND earlier."Id" < e."Id"
                  AND earlier."ProcessedAt" IS NULL AND earlier."DeadAt" IS NULL
                  AND (earlier."DueAt" > {2} OR earlier."LeasedUntil" >= {2}))
            ORDER BY e."DueAt", e."Id" LIMIT {3}
        """;

    private const string Done = """
        UPDATE "OutboxEvents" SET "ProcessedAt" = {0} WHERE "Id" = {1} AND "LeaseToken" = {2} AND "ProcessedAt" IS NULL
        """;

    [SuppressMessage("Security", "S2077", Justification = "The text is made of constants; every value is a parameter.")]
    [SuppressMessage("Security", "EF1003", Justification = "The text is made of constants; every value is a parameter.")]
    public static async Task<IReadOnlyList<OutboxEvent>> TakeAsync(
        CareOpsDb db, Instant until, int most, CancellationToken cancellationToken) =>
        await db.OutboxEvents
            .FromSqlRaw(
                Take + db.SkipLocked() + ")" + db.Returning<OutboxEvent>(), db.Sql(db.NewId()), db.Sql(until), db.Sql(db.Now), most)
            .AsNoTracking()
            .ToListAsync(cancellationToken);

    /// <returns>Whether the event was still this worker's to handle.</returns>
    public static async Task<bool> MarkProcessedAsync(CareOpsDb db, OutboxEvent stored, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlRawAsync(
            Done, [db.Sql(db.Now), db.Sql(stored.Id), db.Sql(stored.LeaseToken!.Value)], cancellationToken) == 1;
}
