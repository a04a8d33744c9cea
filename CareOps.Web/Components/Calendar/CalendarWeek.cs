using CareOps.Core.Bookings;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>A booking's place in a day's column, in minutes of wall time after midnight.</summary>
/// <param name="Booking">The booking, or the part of it that lies on this day.</param>
/// <param name="Start">Minutes after midnight.</param>
/// <param name="End">Minutes after midnight, greater than <paramref name="Start"/>.</param>
/// <param name="Lane">Its lane among bookings at the same time, from 0.</param>
/// <param name="Lanes">How many lanes share the width.</param>
public sealed record CalendarBlock(BookingRow Booking, int Start, int End, int Lane = 0, int Lanes = 1);

/// <summary>A stretch of a day in minutes after midnight.</summary>
public readonly record struct Stretch(int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>One day of the week.</summary>
/// <param name="Date">The day.</param>
/// <param name="Blocks">What lies on it, earliest first.</param>
/// <param name="Open">When anybody takes bookings.</param>
/// <param name="Count">How many bookings start on it.</param>
public sealed record CalendarDay(LocalDate Date, IReadOnlyList<CalendarBlock> Blocks, IReadOnlyList<Stretch> Open, int Count)
{
    /// <summary>When nobody takes bookings, within what is visible.</summary>
    public IEnumerable<Stretch> Closed(Stretch visible)
    {
        var start = visible.Start;
        foreach (var open in Open)
        {
            if (open.Start > start)
            {
                yield return new Stretch(start, Math.Min(open.Start, visible.End));
            }

            start = Math.Max(start, open.End);
        }

        if (start < visible.End)
        {
            yield return new Stretch(start, visible.End);
        }
    }
}

/// <summary>What a week's calendar shows and where: computed from bookings and hours alone.</summary>
public sealed class CalendarWeek
{
    public const int DaysOfAWeek = 7;

    private const int Hour = 60;
    private const int DayEnd = WeeklyHours.MinutesOfADay;
    private static readonly Stretch Usual = new(8 * Hour, 18 * Hour);

    private CalendarWeek(LocalDate monday, IReadOnlyList<CalendarDay> days, Stretch visible)
    {
        Monday = monday;
        Days = days;
        Visible = visible;
    }

    public LocalDate Monday { get; }

    public IReadOnlyList<CalendarDay> Days { get; }

    /// <summary>The hours shown, whole ones.</summary>
    public Stretch Visible { get; }

    public int Count => Days.Sum(static day => day.Count);

    public bool Holds(Guid bookingId) =>
        Days.Any(day => day.Blocks.Any(block => block.Booking.Id == bookingId));

    public static LocalDate MondayOf(LocalDate date) =>
        date.DayOfWeek == IsoDayOfWeek.Monday ? date : date.Previous(IsoDayOfWeek.Monday);

    /// <summary>"23–29 November 2026", "30 November – 6 December 2026".</summary>
    public static string Title(LocalDate monday)
    {
        var sunday = monday.PlusDays(DaysOfAWeek - 1);
        if (monday.Year != sunday.Year)
        {
            return $"{Said(monday, "d MMMM yyyy")} – {Said(sunday, "d MMMM yyyy")}";
        }

        return monday.Month == sunday.Month
            ? $"{monday.Day}–{Said(sunday, "d MMMM yyyy")}"
            : $"{Said(monday, "d MMMM")} – {Said(sunday, "d MMMM yyyy")}";
    }

    public static CalendarWeek Of(
        LocalDate monday, DateTimeZone zone, IReadOnlyList<BookingRow> bookings, IEnumerable<OpenInterval> hours)
    {
        var open = hours.ToLookup(static interval => interval.Day, static interval => new Stretch(interval.StartMinute, interval.EndMinute));
        CalendarDay[] days =
        [
            .. Enumerable.Range(0, DaysOfAWeek).Select(monday.PlusDays).Select(date => new CalendarDay(
                date,
                Lanes.Arrange([.. bookings.Select(booking => Place(booking, date, zone)).OfType<CalendarBlock>()]),
                Union(open[date.DayOfWeek]),
                bookings.Count(booking => booking.StartsAt.InZone(zone).Date == date))),
        ];
        return new CalendarWeek(monday, days, VisibleHours(days));
    }

    // By wall time, so that 09:30 is at 09:30 on the days when clocks change too.
    private static CalendarBlock? Place(BookingRow booking, LocalDate date, DateTimeZone zone)
    {
        var start = booking.StartsAt.InZone(zone).LocalDateTime;
        var end = booking.EndsAt.InZone(zone).LocalDateTime;
        if (end <= start)
        {
            // Clocks went back meanwhile.
            end = start.PlusMinutes((long)(booking.EndsAt - booking.StartsAt).TotalMinutes);
        }

        if (end <= date.AtMidnight() || start >= date.PlusDays(1).AtMidnight())
        {
            return null;
        }

        return new CalendarBlock(
            booking,
            start.Date < date ? 0 : MinuteOf(start),
            end.Date > date ? DayEnd : MinuteOf(end));
    }

    private static Stretch VisibleHours(IReadOnlyList<CalendarDay> days)
    {
        Stretch[] shown =
        [
            .. days.SelectMany(static day => day.Open),
            .. days.SelectMany(static day => day.Blocks).Select(static block => new Stretch(block.Start, block.End)),
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

    private static string Said(LocalDate date, string pattern) =>
        date.ToString(pattern, System.Globalization.CultureInfo.InvariantCulture);
}
