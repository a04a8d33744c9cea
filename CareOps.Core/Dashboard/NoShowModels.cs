using System.Collections.Concurrent;

using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Dashboard;

/// <summary>Keeps what was learned of each business's bookings for half a day: the past changes slowly, and learning reads thousands of rows.</summary>
public sealed class NoShowModels
{
    private const int MostLearned = 4000;

    private static readonly Duration Life = Duration.FromHours(12);

    // A business with little history soon has more.
    private static readonly Duration LifeOfNone = Duration.FromMinutes(15);

    private readonly ConcurrentDictionary<WorkspaceId, (Instant LearnedAt, NoShowModel? Model)> _models = new();

    /// <summary>By booking: those among the rows that have not begun and may well be missed. Nothing below a minimum of history.</summary>
    internal async Task<IReadOnlyDictionary<Guid, NoShowRisk>> RisksAsync(
        CareOpsDb db, Workspace workspace, IReadOnlyList<BookingRow> rows, CancellationToken cancellationToken)
    {
        var ahead = rows.Where(row => row is { Status: BookingStatus.Pending or BookingStatus.Confirmed, ArrivedAt: null } && row.StartsAt > db.Now).ToList();
        if (ahead.Count == 0 || await ModelAsync(db, workspace.Zone, cancellationToken) is not { } model)
        {
            return new Dictionary<Guid, NoShowRisk>();
        }

        // The span of time makes the database look there, not at all bookings there are.
        var (first, last) = (ahead.Min(static row => row.StartsAt), ahead.Max(static row => row.StartsAt));
        var ids = ahead.ConvertAll(static row => row.Id);
        var among = db.Bookings().Where(row => row.StartsAt >= first && row.StartsAt <= last && ids.Contains(row.Id));
        return (await ReadAsync(db, among, model, workspace.Zone, cancellationToken))
            .Where(static each => each.Value.Level != NoShowLevel.Usual).ToDictionary();
    }

    internal async Task<NoShowRisk?> RiskAsync(CareOpsDb db, DateTimeZone zone, Guid bookingId, CancellationToken cancellationToken) =>
        await ModelAsync(db, zone, cancellationToken) is { } model
            ? (await ReadAsync(db, db.Bookings().Where(row => row.Id == bookingId), model, zone, cancellationToken)).GetValueOrDefault(bookingId)
            : null;

    private static async Task<Dictionary<Guid, NoShowRisk>> ReadAsync(
        CareOpsDb db, IQueryable<Booking> bookings, NoShowModel model, DateTimeZone zone, CancellationToken cancellationToken)
    {
        var rows = await bookings.Select(row => new
        {
            row.Id,
            row.ServiceId,
            row.ServiceName,
            row.StartsAt,
            row.CreatedAt,
            row.Source,
            Came = db.Bookings().Count(each => each.ContactId == row.ContactId && each.StartsAt < row.StartsAt && each.Status == BookingStatus.Completed),
            Missed = db.Bookings().Count(each => each.ContactId == row.ContactId && each.StartsAt < row.StartsAt && each.Status == BookingStatus.NoShow),
        }).ToListAsync(cancellationToken);
        return rows.ToDictionary(static row => row.Id, row => model.Of(
            new NoShowFacts(
                row.ServiceId,
                row.StartsAt.InZone(zone).LocalDateTime,
                NoShowFacts.LeadOf(row.CreatedAt, row.StartsAt),
                row.Source,
                row.Came + row.Missed,
                row.Missed),
            row.ServiceName));
    }

    private async Task<NoShowModel?> ModelAsync(CareOpsDb db, DateTimeZone zone, CancellationToken cancellationToken)
    {
        if (_models.TryGetValue(db.Workspace, out var known)
            && db.Now - known.LearnedAt < (known.Model is null ? LifeOfNone : Life) && db.Now >= known.LearnedAt)
        {
            return known.Model;
        }

        var now = db.Now;
        var closed = await db.Bookings()
            .Where(row => row.StartsAt < now && (row.Status == BookingStatus.Completed || row.Status == BookingStatus.NoShow))
            .OrderByDescending(static row => row.StartsAt).Take(MostLearned)
            .Select(static row => new { row.ContactId, row.ServiceId, row.StartsAt, row.CreatedAt, row.Source, IsMissed = row.Status == BookingStatus.NoShow })
            .ToListAsync(cancellationToken);
        var records = new Dictionary<Guid, (int Visits, int Missed)>();
        var cases = new List<(NoShowFacts, bool)>(closed.Count);
        foreach (var row in Enumerable.Reverse(closed))
        {
            // Of each booking only what was known before it.
            var (visits, missed) = records.GetValueOrDefault(row.ContactId);
            var facts = new NoShowFacts(
                row.ServiceId, row.StartsAt.InZone(zone).LocalDateTime, NoShowFacts.LeadOf(row.CreatedAt, row.StartsAt), row.Source, visits, missed);
            cases.Add((facts, row.IsMissed));
            records[row.ContactId] = (visits + 1, missed + (row.IsMissed ? 1 : 0));
        }

        var model = NoShowModel.Learn(cases);
        _models[db.Workspace] = (now, model);
        return model;
    }
}

/// <summary>How likely a booking's customer won't come, for its own page.</summary>
public sealed class NoShowQueries(ReadDoor door, NoShowModels models)
{
    /// <returns>Null where the business has too little history to tell, or there is no such booking.</returns>
    public async Task<NoShowRisk?> OfAsync(Caller caller, Workspace workspace, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await db.BookingsFor(caller).AnyAsync(row => row.Id == bookingId, cancellationToken)
            ? await models.RiskAsync(db, workspace.Zone, bookingId, cancellationToken)
            : null;
    }
}
