using System.Globalization;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Weeks and months as the calendar turns them, and what they are called.</summary>
public static class CalendarDates
{
    public const int DaysOfAWeek = 7;

    // Six weeks hold every month.
    private const int DaysOfAMonthPage = 6 * DaysOfAWeek;

    public static LocalDate MondayOf(LocalDate date) =>
        date.DayOfWeek == IsoDayOfWeek.Monday ? date : date.Previous(IsoDayOfWeek.Monday);

    /// <summary>The days of a date's week, from Monday.</summary>
    public static IReadOnlyList<LocalDate> WeekOf(LocalDate date) => Days(MondayOf(date), DaysOfAWeek);

    /// <summary>The days of a date's month and of the weeks it begins and ends in.</summary>
    public static IReadOnlyList<LocalDate> MonthPageOf(LocalDate date)
    {
        var first = MondayOf(new LocalDate(date.Year, date.Month, 1));
        var last = MondayOf(new LocalDate(date.Year, date.Month, 1).PlusMonths(1).PlusDays(-1)).PlusDays(DaysOfAWeek - 1);
        return Days(first, Math.Min(DaysOfAMonthPage, Period.DaysBetween(first, last) + 1));
    }

    /// <summary>"23–29 November 2026", "30 November – 6 December 2026".</summary>
    public static string WeekTitle(LocalDate date)
    {
        var monday = MondayOf(date);
        var sunday = monday.PlusDays(DaysOfAWeek - 1);
        if (monday.Year != sunday.Year)
        {
            return $"{Said(monday, "d MMMM yyyy")} – {Said(sunday, "d MMMM yyyy")}";
        }

        return monday.Month == sunday.Month
            ? $"{monday.Day}–{Said(sunday, "d MMMM yyyy")}"
            : $"{Said(monday, "d MMMM")} – {Said(sunday, "d MMMM yyyy")}";
    }

    /// <summary>"Thursday, 26 November", with the year where it is another one.</summary>
    public static string DayTitle(LocalDate date, LocalDate today) =>
        Said(date, date.Year == today.Year ? "dddd, d MMMM" : "dddd, d MMMM yyyy");

    /// <summary>"November 2026".</summary>
    public static string MonthTitle(LocalDate date) => Said(date, "MMMM yyyy");

    public static string Said(LocalDate date, string pattern) => date.ToString(pattern, CultureInfo.InvariantCulture);

    private static LocalDate[] Days(LocalDate first, int count) => [.. Enumerable.Range(0, count).Select(first.PlusDays)];
}
