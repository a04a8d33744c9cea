using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Core.Bookings;

/// <summary>
/// Ends every link to a booking that was sent so far: somebody has one who should not. A message that goes out later carries a new one.
/// </summary>
[Requires(Right.ManageBookings)]
public sealed record RevokeBookingLink(Guid BookingId);

/// <summary>Makes a link to hand to the customer, and ends those before it. It can't be shown again.</summary>
[Requires(Right.ManageBookings)]
public sealed record RenewBookingLink(Guid BookingId);

public sealed class RevokeBookingLinkHandler(IWriteDoor door) : Handler<RevokeBookingLink, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RevokeBookingLink command, CancellationToken cancellationToken)
    {
        var booking = await BookingLinks.RevokeAsync(db, caller, command.BookingId, cancellationToken);
        if (!booking.Succeeded)
        {
            return booking.Error;
        }

        db.Audit(caller, "booking.link_revoked", command.BookingId, null, null);
        return Done.It;
    }
}

public sealed class RenewBookingLinkHandler(IWriteDoor door) : Handler<RenewBookingLink, LinkToken>(door)
{
    protected override async Task<Result<LinkToken>> ExecuteAsync(
        CareOpsDb db, Caller caller, RenewBookingLink command, CancellationToken cancellationToken)
    {
        var booking = await BookingLinks.RevokeAsync(db, caller, command.BookingId, cancellationToken);
        if (!booking.Succeeded)
        {
            return booking.Error;
        }

        db.Audit(caller, "booking.link_renewed", command.BookingId, null, null);
        return BookingLinks.Mint(db, booking.Value);
    }
}
