using System.Globalization;

using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Components;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Calendar;

/// <summary>The week as a list by day, for phones.</summary>
public sealed partial class WeekAgenda
{
    private readonly Dictionary<Guid, ElementReference> _rows = [];

    [Parameter, EditorRequired]
    public CalendarView View { get; set; } = null!;

    /// <summary>The present, in the business's wall time.</summary>
    [Parameter, EditorRequired]
    public LocalDateTime Now { get; set; }

    [Parameter]
    public EventCallback<Guid> OnChosen { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    // The page has a base address, so an anchor needs the whole one.
    private string Address => Navigation.Uri.Split('#')[0];

    /// <summary>Gives the focus back to a booking whose details were closed.</summary>
    public ValueTask FocusAsync(Guid bookingId) =>
        View.Week.Holds(bookingId) && _rows.TryGetValue(bookingId, out var row) ? row.FocusAsync() : ValueTask.CompletedTask;

    private static string Named(CalendarDay day, string pattern) => day.Date.ToString(pattern, CultureInfo.InvariantCulture);

    private static string Anchor(CalendarDay day) => $"day-{LocalDatePattern.Iso.Format(day.Date)}";

    private static string Summary(CalendarDay day) => day switch
    {
        { Count: > 0 } => Say.Count(day.Count, "booking", "bookings"),
        { Open.Count: 0, Blocks.Count: 0 } => "Closed",
        _ => "No bookings",
    };

    private string Title(CalendarDay day) => Period.DaysBetween(Now.Date, day.Date) switch
    {
        0 => $"Today, {Say.Day(day.Date)}",
        1 => $"Tomorrow, {Say.Day(day.Date)}",
        _ => Named(day, "dddd d MMMM"),
    };

    private bool IsToday(CalendarDay day) => day.Date == Now.Date;

    // The line stands before the first booking of today that has not begun.
    private bool IsNext(CalendarDay day, CalendarBlock block)
    {
        var minute = (Now.Hour * 60) + Now.Minute;
        return IsToday(day) && block == day.Blocks.FirstOrDefault(candidate => candidate.Start > minute);
    }
}
