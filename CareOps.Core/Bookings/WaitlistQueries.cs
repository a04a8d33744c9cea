using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>A place on the waitlist with what its page shows.</summary>
/// <param name="Entry">The place.</param>
/// <param name="Service">What is waited for.</param>
/// <param name="Workspace">Where.</param>
/// <param name="MemberName">With whom; null for anyone.</param>
/// <param name="Before">How many came earlier and wait for the same service on one of the same days.</param>
public sealed record WaitlistDetails(WaitlistEntry Entry, Service Service, Workspace Workspace, string? MemberName, int Before);

/// <summary>Where a page of the waitlist ended.</summary>
public readonly record struct WaitlistCursor(Instant CreatedAt, Guid Id);

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

    /// <summary>A page of who waits or has an offer, in the order of coming; <paramref name="after"/> continues where one ended.</summary>
    public async Task<IReadOnlyList<WaitlistEntry>> WaitingAsync(
        Caller caller, WaitlistCursor? after, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        var rows = db.WaitlistFor(caller).Where(row => row.Status == WaitlistStatus.Waiting || row.Status == WaitlistStatus.Offered);
        if (after is { } cursor)
        {
            rows = rows.Where(row => row.CreatedAt > cursor.CreatedAt || (row.CreatedAt == cursor.CreatedAt && row.Id.CompareTo(cursor.Id) > 0));
        }

        return await rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>One place, whatever became of it; null where it does not concern the caller.</summary>
    public async Task<WaitlistEntry?> FindAsync(Caller caller, Guid entryId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await db.WaitlistFor(caller).SingleOrDefaultAsync(row => row.Id == entryId, cancellationToken);
    }
}
