using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>What the time grid shows and where: computed from entries and working times alone.</summary>
public sealed class CalendarGrid
{
    private const int Hour = 60;
    private const int DayEnd = WeeklyHours.MinutesOfADay;
    private static readonly Stretch Usual = new(8 * Hour, 18 * Hour);
    private static readonly Stretch WholeDay = new(0, DayEnd);

    private CalendarGrid(IReadOnlyList<CalendarColumn> columns, bool allHours)
    {
        Columns = columns;
        Busy = BusyHours(columns);
        Visible = allHours ? WholeDay : Busy;
    }

    public IReadOnlyList<CalendarColumn> Columns { get; }

    /// <summary>The hours drawn, whole ones.</summary>
    public Stretch Visible { get; }

    /// <summary>Those in which anybody works or is booked, and an hour around them.</summary>
    public Stretch Busy { get; }

    public int Count => Columns.Sum(static column => column.Count);

    /// <summary>Into how many lanes the fullest moment divides its column.</summary>
    public int MostLanes => Columns.SelectMany(static column => column.Blocks).Select(static block => block.Lanes).DefaultIfEmpty(1).Max();

    public bool Holds(Guid entryId) => Columns.Any(column => column.Blocks.Any(block => block.Entry.Id == entryId));

    /// <summary>A column for each day, with what all shown members have on it.</summary>
    public static CalendarGrid OfDays(
        IReadOnlyList<LocalDate> dates, DateTimeZone zone, IReadOnlyList<CalendarEntry> entries, IEnumerable<MemberDay> times, bool allHours = false)
    {
        var ofDate = times.ToLookup(static time => time.Date);
        return new(
            [.. dates.Select(date => Column(date, null, zone, entries, [.. ofDate[date]]))],
            allHours);
    }

    /// <summary>A column for each member, of one day.</summary>
    public static CalendarGrid OfMembers(
        LocalDate date,
        IReadOnlyList<MemberId> members,
        DateTimeZone zone,
        IReadOnlyList<CalendarEntry> entries,
        IEnumerable<MemberDay> times,
        bool allHours = false)
    {
        var ofMember = times.Where(time => time.Date == date).ToLookup(static time => time.Member);
        var byMember = entries.ToLookup(static entry => entry.MemberId);
        return new(
            [.. members.Select(member => Column(date, member, zone, [.. byMember[member]], [.. ofMember[member]]))],
            allHours);
    }

    private static CalendarColumn Column(
        LocalDate date, MemberId? member, DateTimeZone zone, IReadOnlyList<CalendarEntry> entries, IReadOnlyList<MemberDay> times) =>
        new(
            date,
            member,
            Lanes.Arrange([.. entries.Select(entry => Place(entry, date, zone)).OfType<CalendarBlock>()]),
            Union(times.SelectMany(static time => time.Open)),
            entries.Count(entry => entry.StartsAt.InZone(zone).Date == date))
        {
            Away = times is [var only] ? only.Away : [],
            Holiday = times.Select(static time => time.Holiday).FirstOrDefault(static holiday => holiday is not null),
        };

    // By wall time, so that 09:30 is at 09:30 on the days when clocks change too.
    private static CalendarBlock? Place(CalendarEntry entry, LocalDate date, DateTimeZone zone)
    {
        var start = entry.StartsAt.InZone(zone).LocalDateTime;
        var end = entry.EndsAt.InZone(zone).LocalDateTime;
        if (end <= start)
        {
            // Clocks went back meanwhile.
            end = start.PlusMinutes((long)(entry.EndsAt - entry.StartsAt).TotalMinutes);
        }

        if (end <= date.AtMidnight() || start >= date.PlusDays(1).AtMidnight())
        {
            return null;
        }

        return new CalendarBlock(
            entry,
            start.Date < date ? 0 : MinuteOf(start),
            end.Date > date ? DayEnd : MinuteOf(end));
    }

    private static Stretch BusyHours(IReadOnlyList<CalendarColumn> columns)
    {
        Stretch[] shown =
        [
            .. columns.SelectMany(static column => column.Open),
            .. columns.SelectMany(static column => column.Blocks).Select(static block => new Stretch(block.Start, block.End)),
        ];
        if (shown.Length == 0)
        {
            return Usual;
        }

        var start = shown.Min(static stretch => stretch.Start) - Hour;
        var end = shown.Max(static stretch => stretch.End) + Hour;
        return new Stretch(Math.Max(0, start / Hour * Hour), Math.Min(DayEnd, (end + Hour - 1) / Hour * Hour));
    }

    private static List<Stretch> Union(IEnumerable<Stretch> stretches)
    {
        var union = new List<Stretch>();
        foreach (var stretch in stretches.OrderBy(static stretch => stretch.Start))
        {
            if (union.Count > 0 && stretch.Start <= union[^1].End)
            {
                union[^1] = new Stretch(union[^1].Start, Math.Max(union[^1].End, stretch.End));
            }
            else
            {
                union.Add(stretch);
            }
        }

        return union;
    }

    private static int MinuteOf(LocalDateTime moment) => (moment.Hour * Hour) + moment.Minute;
}
