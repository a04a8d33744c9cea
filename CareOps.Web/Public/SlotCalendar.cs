using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>A month's days and one day's times, laid out for the page.</summary>
/// <param name="page">What is free.</param>
/// <param name="askedDay">The day that was asked for, or null.</param>
/// <param name="askedMonth">The month that was asked for, or null.</param>
public sealed class SlotCalendar(SlotPage page, LocalDate? askedDay, YearMonth? askedMonth)
{
    private const int DaysOfAWeek = 7;
    private const int Noon = 12;
    private const int Evening = 17;

    public LocalDate Today => page.Today;

    public LocalDate LastDay => page.LastDay;

    public LocalDate Day => page.Day;

    public LocalDate? AskedDay => askedDay;

    public YearMonth? AskedMonth => askedMonth;

    /// <summary>"6 places left" for a group, else null.</summary>
    public string? Places(Slot slot) =>
        page.PlacesLeft.TryGetValue(slot, out var left) ? Say.Count(left, "place left", "places left") : null;

    public YearMonth Month { get; } = askedDay is null && askedMonth is { } asked ? asked : page.Day.ToYearMonth();

    public YearMonth? MonthBefore => Month > page.Today.ToYearMonth() ? Month.PlusMonths(-1) : null;

    public YearMonth? MonthAfter => Month < page.LastDay.ToYearMonth() ? Month.PlusMonths(1) : null;

    /// <summary>The month that was asked for has nothing free, and the day shown lies after it.</summary>
    public bool IsBeyondMonth => page.Day.ToYearMonth() != Month;

    public bool DayIsFull => page.Slots.Count == 0;

    /// <summary>Nothing at all can be booked; known only where no day was asked for, as otherwise not all days were looked at.</summary>
    public bool EverythingIsFull => DayIsFull && askedDay is null && askedMonth is null;

    /// <summary>The first free day after one without free times, where it is known.</summary>
    public LocalDate? NextFreeDay => page.FreeDays.Where(date => date > page.Day).Cast<LocalDate?>().Min();

    public bool IsFree(LocalDate date) => page.FreeDays.Contains(date);

    /// <summary>The month's weeks, Monday first; null for days of the months around it.</summary>
    public IEnumerable<IReadOnlyList<LocalDate?>> Weeks()
    {
        var first = Month.OnDayOfMonth(1);
        var last = first.PlusMonths(1).PlusDays(-1);
        for (var monday = MondayOf(first); monday <= last; monday = monday.PlusWeeks(1))
        {
            yield return [.. Week(monday).Select(date => date.ToYearMonth() == Month ? date : (LocalDate?)null)];
        }
    }

    /// <summary>The week around the shown day.</summary>
    public IEnumerable<LocalDate> Strip() => Week(MondayOf(page.Day));

    /// <summary>Where the week before leads: its first free day, where it has one.</summary>
    public LocalDate? WeekBefore => MondayOf(page.Day) > page.Today ? Entrance(MondayOf(page.Day).PlusWeeks(-1)) : null;

    public LocalDate? WeekAfter =>
        MondayOf(page.Day).PlusWeeks(1) is var next && next <= page.LastDay ? Entrance(next) : null;

    /// <summary>The day's free times by part of the day; empty parts are left out.</summary>
    public IEnumerable<(string Name, IReadOnlyList<Slot> Slots)> Parts()
    {
        IEnumerable<(string Name, IReadOnlyList<Slot> Slots)> all =
        [
            ("Morning", Between(0, Noon)),
            ("Afternoon", Between(Noon, Evening)),
            ("Evening", Between(Evening, NodaConstants.HoursPerDay)),
        ];
        return all.Where(static part => part.Slots.Count > 0);
    }

    private static LocalDate MondayOf(LocalDate date) => date.PlusDays(IsoDayOfWeek.Monday - date.DayOfWeek);

    private static IEnumerable<LocalDate> Week(LocalDate monday) =>
        Enumerable.Range(0, DaysOfAWeek).Select(monday.PlusDays);

    private IReadOnlyList<Slot> Between(int hour, int until) =>
        [.. page.Slots.Where(slot => slot.Local.Hour >= hour && slot.Local.Hour < until)];

    private LocalDate Entrance(LocalDate monday) =>
        Week(monday).Where(page.FreeDays.Contains).DefaultIfEmpty(LocalDate.Max(monday, page.Today)).First();
}
