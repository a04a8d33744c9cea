using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>The secret address of one booking.</summary>
public static class BookingLinks
{
    // Long enough to look the appointment up afterwards, short enough that an old mailbox opens nothing.
    private static readonly Duration ValidAfterwards = Duration.FromDays(90);

    public static LinkToken Mint(CareOpsDb db, Booking booking) =>
        PublicLinks.Mint(db, LinkPurposes.ManageBooking, booking.Id, booking.EndsAt + ValidAfterwards);

    /// <summary>Ends all links to a booking of the caller's calendars.</summary>
    internal static async Task<Result<Booking>> RevokeAsync(
        CareOpsDb db, Caller caller, Guid bookingId, CancellationToken cancellationToken)
    {
        await db.LockAsync($"booking:{bookingId}", cancellationToken);
        var booking = await db.BookingsFor(caller).AsNoTracking().SingleOrDefaultAsync(row => row.Id == bookingId, cancellationToken);
        if (booking is null)
        {
            return BookingErrors.NotFound;
        }

        await PublicLinks.RevokeAsync(db, LinkPurposes.ManageBooking, bookingId, cancellationToken);

        // A place on the waitlist that became it leads to it as well.
        var places = await db.WaitlistEntries().Where(row => row.BookingId == bookingId).Select(row => row.Id).ToListAsync(cancellationToken);
        foreach (var place in places)
        {
            await PublicLinks.RevokeAsync(db, LinkPurposes.Waitlist, place, cancellationToken);
        }

        return booking;
    }

    /// <summary>The links that were sent last as long after the booking's new end as they did after its old one.</summary>
    internal static Task FollowAsync(CareOpsDb db, Booking booking, CancellationToken cancellationToken) =>
        PublicLinks.ProlongAsync(db, LinkPurposes.ManageBooking, booking.Id, booking.EndsAt + ValidAfterwards, cancellationToken);
}
