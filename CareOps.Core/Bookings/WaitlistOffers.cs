using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// A time became free: each who waits for the service is looked at in the order of coming, and gets the first free time on their days that
/// was not offered to them before. It is kept for them until the offer ends; then the next is asked.
/// </summary>
public sealed class WaitlistOffers : IEventHandler<TimeFreed>, IEventHandler<WaitlistOfferEnded>
{
    private const int MostLookedAt = 100;

    private static readonly string Freed = EventCatalog.NameOf(typeof(TimeFreed)).Name;

    public Task HandleAsync(CareOpsDb db, TimeFreed domainEvent, CancellationToken cancellationToken) =>
        OfferAsync(db, domainEvent.ServiceId, cancellationToken);

    public async Task HandleAsync(CareOpsDb db, WaitlistOfferEnded domainEvent, CancellationToken cancellationToken)
    {
        await db.LockAsync($"waitlist:{domainEvent.EntryId}", cancellationToken);
        var entry = await db.WaitlistEntries().SingleAsync(row => row.Id == domainEvent.EntryId, cancellationToken);
        if (entry.OfferId == domainEvent.OfferId)
        {
            await BookingDesk.ReleaseAsync(db, domainEvent.OfferId, cancellationToken);
            entry.WaitOn();
            await db.SaveChangesAsync(cancellationToken);
        }

        await OfferAsync(db, entry.ServiceId, cancellationToken);
    }

    /// <summary>Keeps a free time of a service for each who waits for it, as far as there are any.</summary>
    internal static async Task OfferAsync(CareOpsDb db, Guid serviceId, CancellationToken cancellationToken)
    {
        if (!await db.WaitlistEntries().AnyAsync(row => row.ServiceId == serviceId && row.Status == WaitlistStatus.Waiting, cancellationToken))
        {
            return;
        }

        if (await LastToThinkAsync(db, cancellationToken) is { } due)
        {
            db.Raise(new TimeFreed(db.NewId(), serviceId), due);
            return;
        }

        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        if (await BookingDesk.LockAsync(db, workspace, serviceId, activeOnly: true, cancellationToken) is not { } plan)
        {
            return;
        }

        var today = db.Now.InZone(workspace.Zone).Date;
        var waiting = await db.WaitlistEntries()
            .Where(row => row.ServiceId == serviceId && row.Status == WaitlistStatus.Waiting)
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id)
            .Take(MostLookedAt)
            .ToListAsync(cancellationToken);
        foreach (var entry in waiting)
        {
            if (entry.LastDay < today)
            {
                entry.Leave();
            }
            else
            {
                await OfferAsync(db, plan, entry, today, cancellationToken);
            }
        }
    }

    private static async Task OfferAsync(
        CareOpsDb db, ServicePlan plan, WaitlistEntry entry, LocalDate today, CancellationToken cancellationToken)
    {
        var known = await db.WaitlistOffers().Where(row => row.EntryId == entry.Id).Select(row => row.Start).ToListAsync(cancellationToken);
        var first = LocalDate.Max(entry.FirstDay, today);
        var engine = await Availability.EngineAsync(db, plan, entry.MemberId, first, entry.LastDay, default, cancellationToken);
        var free = Enumerable.Range(0, Period.DaysBetween(first, entry.LastDay) + 1)
            .SelectMany(day => engine.SlotsOn(first.PlusDays(day), entry.MemberId))
            .Where(slot => !known.Contains(slot.Start))
            .Select(slot => engine.At(slot.Local, entry.MemberId).Placement)
            .FirstOrDefault();
        if (free is null)
        {
            return;
        }

        // Not beyond the last moment at which it can be booked.
        var until = Instant.Min(db.Now + WaitlistEntry.OfferTime, free.Slot.Start - plan.Rules.Notice);
        var offer = entry.Offer(db, free.Slot.Start, until);
        db.Add(offer);
        db.AddRange(Occupancy.Hold(db, offer.Id, plan.Service.Id, free, until));
        await db.SaveChangesAsync(cancellationToken);
    }

    // Until when a member may take back the last change that freed a time, of whatever service: what is free by then looks free now already.
    private static Task<Instant?> LastToThinkAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        var (workspace, now) = (db.Workspace.Value, db.Now);
        return db.OutboxEvents
            .Where(stored => stored.ProcessedAt == null && stored.DeadAt == null && stored.DueAt > now)
            .Where(stored => stored.Workspace == workspace && stored.Name == Freed && stored.Attempts == 0)
            .OrderByDescending(static stored => stored.DueAt)
            .Select(static stored => (Instant?)stored.DueAt)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
