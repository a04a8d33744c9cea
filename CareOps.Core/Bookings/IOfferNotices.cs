using CareOps.Core.Data;

namespace CareOps.Core.Bookings;

/// <summary>The feature above that writes to who is offered a time.</summary>
public interface IOfferNotices
{
    /// <returns>Whether a message about this offer was written.</returns>
    Task<bool> IsToldAsync(CareOpsDb db, Guid offerId, CancellationToken cancellationToken);
}
