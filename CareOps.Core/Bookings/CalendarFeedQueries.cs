using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>That a member has a calendar feed, and since when. Its address can't be read again.</summary>
public sealed record CalendarFeedState(MemberId Member, Instant MadeAt);

/// <summary>What a member's calendar program gets.</summary>
public sealed record CalendarFeed(Workspace Workspace, string MemberName, IReadOnlyList<BookingDetails> Bookings);

/// <summary>Reads calendar feeds.</summary>
public sealed class CalendarFeedQueries(ReadDoor door)
{
    // Far enough back to look up last month, as far ahead as anything is usually booked.
    private static readonly Duration Back = Duration.FromDays(30);
    private static readonly Duration Ahead = Duration.FromDays(400);

    /// <summary>The caller's own feed; null where they have none.</summary>
    public async Task<CalendarFeedState?> OwnAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        if (caller is not Caller.Member { Id: var member })
        {
            return null;
        }

        var now = db.Now;
        return await db.PublicLinks()
            .Where(link => link.SubjectId == member.Value && link.Purpose == LinkPurposes.CalendarFeed)
            .Where(link => link.RevokedAt == null && link.ExpiresAt > now)
            .Select(link => new CalendarFeedState(member, link.CreatedAt))
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// The bookings of the member whose feed this is, earliest first: all that stand, and the cancelled ones for as long as a
    /// calendar may still show them.
    /// </summary>
    /// <returns>Null where the member is gone or may no longer see bookings.</returns>
    public async Task<CalendarFeed?> ByLinkAsync(Caller.LinkHolder caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.HoldLink, cancellationToken);
        var id = new MemberId(caller.SubjectId);
        var member = caller.Purpose == LinkPurposes.CalendarFeed
            ? await db.ActiveMembers().SingleOrDefaultAsync(row => row.Id == id, cancellationToken)
            : null;
        if (member is null || !member.AsCaller().May(Right.ViewBookings))
        {
            return null;
        }

        var workspace = await db.Workspaces().SingleAsync(cancellationToken);
        var services = await db.Services().ToDictionaryAsync(row => row.Id, cancellationToken);
        var bookings = await BookingsAsync(db, id, cancellationToken);
        var resources = await ResourcesAsync(db, cancellationToken);
        return new CalendarFeed(
            workspace,
            member.Name,
            [.. bookings.Select(booking => new BookingDetails(
                booking, services[booking.ServiceId], workspace, member.Name, [.. resources[booking.Id]]))]);
    }

    private static Task<List<Booking>> BookingsAsync(CareOpsDb db, MemberId member, CancellationToken cancellationToken)
    {
        var (from, until) = (db.Now - Back, db.Now + Ahead);
        return db.Bookings()
            .Where(booking => booking.MemberId == member && booking.StartsAt >= from && booking.StartsAt < until)
            .Where(booking => booking.Status != BookingStatus.Cancelled || booking.CancelledAt >= from)
            .OrderBy(booking => booking.StartsAt).ThenBy(booking => booking.Id)
            .ToListAsync(cancellationToken);
    }

    // Asked for once for all, not booking by booking.
    private static async Task<ILookup<Guid?, string>> ResourcesAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        var (from, until) = (db.Now - Back - Duration.FromDays(1), db.Now + Ahead);
        var rows = await db.Resources()
            .Join(db.Occupancies(), resource => resource.Id, row => row.SubjectId, (resource, row) => new { resource.Name, row.BookingId, row.StartsAt })
            .Where(row => row.StartsAt >= from && row.StartsAt < until && row.BookingId != null)
            .OrderBy(row => row.Name)
            .Select(row => new { row.BookingId, row.Name })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(static row => row.BookingId, static row => row.Name);
    }
}
