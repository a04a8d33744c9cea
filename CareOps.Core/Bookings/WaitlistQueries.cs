using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

/// <summary>A place on the waitlist with what its page shows.</summary>
public sealed record WaitlistDetails(WaitlistEntry Entry, Service Service, Workspace Workspace);

/// <summary>Reads the waitlist.</summary>
public sealed class WaitlistQueries(ReadDoor door)
{
    public async Task<WaitlistDetails?> ByLinkAsync(Caller.LinkHolder caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.HoldLink, cancellationToken);
        var entry = await db.WaitlistEntries().SingleOrDefaultAsync(row => row.Id == caller.SubjectId, cancellationToken);
        return entry is null
            ? null
            : new WaitlistDetails(
                entry,
                await db.Services().SingleAsync(row => row.Id == entry.ServiceId, cancellationToken),
                await db.Workspaces().SingleAsync(cancellationToken));
    }

    /// <summary>Who waits or has an offer, in the order of coming.</summary>
    public async Task<IReadOnlyList<WaitlistEntry>> WaitingAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await db.WaitlistEntries()
            .Where(row => row.Status == WaitlistStatus.Waiting || row.Status == WaitlistStatus.Offered)
            .OrderBy(row => row.CreatedAt)
            .ToListAsync(cancellationToken);
    }
}
