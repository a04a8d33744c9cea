using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Bookings;

/// <summary>
/// A feature above that takes part where a booking is completed, and where that is taken back. Each runs in the transaction of the step,
/// once the step is taken: what it refuses with takes the step back.
/// </summary>
public interface ICompletionParticipant
{
    /// <returns>Why it can't be completed so; null where it can.</returns>
    Task<Error?> CompletedAsync(CareOpsDb db, Caller caller, Booking booking, CompleteBooking command, CancellationToken cancellationToken);

    /// <summary>Also called where the booking had not been completed but cancelled or missed.</summary>
    Task<Error?> ReopenedAsync(CareOpsDb db, Caller caller, Booking booking, CancellationToken cancellationToken);
}
