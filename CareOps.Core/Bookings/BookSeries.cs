using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// A member books the same appointment several times. Each date stands or falls by itself: what can't be booked is answered with the
/// reason, the others are made together.
/// </summary>
/// <param name="First">What the first one is: service, member, customer, notes; the same of all.</param>
/// <param name="EveryDays">Days from one to the next: 7 for weekly.</param>
/// <param name="Starts">The wall times to book, as <see cref="SlotQueries.SeriesAsync"/> proposed them or as a member changed them.</param>
[Requires(Right.ManageBookings)]
public sealed record BookSeries(CreateBooking First, int EveryDays, IReadOnlyList<LocalDateTime> Starts);

/// <summary>What became of a series.</summary>
public sealed record BookedSeries(Guid? SeriesId, IReadOnlyList<Booking> Booked, IReadOnlyList<RefusedOccurrence> Refused);

public sealed record RefusedOccurrence(LocalDateTime Start, Error Error);

public sealed class BookSeriesHandler(IWriteDoor door) : Handler<BookSeries, BookedSeries>(door)
{
    protected override IEnumerable<Error> Check(BookSeries command)
    {
        var errors = new FieldChecks();
        errors.Range(command.EveryDays, 1, BookingSeries.MaxEveryDays, nameof(command.EveryDays), "days");
        errors.Range(command.Starts.Count, 1, BookingSeries.MaxCount, nameof(command.Starts), "appointments");
        return errors.All.Concat(MembersBooking.Check(command.First with { Start = command.Starts.Count == 0 ? null : command.Starts[0] }));
    }

    protected override async Task<Result<BookedSeries>> ExecuteAsync(
        CareOpsDb db, Caller caller, BookSeries command, CancellationToken cancellationToken)
    {
        var first = command.First;
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        var customer = await MembersBooking.CustomerAsync(db, workspace, first, cancellationToken);
        if (!customer.Succeeded)
        {
            return customer.Error;
        }

        if (await BookingDesk.LockAsync(db, workspace, first.ServiceId, activeOnly: false, cancellationToken) is not { } plan)
        {
            return BookingErrors.ServiceNotFound;
        }

        var by = ((Caller.Member)caller).Id;
        var series = BookingSeries.Of(db, first.ServiceId, customer.Value.Contact.Id, command.EveryDays, command.Starts.Count, by);
        var booked = new List<Booking>();
        var refused = new List<RefusedOccurrence>();
        foreach (var start in command.Starts.Distinct().Order())
        {
            if (MembersBooking.Wish(caller, first with { Start = start }, plan) is not { } wish)
            {
                return BookingErrors.NotOwnCalendar;
            }

            var placed = await wish.PlaceAsync(db, plan, null, cancellationToken);
            if (!placed.Succeeded)
            {
                refused.Add(new RefusedOccurrence(start, placed.Error));
                continue;
            }

            if (booked.Count == 0)
            {
                db.Add(series);
            }

            var origin = MembersBooking.Origin(first, by, placed.Value.Overridden, wish) with { SeriesId = series.Id };
            var written = await BookingDesk.WriteAsync(
                db, workspace, plan.Service, placed.Value.Placement, customer.Value, origin, cancellationToken);
            if (!written.Succeeded)
            {
                return written.Error;
            }

            booked.Add(written.Value);
        }

        Audit.AuditLog.Audit(
            db, caller, "series.created", series.Id, null, new { command.EveryDays, Booked = booked.Count, Refused = refused.Count });
        return new BookedSeries(booked.Count == 0 ? null : series.Id, booked, refused);
    }
}
