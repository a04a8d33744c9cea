using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>A booking as calendars and lists show it.</summary>
public sealed record BookingRow(
    Guid Id,
    string Reference,
    string Name,
    string ServiceName,
    Guid ServiceId,
    MemberId MemberId,
    Guid ContactId,
    Instant StartsAt,
    Instant EndsAt,
    BookingStatus Status);

/// <summary>A booking with everything its own page shows.</summary>
public sealed record BookingDetails(Booking Booking, Service Service, Workspace Workspace, string MemberName);

/// <summary>Reads bookings, hours and services.</summary>
public sealed class BookingQueries(ReadDoor door)
{
    /// <summary>The booking that a secret link names.</summary>
    public async Task<BookingDetails?> ByLinkAsync(Caller.LinkHolder caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.HoldLink, cancellationToken);
        return await DetailsAsync(db, caller.SubjectId, cancellationToken);
    }

    public async Task<BookingDetails?> ByIdAsync(Caller caller, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await DetailsAsync(db, bookingId, cancellationToken);
    }

    /// <summary>The bookings that start in an interval, cancelled ones left out, earliest first.</summary>
    public async Task<IReadOnlyList<BookingRow>> BetweenAsync(
        Caller caller, Instant from, Instant until, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await Rows(db.Bookings()
                .Where(row => row.StartsAt >= from && row.StartsAt < until && row.Status != BookingStatus.Cancelled)
                .OrderBy(row => row.StartsAt).ThenBy(row => row.Id))
            .ToListAsync(cancellationToken);
    }

    /// <summary>A contact's next booking that stands, or null.</summary>
    public async Task<BookingRow?> NextOfContactAsync(Caller caller, Guid contactId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        var now = db.Now;
        return await Rows(db.Bookings()
                .Where(row => row.ContactId == contactId && row.StartsAt > now && row.Status != BookingStatus.Cancelled)
                .OrderBy(row => row.StartsAt))
            .FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<OpenInterval>> HoursAsync(Caller caller, MemberId member, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await Availability.HoursAsync(db, member, cancellationToken);
    }

    /// <summary>All services, inactive ones too.</summary>
    public async Task<IReadOnlyList<Service>> ServicesAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await db.Services().OrderBy(service => service.Position).ToListAsync(cancellationToken);
    }

    /// <summary>Who does each service.</summary>
    public async Task<ILookup<Guid, MemberId>> TeamsAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        var rows = await db.ServiceMembers().Select(row => new { row.ServiceId, row.MemberId }).ToListAsync(cancellationToken);
        return rows.ToLookup(static row => row.ServiceId, static row => row.MemberId);
    }

    private static async Task<BookingDetails?> DetailsAsync(CareOpsDb db, Guid bookingId, CancellationToken cancellationToken)
    {
        var booking = await db.Bookings().SingleOrDefaultAsync(row => row.Id == bookingId, cancellationToken);
        if (booking is null)
        {
            return null;
        }

        return new BookingDetails(
            booking,
            await db.Services().SingleAsync(row => row.Id == booking.ServiceId, cancellationToken),
            await db.Workspaces().SingleAsync(cancellationToken),
            await db.Members().Where(row => row.Id == booking.MemberId).Select(row => row.Name).SingleAsync(cancellationToken));
    }

    private static IQueryable<BookingRow> Rows(IQueryable<Booking> bookings) => bookings.Select(row => new BookingRow(
        row.Id,
        row.Reference,
        row.Name,
        row.ServiceName,
        row.ServiceId,
        row.MemberId,
        row.ContactId,
        row.StartsAt,
        row.EndsAt,
        row.Status));
}
