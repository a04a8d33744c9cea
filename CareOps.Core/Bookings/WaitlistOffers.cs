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

    // What is kept for less than this is over before it is read.
    private static readonly Duration ShortestOffer = Duration.FromMinutes(30);

    // How long who was offered something is left alone where nobody gave a time back.
    private static readonly Duration Patience = Duration.FromHours(12);

    private static readonly string Freed = EventCatalog.NameOf(typeof(TimeFreed)).Name;

    public Task HandleAsync(CareOpsDb db, TimeFreed domainEvent, CancellationToken cancellationToken) =>
        OfferAsync(db, new OfferRound(domainEvent.ServiceId), cancellationToken);

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

        await OfferAsync(db, new OfferRound(entry.ServiceId) { IsPatient = true }, cancellationToken);
    }

    /// <summary>Keeps a free time of a service for each who waits for it, as far as there are any.</summary>
    internal static async Task OfferAsync(CareOpsDb db, OfferRound round, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        foreach (var entry in await Over(db, workspace, round).ToListAsync(cancellationToken))
        {
            entry.Leave();
        }

        var waiting = await WaitingAsync(db, workspace, round, cancellationToken);
        if (waiting.Count == 0)
        {
            return;
        }

        if (await LastToThinkAsync(db, cancellationToken) is { } due)
        {
            if (!round.IsPatient)
            {
                await AskAgainAsync(db, round.ServiceId, due, cancellationToken);
            }

            return;
        }

        // Whoever leaves or books meanwhile waits, or is seen to have done so.
        await db.LockAllAsync([.. waiting.Select(static entry => $"waitlist:{entry.Id}")], [], cancellationToken);
        if (await BookingDesk.LockAsync(db, workspace, round.ServiceId, activeOnly: true, cancellationToken) is not { } plan)
        {
            return;
        }

        var search = new FreeTimes(db, plan, waiting);
        foreach (var entry in await WaitingAsync(db, workspace, round, cancellationToken))
        {
            if (await search.FirstAsync(entry, cancellationToken) is { } free)
            {
                await KeepAsync(db, plan, entry, free, cancellationToken);
                search.Forget();
            }
        }
    }

    /// <summary>Whether there is anything to do for those who wait: looked at without keeping anybody waiting.</summary>
    internal static async Task<bool> IsWorthwhileAsync(CareOpsDb db, OfferRound round, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        if (await Over(db, workspace, round).AnyAsync(cancellationToken))
        {
            return true;
        }

        var waiting = await WaitingAsync(db, workspace, round, cancellationToken);
        if (waiting.Count == 0 || await Availability.FindPlanAsync(db, workspace, round.ServiceId, activeOnly: true, cancellationToken) is not { } plan)
        {
            return false;
        }

        var search = new FreeTimes(db, plan, waiting);
        foreach (var entry in waiting)
        {
            if (await search.FirstAsync(entry, cancellationToken) is not null)
            {
                return true;
            }
        }

        return false;
    }

    // Whose last day is behind.
    private static IQueryable<WaitlistEntry> Over(CareOpsDb db, Workspace workspace, OfferRound round)
    {
        var (today, service) = (db.Now.InZone(workspace.Zone).Date, round.ServiceId);
        return db.WaitlistEntries().Where(row => row.ServiceId == service && row.Status == WaitlistStatus.Waiting && row.LastDay < today);
    }

    /// <summary>Who may be asked now, the first who came first. Nobody of a business that is closed, and nobody while they are to be left in peace.</summary>
    private static async Task<List<WaitlistEntry>> WaitingAsync(
        CareOpsDb db, Workspace workspace, OfferRound round, CancellationToken cancellationToken)
    {
        if (!workspace.IsOpen)
        {
            return [];
        }

        var today = db.Now.InZone(workspace.Zone).Date;
        var (since, service) = (db.Now - Patience, round.ServiceId);
        var entries = db.WaitlistEntries().Where(row => row.ServiceId == service && row.Status == WaitlistStatus.Waiting && row.LastDay >= today);
        if (round.IsPatient)
        {
            entries = entries.Where(row => !db.WaitlistOffers().Any(offer => offer.EntryId == row.Id && offer.OfferedAt > since));
        }

        var waiting = await entries.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(MostLookedAt).ToListAsync(cancellationToken);
        waiting.RemoveAll(entry => (entry.Email is null ? workspace.QuietSms : workspace.QuietEmail)?.EndAfter(db.Now, workspace.Zone) is not null);
        return waiting;
    }

    /// <summary>Keeps a free time for one who waits, and tells them.</summary>
    internal static async Task KeepAsync(
        CareOpsDb db, ServicePlan plan, WaitlistEntry entry, Placement free, CancellationToken cancellationToken)
    {
        var offer = entry.Offer(db, free.Slot.Start, plan.Rules.Notice);
        db.Add(offer);
        db.AddRange(Occupancy.Hold(db, offer.Id, plan.Service.Id, free, entry.OfferEndsAt!.Value));
        await db.SaveChangesAsync(cancellationToken);
    }

    // Once for a service, however many changes can still be taken back.
    private static async Task AskAgainAsync(CareOpsDb db, Guid serviceId, Instant due, CancellationToken cancellationToken)
    {
        var (workspace, now, service) = (db.Workspace.Value, db.Now, serviceId.ToString());
        var isComing = await db.OutboxEvents.AnyAsync(
            stored => stored.ProcessedAt == null && stored.DeadAt == null && stored.DueAt > now && stored.Workspace == workspace
                && stored.Name == Freed && stored.Payload.Contains(service),
            cancellationToken);
        if (!isComing)
        {
            db.Raise(new TimeFreed(db.NewId(), serviceId), due);
        }
    }

    // Until when a member may take back the last change that freed a time, of whatever service: what is free by then looks free now already.
    private static Task<Instant?> LastToThinkAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        var (workspace, now, latest) = (db.Workspace.Value, db.Now, db.Now + Booking.TimeToThink);
        return db.OutboxEvents
            .Where(stored => stored.ProcessedAt == null && stored.DeadAt == null && stored.DueAt > now && stored.DueAt <= latest)
            .Where(stored => stored.Workspace == workspace && stored.Name == Freed && stored.Attempts == 0)
            .OrderByDescending(static stored => stored.DueAt)
            .Select(static stored => (Instant?)stored.DueAt)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Looks for what is free, with one look at the bookings for all who wait with the same wish.</summary>
    private sealed class FreeTimes(CareOpsDb db, ServicePlan plan, IReadOnlyList<WaitlistEntry> waiting)
    {
        private readonly Dictionary<Guid, SlotEngine> _engines = [];

        /// <returns>The first free time on an entry's days that it was not offered before; null where there is none.</returns>
        public async Task<Placement?> FirstAsync(WaitlistEntry entry, CancellationToken cancellationToken)
        {
            var today = db.Now.InZone(plan.Rules.Zone).Date;
            var key = entry.MemberId?.Value ?? Guid.Empty;
            if (!_engines.TryGetValue(key, out var engine))
            {
                var last = waiting.Max(static each => each.LastDay);
                _engines[key] = engine = await Availability.EngineAsync(db, plan, entry.MemberId, today, last, default, cancellationToken);
            }

            var first = LocalDate.Max(entry.FirstDay, today);
            var earliest = db.Now + plan.Rules.Notice + ShortestOffer;
            var free = Enumerable.Range(0, Math.Max(0, Period.DaysBetween(first, entry.LastDay) + 1))
                .SelectMany(day => engine.SlotsOn(first.PlusDays(day), entry.MemberId))
                .Where(slot => slot.Start >= earliest)
                .ToList();
            if (free.Count == 0)
            {
                return null;
            }

            var known = await db.WaitlistOffers().Where(row => row.EntryId == entry.Id).Select(row => row.Start).ToListAsync(cancellationToken);
            return free.Where(slot => !known.Contains(slot.Start))
                .Select(slot => engine.At(slot.Local, entry.MemberId).Placement)
                .FirstOrDefault();
        }

        /// <summary>Something was taken.</summary>
        public void Forget() => _engines.Clear();
    }
}

/// <summary>Whom a free time is offered to.</summary>
/// <param name="ServiceId">What they wait for.</param>
internal sealed record OfferRound(Guid ServiceId)
{
    /// <summary>
    /// Nobody gave a time back: an offer ran out, or the sweep looks. Who was offered something lately is left alone, so that nobody is asked
    /// every two hours through the night; what can't be decided yet, the next sweep sees.
    /// </summary>
    public bool IsPatient { get; init; }
}
