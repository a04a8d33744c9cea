using System.Diagnostics.CodeAnalysis;
using System.Globalization;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>
/// Finds the oldest deliveries that are due, passing over whoever has their hands full, and marks them as being sent by one worker. That
/// is raw SQL, since EF can't say SKIP LOCKED.
/// </summary>
internal static class DeliveryClaim
{
    private const string Take = """
        UPDATE "Deliveries" SET "Status" = 'Sending', "LeaseToken" = {0}, "LeasedUntil" = {1}, "HandedTo" = NULL
        WHERE "Id" IN (SELECT "Id" FROM "Deliveries" WHERE "Status" = 'Queued' AND "DueAt" <= {2} AND "Id" IN (
        """;

    private static readonly HotList<Instant, int, DueDelivery> Oldest = new((db, now, most) => db.Set<Delivery>().IgnoreQueryFilters()
        .Where(delivery => delivery.Status == DeliveryStatus.Queued && delivery.DueAt <= now)
        .OrderBy(delivery => delivery.DueAt).ThenBy(delivery => delivery.Id).Take(most)
        .Select(delivery => new DueDelivery(delivery.Id, delivery.WorkspaceId, delivery.Channel)));

    /// <param name="db">A connection that sees all workspaces.</param>
    /// <param name="full">Who takes no more at the moment.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<DueDelivery>> DueAsync(
        CareOpsDb db, IReadOnlyCollection<DeliveryLane> full, int most, CancellationToken cancellationToken)
    {
        if (full.Count == 0)
        {
            return await Oldest.AskAsync(db, db.Now, most, cancellationToken);
        }

        var now = db.Now;
        var mail = full.Where(static lane => lane.Channel == Channel.Email).Select(static lane => lane.Workspace).ToList();
        var texts = full.Where(static lane => lane.Channel == Channel.Sms).Select(static lane => lane.Workspace).ToList();
        return await db.Set<Delivery>().IgnoreQueryFilters()
            .Where(delivery => delivery.Status == DeliveryStatus.Queued && delivery.DueAt <= now)
            .Where(delivery => delivery.Channel == Channel.Email ? !mail.Contains(delivery.WorkspaceId) : !texts.Contains(delivery.WorkspaceId))
            .OrderBy(delivery => delivery.DueAt).ThenBy(delivery => delivery.Id).Take(most)
            .Select(static delivery => new DueDelivery(delivery.Id, delivery.WorkspaceId, delivery.Channel))
            .ToListAsync(cancellationToken);
    }

    /// <returns>Those that no other node took meanwhile.</returns>
    [SuppressMessage("Security", "S2077", Justification = "The text is made of constants and placeholders; every value is a parameter.")]
    [SuppressMessage("Security", "EF1003", Justification = "The text is made of constants and placeholders; every value is a parameter.")]
    public static async Task<List<ClaimedDelivery>> TakeAsync(
        CareOpsDb db, IReadOnlyList<DueDelivery> due, Duration lease, CancellationToken cancellationToken)
    {
        var token = db.NewId();
        var ids = string.Join(", ", Enumerable.Range(3, due.Count).Select(static number => $"{{{number.ToString(CultureInfo.InvariantCulture)}}}"));
        object[] values = [db.Sql(token), db.Sql(db.Now + lease), db.Sql(db.Now), .. due.Select(each => db.Sql(each.Id))];
        var taken = await db.Deliveries()
            .FromSqlRaw(Take + ids + ")" + db.SkipLocked() + ")" + db.Returning<Delivery>(), values)
            .IgnoreQueryFilters()
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return taken.ConvertAll(delivery => new ClaimedDelivery(delivery.Id, delivery.WorkspaceId, delivery.Channel, token));
    }
}

/// <summary>A delivery whose time has come.</summary>
internal sealed record DueDelivery(Guid Id, WorkspaceId Workspace, Channel Channel);

/// <summary>A delivery that one worker holds until its lease ends.</summary>
internal sealed record ClaimedDelivery(Guid Id, WorkspaceId Workspace, Channel Channel, Guid Token);
