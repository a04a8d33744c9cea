using System.Linq.Expressions;

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
    BookingStatus Status,
    BookingSource Source,
    Instant? ArrivedAt,
    Guid? SeriesId,
    int Revision,
    string? OverrideReason)
{
    /// <summary>What the customer wrote with it.</summary>
    public string? Notes { get; init; }
}

/// <summary>A booking with everything its own page shows.</summary>
public sealed record BookingDetails(
    Booking Booking, Service Service, Workspace Workspace, string MemberName, IReadOnlyList<string> Resources);

/// <summary>Which bookings a list shows. What is null is not asked for.</summary>
public sealed record BookingFilter
{
    public Instant? From { get; init; }

    public Instant? Until { get; init; }

    public BookingStatus? Status { get; init; }

    public MemberId? Member { get; init; }

    public Guid? Service { get; init; }

    public Guid? Series { get; init; }

    /// <summary>A part of the customer's name, or the reference.</summary>
    public string? Search { get; init; }

    /// <summary>Latest first, for what lies behind.</summary>
    public bool NewestFirst { get; init; }
}

/// <summary>Where a page of bookings ended.</summary>
public readonly record struct BookingCursor(Instant StartsAt, Guid Id);

/// <summary>Reads bookings, hours and services.</summary>
public sealed class BookingQueries(ReadDoor door)
{
    private const string Escape = "\\";

