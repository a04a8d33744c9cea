using CareOps.Core.Audit;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

/// <summary>The customer cancels, by the booking's secret link.</summary>
[Requires(Right.HoldLink)]
public sealed record CancelOwnBooking;

/// <summary>A member cancels.</summary>
[Requires(Right.ManageBookings)]
public sealed record CancelBooking(Guid BookingId);

public sealed class CancelOwnBookingHandler(IWriteDoor door) : Handler<CancelOwnBooking, Booking>(door)
{
    protected override Task<Result<Booking>> ExecuteAsync(
        CareOpsDb db, Caller caller, CancelOwnBooking command, CancellationToken cancellationToken) =>
        Cancellation.RunAsync(db, caller, ((Caller.LinkHolder)caller).SubjectId, cancellationToken);
}

public sealed class CancelBookingHandler(IWriteDoor door) : Handler<CancelBooking, Booking>(door)
{
    protected override Task<Result<Booking>> ExecuteAsync(
        CareOpsDb db, Caller caller, CancelBooking command, CancellationToken cancellationToken) =>
        Cancellation.RunAsync(db, caller, command.BookingId, cancellationToken);
}

/// <summary>What cancelling means, whoever does it: the time is free in the same transaction.</summary>
internal static class Cancellation
{
    public static async Task<Result<Booking>> RunAsync(
        CareOpsDb db, Caller caller, Guid bookingId, CancellationToken cancellationToken)
    {
        await db.LockAsync($"booking:{bookingId}", cancellationToken);
        var booking = await db.Bookings().SingleOrDefaultAsync(row => row.Id == bookingId, cancellationToken);
        if (booking is null)
        {
            return BookingErrors.NotFound;
        }

        var before = booking.Status;
        var cancelled = booking.Cancel(db, caller);
        if (!cancelled.Succeeded)
        {
            return cancelled.Error;
        }

        await db.Occupancies().Where(row => row.BookingId == bookingId).ExecuteDeleteAsync(cancellationToken);
        var contact = await db.Contacts().SingleAsync(row => row.Id == booking.ContactId, cancellationToken);
        var conversation = await Conversation.OfAsync(db, contact, cancellationToken);
        Message.Activity(db, conversation, $"Cancelled {booking.ServiceName} · {booking.Reference}");
        db.Add(TimelineEntry.Of(db, booking.ContactId, "booking.cancelled", booking.Id, $"Cancelled {booking.ServiceName}"));
        db.Audit(caller, "booking.cancelled", booking.Id, new { Status = before.ToString() }, new { Status = booking.Status.ToString() });
        return booking;
    }
}
