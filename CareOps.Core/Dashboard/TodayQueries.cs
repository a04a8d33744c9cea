using CareOps.Core.Alerts;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Dashboard;

/// <summary>One look at the business. What the caller may not see is empty.</summary>
/// <param name="Date">Today, in the business's zone.</param>
/// <param name="Attention">What needs someone, the most urgent first; at most <see cref="TodayQueries.MostAlerts"/>.</param>
/// <param name="Bookings">Today's, earliest first.</param>
/// <param name="Upcoming">The first of the next seven days.</param>
/// <param name="Readiness">By booking, of those that are to come, today and in the next days.</param>
/// <param name="Risks">By booking: those of today that may not show up.</param>
/// <param name="Figures">Each beside what it was.</param>
public sealed record TodayPage(
    LocalDate Date,
    IReadOnlyList<AttentionItem> Attention,
    IReadOnlyList<BookingRow> Bookings,
    IReadOnlyList<BookingRow> Upcoming,
    IReadOnlyDictionary<Guid, BookingReadiness> Readiness,
    IReadOnlyDictionary<Guid, NoShowRisk> Risks,
    TodayFigures Figures)
{
    /// <summary>How much needs someone and was put off, where nothing else does.</summary>
    public int PutOff { get; init; }
}

/// <summary>"What is happening in my business right now?"</summary>
public sealed class TodayQueries(ReadDoor door, NoShowModels models)
{
    public const int MostAlerts = 50;

    private const int MostUpcoming = 20;

    public async Task<TodayPage> LoadAsync(Caller caller, Workspace workspace, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.BeMember, cancellationToken);
        var date = db.Now.InZone(workspace.Zone).Date;
        Instant Start(int days) => date.PlusDays(days).AtStartOfDayInZone(workspace.Zone).ToInstant();
        var mayBookings = caller.May(Right.ViewBookings);
        var bookings = mayBookings ? await BookingsAsync(db, caller, Start(0), Start(1), int.MaxValue, cancellationToken) : [];
        var upcoming = mayBookings ? await BookingsAsync(db, caller, Start(1), Start(8), MostUpcoming, cancellationToken) : [];
        var attention = await AttentionQueries.OpenAsync(db, caller, workspace, MostAlerts, cancellationToken);
        return new TodayPage(
            date,
            attention,
            bookings,
            upcoming,
            await ReadinessQueries.ReadAsync(db, caller, workspace.Zone, bookings.Concat(upcoming), cancellationToken),
            await models.RisksAsync(db, workspace, bookings, cancellationToken),
            await FigureReader.ReadAsync(db, caller, workspace, date, cancellationToken))
        {
            // Only where nothing is shown: it must not look as if there were nothing.
            PutOff = attention.Count == 0 ? await AlertQueries.PutOffAsync(db, AlertKinds.For(caller), cancellationToken) : 0,
        };
    }

    private static async Task<IReadOnlyList<BookingRow>> BookingsAsync(
        CareOpsDb db, Caller caller, Instant from, Instant until, int most, CancellationToken cancellationToken) =>
        await db.BookingsFor(caller)
            .Where(row => row.StartsAt >= from && row.StartsAt < until && row.Status != BookingStatus.Cancelled)
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id).Take(most)
            .AsRows()
            .ToListAsync(cancellationToken);
}