    /// <summary>The booking that a secret link names.</summary>
    public async Task<BookingDetails?> ByLinkAsync(Caller.LinkHolder caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.HoldLink, cancellationToken);
        return await DetailsAsync(db, caller.SubjectId, cancellationToken);
    }

    public async Task<BookingDetails?> ByIdAsync(Caller caller, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await DetailsAsync(db, bookingId, cancellationToken) is { } found && OwnCalendar.Allows(caller, found.Booking.MemberId) ? found : null;
    }

    /// <summary>The bookings that start in an interval, cancelled ones left out, earliest first.</summary>
    public async Task<IReadOnlyList<BookingRow>> BetweenAsync(
        Caller caller, Instant from, Instant until, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await db.BookingsFor(caller)
            .Where(row => row.StartsAt >= from && row.StartsAt < until && row.Status != BookingStatus.Cancelled)
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id)
            .AsRows()
            .ToListAsync(cancellationToken);
    }

    /// <summary>A page of the list; <paramref name="after"/> continues where one ended.</summary>
    public async Task<IReadOnlyList<BookingRow>> ListAsync(
        Caller caller, BookingFilter filter, BookingCursor? after, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        var rows = Matching(db, db.BookingsFor(caller), filter);
        if (after is { } cursor)
        {
            rows = filter.NewestFirst
                ? rows.Where(row => row.StartsAt < cursor.StartsAt || (row.StartsAt == cursor.StartsAt && row.Id.CompareTo(cursor.Id) < 0))
                : rows.Where(row => row.StartsAt > cursor.StartsAt || (row.StartsAt == cursor.StartsAt && row.Id.CompareTo(cursor.Id) > 0));
        }

        rows = filter.NewestFirst
            ? rows.OrderByDescending(row => row.StartsAt).ThenByDescending(row => row.Id)
            : rows.OrderBy(row => row.StartsAt).ThenBy(row => row.Id);
        return await rows.Take(most).AsRows().ToListAsync(cancellationToken);
    }

    /// <summary>Whether the customer's link to a booking works.</summary>
    public async Task<bool> HasLinkAsync(Caller caller, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        var now = db.Now;
        return await db.BookingsFor(caller).AnyAsync(row => row.Id == bookingId, cancellationToken) && await db.PublicLinks().AnyAsync(
            link => link.SubjectId == bookingId && link.Purpose == LinkPurposes.ManageBooking && link.RevokedAt == null && link.ExpiresAt > now,
            cancellationToken);
    }

    /// <summary>How many later bookings of its series are still open, as far as the caller may see them; null where there is no such booking.</summary>
    public async Task<int?> LaterInSeriesAsync(Caller caller, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        var booking = await db.BookingsFor(caller).SingleOrDefaultAsync(row => row.Id == bookingId, cancellationToken);
        return booking is null
            ? null
            : await CancelSeriesHandler.OpenFrom(db, caller, booking).CountAsync(row => row.Id != bookingId, cancellationToken);
    }

    /// <summary>A contact's next booking that stands, or null.</summary>
    public async Task<BookingRow?> NextOfContactAsync(Caller caller, Guid contactId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        var now = db.Now;
        return await db.BookingsFor(caller)
            .Where(row => row.ContactId == contactId && row.StartsAt > now && row.Status != BookingStatus.Cancelled)
            .OrderBy(row => row.StartsAt)
            .AsRows()
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

    private static string Escaped(string text) => text
        .Replace(Escape, Escape + Escape, StringComparison.Ordinal)
        .Replace("%", Escape + "%", StringComparison.Ordinal)
        .Replace("_", Escape + "_", StringComparison.Ordinal);

    internal static async Task<BookingDetails?> DetailsAsync(CareOpsDb db, Guid bookingId, CancellationToken cancellationToken)
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
            await db.Members().Where(row => row.Id == booking.MemberId).Select(row => row.Name).SingleAsync(cancellationToken),
            await db.Occupancies()
                .Where(row => row.BookingId == bookingId)
                .Join(db.Resources(), row => row.SubjectId, resource => resource.Id, (row, resource) => resource.Name)
                .ToListAsync(cancellationToken));
    }

    /// <summary>A booking as its customer's calendar keeps it. Looked up as little as can be: it goes out with every confirmation.</summary>
    internal static async Task<CalendarEvent> CalendarEventAsync(
        CareOpsDb db, Workspace workspace, Booking booking, CancellationToken cancellationToken)
    {
        var plan = await Availability.FindPlanAsync(db, workspace, booking.ServiceId, activeOnly: false, cancellationToken)
            ?? throw new InvalidOperationException("A booking's service is never deleted.");
        var name = plan.Members.FirstOrDefault(member => member.Member == booking.MemberId)?.Name
            ?? await db.Members().Where(row => row.Id == booking.MemberId).Select(row => row.Name).SingleAsync(cancellationToken);
        return CalendarEvent.Of(booking, plan.Service, workspace, name);
    }

    private static IQueryable<Booking> Matching(CareOpsDb db, IQueryable<Booking> bookings, BookingFilter filter)
    {
        var rows = bookings
            .If(filter.From is not null, row => row.StartsAt >= filter.From)
            .If(filter.Until is not null, row => row.StartsAt < filter.Until)
            .If(filter.Status is not null, row => row.Status == filter.Status)
            .If(filter.Member is not null, row => row.MemberId == filter.Member)
            .If(filter.Service is not null, row => row.ServiceId == filter.Service)
            .If(filter.Series is not null, row => row.SeriesId == filter.Series);
        if (Text.Line(filter.Search) is not { } search)
        {
            return rows;
        }

        // Capitals don't matter: SQLite's LIKE ignores them, PostgreSQL has an operator of its own for that.
        var (reference, part) = (search.ToUpperInvariant(), $"%{Escaped(search)}%");
        return db.Engine == Engine.Sqlite
            ? rows.Where(row => row.Reference == reference || EF.Functions.Like(row.Name, part, Escape))
            : rows.Where(row => row.Reference == reference || EF.Functions.ILike(row.Name, part, Escape));
    }
}

internal static class BookingRows
{
    public static IQueryable<BookingRow> AsRows(this IQueryable<Booking> bookings) => bookings.Select(row => new BookingRow(
        row.Id,
        row.Reference,
        row.Name,
        row.ServiceName,
        row.ServiceId,
        row.MemberId,
        row.ContactId,
        row.StartsAt,
        row.EndsAt,
        row.Status,
        row.Source,
        row.ArrivedAt,
        row.SeriesId,
        row.Revision,
        row.OverrideReason)
    {
        Notes = row.Notes,
    });

    public static IQueryable<Booking> If(this IQueryable<Booking> rows, bool isAsked, Expression<Func<Booking, bool>> condition) =>
        isAsked ? rows.Where(condition) : rows;
}
