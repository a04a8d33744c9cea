using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

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
        await db.LockAsync($"booking:{command.BookingId}", cancellationToken);
        var booking = await db.Bookings().SingleOrDefaultAsync(row => row.Id == command.BookingId, cancellationToken);
        if (booking is null || !OwnCalendar.Allows(caller, booking.MemberId))
        {
            return BookingErrors.NotFound;
        }

        var before = booking.Status;
        var cancelled = booking.Cancel(db, caller, Text.Line(command.Reason));
        if (!cancelled.Succeeded)
        {
            return cancelled.Error;
        }

        await db.Occupancies().Where(row => row.BookingId == booking.Id).ExecuteDeleteAsync(cancellationToken);
        var reason = booking.CancelReason is null ? string.Empty : $": “{booking.CancelReason}”";
        var note = new BookingNote(
            "booking.cancelled",
            $"Cancelled {booking.ServiceName}{reason}",
            new { Status = before.ToString() },
            new { Status = booking.Status.ToString() });
        await BookingDesk.NoteAsync(db, caller, booking, note, cancellationToken);
        BookingDesk.Tell(db, caller, booking, BookingChange.Cancelled, command.Tell);
        return booking;
    }
}
