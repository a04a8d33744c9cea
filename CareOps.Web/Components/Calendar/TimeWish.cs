using System.Globalization;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Calendar;

/// <summary>A day, a time and a length, as typed.</summary>
public sealed class TimeWish
{
    /// <summary>The fields' types; as words of the markup they would be bound to moments of no zone.</summary>
    public const string DayField = "date";
    public const string TimeField = "time";

    private static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>As date fields hold it: 2026-11-26.</summary>
    public string? Day { get; set; }

    /// <summary>As time fields hold it: 14:00.</summary>
    public string? Time { get; set; }

    public string? Minutes { get; set; }

    public LocalDate? Date => CalendarAddress.DayOf(Day);

    // Fields may add seconds.
    public LocalTime? TimeOfDay =>
        Time is { Length: >= 5 } text && TimePattern.Parse(text[..5]) is { Success: true, Value: var time } ? time : null;

    public LocalDateTime? Start => Date is { } date && TimeOfDay is { } time ? date + time : null;

    public int? Length => int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes > 0 ? minutes : null;

    public static TimeWish At(LocalDateTime start, int? minutes) => new()
    {
        Day = LocalDatePattern.Iso.Format(start.Date),
        Time = TimePattern.Format(start.TimeOfDay),
        Minutes = minutes?.ToString(CultureInfo.InvariantCulture),
    };

    public static string TimeText(LocalTime time) => TimePattern.Format(time);
}
