using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Core.Bookings;

/// <summary>
/// A member books the same appointment several times. Each date stands or falls by itself: what can't be booked is answered with the
/// reason, the others are made together.
/// </summary>
/// <param name="First">What the first one is: service, member, customer, notes; the same of all.</param>
/// <param name="EveryDays">Days from one to the next: 7 for weekly.</param>
/// <param name="Starts">The wall times to book, as <see cref="SlotQueries.SeriesAsync"/> proposed them or as a member changed them.</param>
[Requires(Right.ManageBookings)]
public sealed record BookSeries(CreateBooking First, int EveryDays, IReadOnlyList<LocalDateTime> Starts)
{
    /// <summary>The starts at which the member saw the rules in the way and overrides them, for <see cref="CreateBooking.Reason"/>.</summary>
    public IReadOnlyList<LocalDateTime> Agreed { get; init; } = [];
}

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
        var content = Content(command);
        var earlier = await Submission.FindAsync(db, first.SubmissionKey, content, cancellationToken);
        if (!earlier.Succeeded)
        {
            return earlier.Error;
        }

        if (earlier.Value is { } made)
        {
            return await AgainAsync(db, command, made, cancellationToken);
        }

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
        var dates = new Dates(workspace, plan, customer.Value, series);
        var booked = await dates.BookAsync(db, caller, command, cancellationToken);
        if (booked.Succeeded && booked.Value is { SeriesId: { } id } result)
        {
            db.Append(Submission.Of(db, first.SubmissionKey, content, id));
            Audit.AuditLog.Audit(
                db,
                caller,
                "series.created",
                id,
                null,
                new
                {
                    command.EveryDays,
                    Booked = result.Booked.Count,
                    Refused = result.Refused.Count,
                    OverridesRules = result.Booked.Count(static booking => booking.OverrideReason is not null),
                });
        }

        return booked;
    }

    private static string Content(BookSeries command) => Submission.ContentOf(
    [
        "series",
        command.First.ServiceId.ToString(),
        command.First.MemberId?.Value.ToString(),
        command.First.ContactId?.ToString(),
        command.First.Name,
        command.First.Email,
        command.First.Phone,
        .. command.Starts.Distinct().Order().Select(LocalDateTimePattern.GeneralIso.Format),
    ]);

    // The same form once more. Why a date was left out then is not known any more, only that it was.
    private static async Task<Result<BookedSeries>> AgainAsync(
        CareOpsDb db, BookSeries command, Guid seriesId, CancellationToken cancellationToken)
    {
        var zone = (await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken)).Zone;
        var booked = await db.Bookings().AsNoTracking()
            .Where(row => row.SeriesId == seriesId).OrderBy(static row => row.StartsAt).ToListAsync(cancellationToken);
        var starts = booked.Select(row => row.StartsAt.InZone(zone).LocalDateTime);
        return new BookedSeries(
            seriesId,
            booked,
            [.. command.Starts.Distinct().Except(starts).Order().Select(static start => new RefusedOccurrence(start, BookingErrors.LeftOut))]);
    }

    /// <summary>What all dates of a series share.</summary>
    private sealed record Dates(Workspace Workspace, ServicePlan Plan, Customer Customer, BookingSeries Series)
    {
        public async Task<Result<BookedSeries>> BookAsync(
            CareOpsDb db, Caller caller, BookSeries command, CancellationToken cancellationToken)
        {
            var booked = new List<Booking>();
            var refused = new List<RefusedOccurrence>();
            foreach (var start in command.Starts.Distinct().Order())
            {
                // What a member agreed to on one date they saw says nothing of the others.
                var reason = command.Agreed.Contains(start) ? command.First.Reason : null;
                if (MembersBooking.Wish(caller, command.First with { Start = start, Reason = reason }, Plan) is not { } wish)
                {
                    return BookingErrors.NotOwnCalendar;
                }

                var placed = await wish.PlaceAsync(db, Plan, [], cancellationToken);
                if (!placed.Succeeded)
                {
                    refused.Add(new RefusedOccurrence(start, placed.Error));
                    continue;
                }

                if (booked.Count == 0)
                {
                    db.Add(Series);
                }

                var origin = MembersBooking.Origin(command.First, Series.CreatedBy, placed.Value.Overridden, wish) with { SeriesId = Series.Id };
                var written = await BookingDesk.WriteAsync(
                    db, Workspace, Plan.Service, placed.Value.Placement, Customer, origin, cancellationToken);
                if (!written.Succeeded)
                {
                    return written.Error;
                }

                booked.Add(written.Value);
            }

            return new BookedSeries(booked.Count == 0 ? null : Series.Id, booked, refused);
        }
    }
}
