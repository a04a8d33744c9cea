using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

/// <summary>A place on the waitlist with what its page shows.</summary>
/// <param name="Entry">The place.</param>
/// <param name="Service">What is waited for.</param>
/// <param name="Workspace">Where.</param>
/// <param name="MemberName">With whom; null for anyone.</param>
/// <param name="Before">How many came earlier and wait for the same service on one of the same days.</param>
public sealed record WaitlistDetails(WaitlistEntry Entry, Service Service, Workspace Workspace, string? MemberName, int Before);

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
                await db.Workspaces().SingleAsync(cancellationToken),
                await db.Members().Where(row => row.Id == entry.MemberId).Select(row => row.Name).SingleOrDefaultAsync(cancellationToken),
                await db.WaitlistEntries().CountAsync(
                    row => row.ServiceId == entry.ServiceId
                        && row.Status == WaitlistStatus.Waiting
                        && row.CreatedAt < entry.CreatedAt
                        && row.FirstDay <= entry.LastDay
                        && row.LastDay >= entry.FirstDay,
                    cancellationToken));
    }

    /// <summary>Who waits or has an offer, in the order of coming.</summary>
    public async Task<IReadOnlyList<WaitlistEntry>> WaitingAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        var only = OwnCalendar.Only(caller);
        return await db.WaitlistEntries()
            .Where(row => row.Status == WaitlistStatus.Waiting || row.Status == WaitlistStatus.Offered)
            .Where(row => only == null || row.MemberId == null || row.MemberId == only)
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
    }
}
