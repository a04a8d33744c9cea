using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>Some days of the business as the calendar draws them.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day.</param>
/// <param name="Members">Everyone who can be booked or has a booking in these days, with their hours; the longest here first.</param>
/// <param name="TimesOff">Time off that touches these days.</param>
/// <param name="Bookings">What starts in these days or lasts into them, cancelled ones left out, earliest first.</param>
/// <param name="Services">All services, inactive ones too, in the owner's order.</param>
/// <param name="Teams">Who does each service.</param>
public sealed record CalendarSpan(
    LocalDate First,
    LocalDate Last,
    IReadOnlyList<Timetable> Members,
    IReadOnlyList<TimeOff> TimesOff,
    IReadOnlyList<BookingRow> Bookings,
    IReadOnlyList<Service> Services,
    ILookup<Guid, MemberId> Teams)
{
    /// <summary>The name of the holiday on a date, or null.</summary>
    public string? HolidayOn(LocalDate date) => Members.Count == 0 ? null : Members[0].Holidays.GetValueOrDefault(date);
}

/// <summary>Reads what the staff calendar and the settings of hours show.</summary>
public sealed class CalendarQueries(ReadDoor door)
{
    public async Task<CalendarSpan> SpanAsync(
        Caller caller, Workspace workspace, LocalDate first, LocalDate last, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        var from = first.AtStartOfDayInZone(workspace.Zone).ToInstant();
        var until = last.PlusDays(1).AtStartOfDayInZone(workspace.Zone).ToInstant();

        // From two days before, for what lasts over midnight into the first one.
        var earliest = from - Occupancy.MaxLength;
        var only = OwnCalendar.Only(caller);
        var bookings = await db.BookingsFor(caller)
            .Where(row => row.StartsAt > earliest && row.StartsAt < until && row.EndsAt > from && row.Status != BookingStatus.Cancelled)
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id)
            .AsRows()
            .ToListAsync(cancellationToken);
        var team = await db.ServiceMembers().Select(row => new { row.ServiceId, row.MemberId }).ToListAsync(cancellationToken);
        var shown = team.Select(static row => row.MemberId).Concat(bookings.Select(static row => row.MemberId))
            .Where(member => OwnCalendar.Allows(caller, member)).Distinct().ToList();
        var members = await db.Members()
            .Where(row => shown.Contains(row.Id))
            .OrderBy(row => row.JoinedAt).ThenBy(row => row.Id)
            .Select(row => new Person(row.Id, row.Name))
            .ToListAsync(cancellationToken);
        return new CalendarSpan(
            first,
            last,
            await Availability.TimetablesAsync(db, members, first, cancellationToken),
            await db.TimesOff()
                .Where(row => row.EndsAt > from && row.StartsAt < until && (only == null || row.MemberId == only))
                .OrderBy(row => row.StartsAt).ToListAsync(cancellationToken),
            bookings,
            await db.Services().OrderBy(service => service.Position).ToListAsync(cancellationToken),
            team.ToLookup(static row => row.ServiceId, static row => row.MemberId));
    }

    /// <summary>A member's own hours of single dates from a date on, earliest first.</summary>
    public async Task<IReadOnlyList<DayOverride>> DayHoursAsync(
        Caller caller, MemberId member, LocalDate since, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        if (!OwnCalendar.Allows(caller, member))
        {
            return [];
        }

        return await db.DayOverrides()
            .Where(row => row.MemberId == member && row.Date >= since)
            .OrderBy(row => row.Date)
            .ToListAsync(cancellationToken);
    }

    /// <summary>A member's time off that is not over, earliest first.</summary>
    public async Task<IReadOnlyList<TimeOff>> TimeOffAsync(Caller caller, MemberId member, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        if (!OwnCalendar.Allows(caller, member))
        {
            return [];
        }

        var now = db.Now;
        return await db.TimesOff()
            .Where(row => row.MemberId == member && row.EndsAt > now)
            .OrderBy(row => row.StartsAt)
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Holiday>> HolidaysAsync(Caller caller, LocalDate since, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await db.Holidays().Where(row => row.Date >= since).OrderBy(row => row.Date).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Resource>> ResourcesAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await db.Resources().OrderBy(row => row.Position).ToListAsync(cancellationToken);
    }

    /// <summary>For each need of a service the resources that meet it.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Guid>>> NeedsAsync(Caller caller, Guid serviceId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        var rows = await db.ServiceResources().Where(row => row.ServiceId == serviceId).OrderBy(row => row.Need).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(static row => row.Need).Select(static need => (IReadOnlyList<Guid>)[.. need.Select(static row => row.ResourceId)])];
    }
}
