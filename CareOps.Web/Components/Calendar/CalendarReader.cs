using CareOps.Core.Bookings;
using CareOps.Core.Dashboard;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Reads what the calendar shows of a stretch of days.</summary>
public sealed class CalendarReader(CalendarQueries calendar, BookingQueries bookings, ReadinessQueries readiness)
{
    private const int MostCancelled = 500;

    public async Task<CalendarView> ReadAsync(
        Caller.Member caller, Workspace workspace, CalendarAddress address, CancellationToken cancellationToken)
    {
        var dates = address.Dates;
        var span = await calendar.SpanAsync(caller, workspace, dates[0], dates[^1], cancellationToken);
        IEnumerable<BookingRow> rows = span.Bookings;
        if (address.HasCancelled)
        {
            rows = rows.Concat(await CancelledAsync(caller, workspace.Zone, dates, cancellationToken));
        }

        CalendarMember[] members = [.. span.Members.Select(static (member, index) => new CalendarMember(member.Member, member.Name, ServiceHue.At(index)))];
        var shown = span.Members.Where(member => address.Member is null || member.Member == address.Member);
        return new CalendarView(
            address,
            workspace.Zone,
            span.Services,
            members,
            CalendarEntry.Of(
                rows.Where(row => address.Member is null || row.MemberId == address.Member),
                span.Services.ToDictionary(static service => service.Id, static service => service.Seats)),
            [.. shown.SelectMany(member => dates.Select(date => DayOf(member, date, span, workspace.Zone)))])
        {
            Teams = span.Teams,
            Readiness = await readiness.OfAsync(caller, workspace, span.Bookings, cancellationToken),
        };
    }

    private Task<IReadOnlyList<BookingRow>> CancelledAsync(
        Caller caller, DateTimeZone zone, IReadOnlyList<LocalDate> dates, CancellationToken cancellationToken) =>
        bookings.ListAsync(
            caller,
            new BookingFilter
            {
                From = dates[0].AtStartOfDayInZone(zone).ToInstant(),
                Until = dates[^1].PlusDays(1).AtStartOfDayInZone(zone).ToInstant(),
                Status = BookingStatus.Cancelled,
            },
            null,
            MostCancelled,
            cancellationToken);

    private static MemberDay DayOf(Timetable member, LocalDate date, CalendarSpan span, DateTimeZone zone) => new(
        member.Member,
        date,
        [.. member.OpenOn(date).Select(static open => new Stretch(open.StartMinute, open.EndMinute))],
        [.. span.TimesOff.Where(off => off.MemberId == member.Member).Select(off => AwayTime.On(off, date, zone)).OfType<AwayTime>()])
    {
        Holiday = span.HolidayOn(date),
    };
}
