using System.Globalization;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Core.Foundation;

/// <summary>Dates and times as people say them, in the business's wall time.</summary>
public static class Say
{
    // More of them are not read one by one.
    private const int MostNames = 3;

    private static readonly LocalDateTimePattern MomentPattern =
        LocalDateTimePattern.CreateWithInvariantCulture("ddd d MMM, HH:mm");

    private static readonly LocalDatePattern DayPattern = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM");

    private static readonly LocalDatePattern LongDayPattern = LocalDatePattern.CreateWithInvariantCulture("dddd, d MMMM yyyy");

    private static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>"Thu 26 Nov, 09:30".</summary>
    public static string Moment(LocalDateTime local) => MomentPattern.Format(local);

    public static string Moment(Instant moment, DateTimeZone zone) => Moment(moment.InZone(zone).LocalDateTime);

    /// <summary>"Thu 26 Nov".</summary>
    public static string Day(LocalDate date) => DayPattern.Format(date);

    /// <summary>"Thursday, 26 November 2026".</summary>
    public static string LongDay(LocalDate date) => LongDayPattern.Format(date);

    /// <summary>"09:30".</summary>
    public static string Time(LocalTime time) => TimePattern.Format(time);

    public static string Time(Instant moment, DateTimeZone zone) => Time(moment.InZone(zone).TimeOfDay);

    /// <summary>"45 min", "1 h 30 min", "2 days".</summary>
    public static string Minutes(int minutes)
    {
        const int Hour = 60;
        const int Day = 24 * Hour;
        if (minutes >= Day && minutes % Day == 0)
        {
            return Count(minutes / Day, "day", "days");
        }

        var (hours, rest) = (minutes / Hour, minutes % Hour);
        return (hours, rest) switch
        {
            (0, _) => Number(rest, "min"),
            (_, 0) => Number(hours, "h"),
            _ => $"{Number(hours, "h")} {Number(rest, "min")}",
        };
    }

    /// <summary>"1 booking", "12 bookings".</summary>
    public static string Count(int count, string one, string many) => Number(count, count == 1 ? one : many);

    /// <summary>"Anna Berg", "Anna Berg and Jon Lie", "Anna Berg, Jon Lie, Eva Moen and 4 more".</summary>
    public static string Names(IReadOnlyList<string> names) => names.Count switch
    {
        <= 1 => string.Concat(names),
        <= MostNames => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
        _ => $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more",
    };

    /// <summary>The city of a zone: "Oslo" of Europe/Oslo.</summary>
    public static string Place(string timeZone) => timeZone[(timeZone.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private static string Number(int number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {unit}");
}
