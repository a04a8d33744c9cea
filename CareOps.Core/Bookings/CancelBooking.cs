using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Bookings;

/// <summary>The customer cancels, by the booking's secret link.</summary>
[Requires(Right.HoldLink)]
public sealed record CancelOwnBooking(string? Reason = null);

/// <summary>A member cancels, or declines what waits for confirmation.</summary>
[Requires(Right.ManageBookings)]
public sealed record CancelBooking(Guid BookingId)
{
    public string? Reason { get; init; }

    /// <summary>Whether the customer gets a message about it, ten seconds later.</summary>
    public bool Tell { get; init; } = true;
}

public sealed class CancelOwnBookingHandler(IWriteDoor door) : Handler<CancelOwnBooking, Booking>(door)
{
    protected override IEnumerable<Error> Check(CancelOwnBooking command) => Cancellation.Check(command.Reason);

    protected override Task<Result<Booking>> ExecuteAsync(
        CareOpsDb db, Caller caller, CancelOwnBooking command, CancellationToken cancellationToken) =>
        Cancellation.RunAsync(
            db, caller, new CancelBooking(((Caller.LinkHolder)caller).SubjectId) { Reason = command.Reason }, cancellationToken);
}

public sealed class CancelBookingHandler(IWriteDoor door) : Handler<CancelBooking, Booking>(door)
{
    protected override IEnumerable<Error> Check(CancelBooking command) => Cancellation.Check(command.Reason);

    protected override Task<Result<Booking>> ExecuteAsync(
        CareOpsDb db, Caller caller, CancelBooking command, CancellationToken cancellationToken) =>
        Cancellation.RunAsync(db, caller, command, cancellationToken);
}

/// <summary>What cancelling means, whoever does it: the time is free in the same transaction.</summary>
internal static class Cancellation
{
    public static IEnumerable<Error> Check(string? reason)
    {
        var errors = new FieldChecks();
        errors.Optional(reason, "Reason", Booking.MaxReasonLength);
        return errors.All;
    }

    public static async Task<Result<Booking>> RunAsync(
        CareOpsDb db, Caller caller, CancelBooking command, CancellationToken cancellationToken)
    {
        if (await BookingDesk.LockAsync(db, caller, [command.BookingId], cancellationToken) is not [var booking])
        {
            return BookingErrors.NotFound;
        }

        var cancelled = await RunAsync(db, caller, [booking], command, cancellationToken);
        return cancelled.Succeeded ? booking : cancelled.Error;
    }

    /// <summary>Cancels bookings that the caller locked, as far as they can be: the one that the command names in any case.</summary>
    public static async Task<Result<IReadOnlyList<Booking>>> RunAsync(
        CareOpsDb db, Caller caller, IReadOnlyList<Booking> bookings, CancelBooking command, CancellationToken cancellationToken)
    {
        var cancelled = new List<(Booking Booking, BookingStatus Before)>();
        foreach (var booking in bookings)
        {
            var before = booking.Status;
            var step = booking.Cancel(db, caller, Text.Line(command.Reason));
            if (step.Succeeded)
            {
                cancelled.Add((booking, before));
            }
            else if (booking.Id == command.BookingId)
            {
                return step.Error;
            }
        }

        var done = cancelled.ConvertAll(static each => each.Booking);
        await BookingDesk.FreeAsync(db, done, cancellationToken);
        foreach (var (booking, before) in cancelled)
        {
            await BookingDesk.NoteAsync(db, caller, booking, NoteOf(booking, before), cancellationToken);
            BookingDesk.Tell(db, caller, booking, BookingChange.Cancelled, command.Tell);
        }

        foreach (var service in done.Select(static booking => booking.ServiceId).Distinct())
        {
            BookingDesk.FreeTime(db, caller, service);
        }

        return done;
    }

    /// <summary>What was cancelled of a series at one moment, the earliest first; the booking alone where there is nothing else.</summary>
    public static IQueryable<Booking> Together(CareOpsDb db, Booking booking) => booking.SeriesId is { } series && booking.CancelledAt is { } at
        ? db.Bookings()
            .Where(row => row.SeriesId == series && row.Status == BookingStatus.Cancelled && row.CancelledAt == at)
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id)
        : db.Bookings().Where(row => row.Id == booking.Id);

    private static BookingNote NoteOf(Booking booking, BookingStatus before)
    {
        var reason = booking.CancelReason is null ? string.Empty : $": “{booking.CancelReason}”";
        return new BookingNote(
            "booking.cancelled",
            $"Cancelled {booking.ServiceName}{reason}",
            new { Status = before.ToString() },
            new { Status = booking.Status.ToString() });
    }
}
