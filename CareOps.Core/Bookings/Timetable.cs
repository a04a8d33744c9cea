using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>When one member takes bookings: weekly hours, what replaces them on single dates, holidays and time off.</summary>
/// <param name="Member">Whose hours.</param>
/// <param name="Name">What customers and members call them.</param>
/// <param name="Weekly">Any order.</param>
/// <param name="Overrides">Hours of single dates; they win over the week and over holidays.</param>
/// <param name="Holidays">The names of the dates on which the business is closed.</param>
/// <param name="TimeOff">Any order, may overlap.</param>
public sealed record Timetable(
    MemberId Member,
    string Name,
    IReadOnlyList<OpenInterval> Weekly,
    IReadOnlyDictionary<LocalDate, IReadOnlyList<DayInterval>> Overrides,
    IReadOnlyDictionary<LocalDate, string> Holidays,
    IReadOnlyList<Interval> TimeOff)
{
    private readonly ILookup<IsoDayOfWeek, DayInterval> _week = Weekly
        .OrderBy(static open => open.StartMinute)
        .ToLookup(static open => open.Day, static open => new DayInterval(open.StartMinute, open.EndMinute));

    /// <summary>The open parts of a date, earliest first.</summary>
    public IEnumerable<DayInterval> OpenOn(LocalDate date)
    {
        if (Overrides.TryGetValue(date, out var hours))
        {
            return hours;
        }

        return Holidays.ContainsKey(date) ? [] : _week[date.DayOfWeek];
    }

    /// <summary>Why a date has no hours, or hours other than the wished ones.</summary>
    public SlotRefusal ClosedBecause(LocalDate date) => this switch
    {
        _ when Overrides.TryGetValue(date, out var hours) => hours.Count == 0 ? SlotRefusal.DayOff : SlotRefusal.OutsideHours,
        _ when Holidays.ContainsKey(date) => SlotRefusal.Holiday,
        _ => _week.Contains(date.DayOfWeek) ? SlotRefusal.OutsideHours : SlotRefusal.ClosedDay,
    };

    public Interval? TimeOffAt(Interval time)
    {
        foreach (var off in TimeOff)
        {
            if (off.Start < time.End && off.End > time.Start)
            {
                return off;
            }
        }

        return null;
    }
}
