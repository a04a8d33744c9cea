using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>A month on one page: the first bookings of each day, and the way into the day.</summary>
public sealed partial class MonthView
{
    private const int Most = 4;
    private const int Fewer = Most - 1;

    private readonly Dictionary<Guid, MonthEntry> _entries = [];
    private ILookup<LocalDate, CalendarEntry> _ofDay = null!;

    [Parameter, EditorRequired]
    public CalendarView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public LocalDate Today { get; set; }

    [Parameter]
    public EventCallback<Guid> OnChosen { get; set; }

    /// <summary>Gives the focus back to a booking whose details were closed.</summary>
    public ValueTask FocusAsync(Guid entryId) =>
        View.Grid.Holds(entryId) && _entries.GetValueOrDefault(entryId) is { } entry ? entry.FocusAsync() : ValueTask.CompletedTask;

    protected override void OnParametersSet() => _ofDay = View.Entries
        .OrderBy(static entry => entry.StartsAt)
        .ToLookup(entry => entry.StartsAt.InZone(View.Zone).Date);

    private List<CalendarEntry> EntriesOf(CalendarColumn day) => [.. _ofDay[day.Date]];

    private IEnumerable<CalendarEntry> Shown(CalendarColumn day)
    {
        var entries = EntriesOf(day);
        return entries.Take(entries.Count > Most ? Fewer : Most);
    }

    private string DayUrl(CalendarColumn day) => (View.Address with { Kind = CalendarKind.Day, Date = day.Date }).Url;

    private static string NameOf(CalendarColumn day) =>
        $"{CalendarDates.Said(day.Date, "dddd d MMMM")}, {(day.Count == 0 ? "no bookings" : Say.Count(day.Count, "booking", "bookings"))}";

    private string ClassOf(CalendarColumn day) => string.Join(
        ' ',
        ((string?[])
        [
            day.Date.Month == View.Address.Date.Month ? null : "other",
            day.Open.Count == 0 ? "shut" : null,
            day.Date == Today ? "today" : null,
        ]).Where(static word => word is not null));
}
