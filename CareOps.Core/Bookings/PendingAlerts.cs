using CareOps.Core.Alerts;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

/// <summary>A booking that waits to be confirmed has an alert for as long: whoever decides ends it in the same transaction.</summary>
public sealed class PendingAlerts : IJoinedHandler<BookingConfirmed>, IJoinedHandler<BookingCancelled>, IJoinedHandler<BookingReopened>
{
    public Task HandleAsync(CareOpsDb db, BookingConfirmed domainEvent, CancellationToken cancellationToken) =>
        Alert.ResolveAsync(db, AlertKind.BookingPending, domainEvent.BookingId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, BookingCancelled domainEvent, CancellationToken cancellationToken) =>
        Alert.ResolveAsync(db, AlertKind.BookingPending, domainEvent.BookingId, cancellationToken);

    public async Task HandleAsync(CareOpsDb db, BookingReopened domainEvent, CancellationToken cancellationToken)
    {
        // As this transaction has it: a cancellation that is taken back can leave it pending again.
        var booking = await db.Bookings().AsTracking().SingleAsync(row => row.Id == domainEvent.BookingId, cancellationToken);
        if (booking.Status == BookingStatus.Pending)
        {
            await Alert.OpenAsync(db, AlertKind.BookingPending, AlertSeverity.Info, booking.Id, cancellationToken);
        }
    }
}
