using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

/// <summary>
/// Holds that ran out keep nobody from booking, since each booking of the business lets them go first; where nobody books for a while,
/// they go by themselves.
/// </summary>
internal sealed class ExpiredHolds : IRetained
{
    public async Task<int> SweepAsync(CareOpsDb db, int most, CancellationToken cancellationToken)
    {
        var now = db.Now;
        var expired = db.AllWorkspaces<Occupancy>().Where(row => row.ExpiresAt <= now).OrderBy(static row => row.ExpiresAt).Take(most);
        return await db.AllWorkspaces<Occupancy>().Where(row => expired.Contains(row)).ExecuteDeleteAsync(cancellationToken);
    }
}
