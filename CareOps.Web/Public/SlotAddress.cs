using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Public;

/// <summary>Days, months and times as they stand in the booking pages' addresses and forms, in the business's wall time.</summary>
public static class SlotAddress
{
    // Far from the ends of the calendar, where a day before or after would not exist.
    private const int FirstYear = 2000;
    private const int LastYear = 2999;

    private static readonly LocalDatePattern DayPattern = LocalDatePattern.Iso;

    private static readonly YearMonthPattern MonthPattern = YearMonthPattern.Iso;

    private static readonly LocalDateTimePattern StartPattern =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public static string Of(LocalDate day) => DayPattern.Format(day);

    public static string Of(YearMonth month) => MonthPattern.Format(month);

    public static string Of(LocalDateTime start) => StartPattern.Format(start);

    /// <summary>Null for what is no day, so that a mistyped address still shows the page.</summary>
    public static LocalDate? Day(string? text) =>
        Value(DayPattern, text) is { Year: >= FirstYear and <= LastYear } day ? day : null;

    public static YearMonth? Month(string? text) =>
        Value(MonthPattern, text) is { Year: >= FirstYear and <= LastYear } month ? month : null;

    public static LocalDateTime? Start(string? text) =>
        Value(StartPattern, text) is { Year: >= FirstYear and <= LastYear } start ? start : null;

    private static T? Value<T>(IPattern<T> pattern, string? text)
        where T : struct =>
        pattern.Parse(text!).TryGetValue(default, out var value) ? value : null;
}
