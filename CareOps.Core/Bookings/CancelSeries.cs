using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

/// <summary>
/// A member cancels a booking of a series with all later ones that are still open and theirs to change. The customer gets one message for
/// all, ten seconds later.
/// </summary>
/// <param name="BookingId">The first to be cancelled.</param>
[Requires(Right.ManageBookings)]
public sealed record CancelSeries(Guid BookingId)
{
    public string? Reason { get; init; }

    public bool Tell { get; init; } = true;
}

public sealed class CancelSeriesHandler(IWriteDoor door) : Handler<CancelSeries, IReadOnlyList<Booking>>(door)
{
    protected override IEnumerable<Error> Check(CancelSeries command) => Cancellation.Check(command.Reason);

    protected override async Task<Result<IReadOnlyList<Booking>>> ExecuteAsync(
        CareOpsDb db, Caller caller, CancelSeries command, CancellationToken cancellationToken)
    {
        var first = await db.BookingsFor(caller).AsNoTracking().SingleOrDefaultAsync(row => row.Id == command.BookingId, cancellationToken);
        if (first is null)
        {
            return BookingErrors.NotFound;
        }

        // All of them before anything else of theirs, so that nobody who changes one waits for another in a circle.
        var later = await OpenFrom(db, caller, first).Select(static row => row.Id).ToListAsync(cancellationToken);
        var bookings = await BookingDesk.LockAsync(db, caller, [.. later.Append(first.Id).Distinct()], cancellationToken);
        if (bookings.All(booking => booking.Id != first.Id))
        {
            return BookingErrors.NotFound;
        }

        var cancelled = await Cancellation.RunAsync(
            db, caller, bookings, new CancelBooking(first.Id) { Reason = command.Reason, Tell = command.Tell }, cancellationToken);
        if (cancelled.Succeeded && first.SeriesId is { } series)
        {
            Audit.AuditLog.Audit(db, caller, "series.cancelled", series, null, new { Cancelled = cancelled.Value.Count });
        }

        return cancelled;
    }

    /// <summary>A booking of a series and its later ones, as far as they can be cancelled.</summary>
    internal static IQueryable<Booking> OpenFrom(CareOpsDb db, Caller caller, Booking first) =>
        db.BookingsFor(caller).Where(row => row.SeriesId == first.SeriesId && row.SeriesId != null
            && row.StartsAt >= first.StartsAt
            && (row.Status == BookingStatus.Pending || row.Status == BookingStatus.Confirmed));
}
