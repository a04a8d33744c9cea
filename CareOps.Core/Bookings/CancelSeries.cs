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

        var later = await OpenFrom(db, caller, first).Select(static row => row.Id).ToListAsync(cancellationToken);
        var cancelled = new List<Booking>();

        // In the order of their ids, so that two who cancel the same series don't wait for each other's bookings.
        foreach (var id in later.Append(first.Id).Distinct().Order())
        {
            var one = await Cancellation.RunAsync(
                db, caller, new CancelBooking(id) { Reason = command.Reason, Tell = command.Tell }, cancellationToken);
            if (one.Succeeded)
            {
                cancelled.Add(one.Value);
            }
            else if (id == first.Id)
            {
                return one.Error;
            }
        }

        if (first.SeriesId is { } series)
        {
            Audit.AuditLog.Audit(db, caller, "series.cancelled", series, null, new { Cancelled = cancelled.Count });
        }

        return cancelled.OrderBy(static booking => booking.StartsAt).ToList();
    }

    /// <summary>A booking of a series and its later ones, as far as they can be cancelled.</summary>
    internal static IQueryable<Booking> OpenFrom(CareOpsDb db, Caller caller, Booking first) =>
        db.BookingsFor(caller).Where(row => row.SeriesId == first.SeriesId && row.SeriesId != null
            && row.StartsAt >= first.StartsAt
            && (row.Status == BookingStatus.Pending || row.Status == BookingStatus.Confirmed));
}
