using System.Globalization;

using CareOps.Core.Foundation;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Inbox;

/// <summary>Moments as the inbox says them: the nearer, the shorter.</summary>
internal static class ThreadTime
{
    private const int DaysOfAWeek = 7;

    private static readonly LocalDatePattern DayOfYear = LocalDatePattern.Create("d MMM", CultureInfo.InvariantCulture);

    private static readonly LocalDatePattern DayOfOtherYear = LocalDatePattern.Create("d MMM uuuu", CultureInfo.InvariantCulture);

    /// <summary>"09:41" today, "Wed" within a week, "3 Nov" before.</summary>
    public static string Short(Instant moment, Instant now, DateTimeZone zone)
    {
        var (day, today) = (moment.InZone(zone).Date, now.InZone(zone).Date);
        return Period.DaysBetween(day, today) switch
        {
            0 => Say.Time(moment, zone),
            > 0 and < DaysOfAWeek => day.DayOfWeek.ToString()[..3],
            _ => day.Year == today.Year ? DayOfYear.Format(day) : DayOfOtherYear.Format(day),
        };
    }

    /// <summary>"Today", "Yesterday", "Tue 24 Nov", "3 Nov 2025".</summary>
    public static string Day(LocalDate day, LocalDate today) => Period.DaysBetween(day, today) switch
    {
        0 => "Today",
        1 => "Yesterday",
        _ => day.Year == today.Year ? Say.Day(day) : DayOfOtherYear.Format(day),
    };

    /// <summary>A moment to come: "14:00" today, "Mon 30 Nov, 09:00" later.</summary>
    public static string Until(Instant moment, Instant now, DateTimeZone zone) =>
        moment.InZone(zone).Date == now.InZone(zone).Date ? Say.Time(moment, zone) : Say.Moment(moment, zone);

    /// <summary>"at 09:36" today, "on Tue 24 Nov, 09:36" before.</summary>
    public static string At(Instant moment, Instant now, DateTimeZone zone) =>
        moment.InZone(zone).Date == now.InZone(zone).Date ? $"at {Say.Time(moment, zone)}" : $"on {Say.Moment(moment, zone)}";
}
