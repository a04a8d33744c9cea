using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Public;

/// <summary>The parts of a calendar in words.</summary>
public static class DayText
{
    private static readonly YearMonthPattern MonthPattern = YearMonthPattern.CreateWithInvariantCulture("MMMM uuuu");

    private static readonly LocalDatePattern DayPattern = LocalDatePattern.CreateWithInvariantCulture("d MMMM");

    private static readonly LocalDatePattern WeekdayPattern = LocalDatePattern.CreateWithInvariantCulture("ddd");

    private static readonly LocalDatePattern ShortMonthPattern = LocalDatePattern.CreateWithInvariantCulture("MMM");

    /// <summary>"November 2026".</summary>
    public static string Month(YearMonth month) => MonthPattern.Format(month);

    /// <summary>"26 November".</summary>
    public static string DayOfMonth(LocalDate date) => DayPattern.Format(date);

    /// <summary>"Thu".</summary>
    public static string Weekday(LocalDate date) => WeekdayPattern.Format(date);

    /// <summary>"Nov".</summary>
    public static string ShortMonth(LocalDate date) => ShortMonthPattern.Format(date);
}
