using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Components;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Calendar;

/// <summary>The week as a list by day, for phones.</summary>
public sealed partial class WeekAgenda
{
    private readonly Dictionary<Guid, AgendaRow> _rows = [];

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
        View.Grid.Holds(bookingId) && _rows.GetValueOrDefault(bookingId) is { } row ? row.FocusAsync() : ValueTask.CompletedTask;

    private static string Anchor(CalendarColumn day) => $"day-{LocalDatePattern.Iso.Format(day.Date)}";

    private static string Summary(CalendarColumn day) => day switch
    {
        { Count: > 0 } => Say.Count(day.Count, "booking", "bookings"),
        { Open.Count: 0, Blocks.Count: 0 } => "Closed",
        _ => "No bookings",
    };

    private string Title(CalendarColumn day) => Period.DaysBetween(Now.Date, day.Date) switch
    {
        0 => $"Today, {Say.Day(day.Date)}",
        1 => $"Tomorrow, {Say.Day(day.Date)}",
        _ => CalendarDates.Said(day.Date, "dddd d MMMM"),
    };

    private bool IsToday(CalendarColumn day) => day.Date == Now.Date;

    // The line stands before the first booking of today that has not begun.
    private bool IsNext(CalendarColumn day, CalendarBlock block)
    {
        var minute = (Now.Hour * 60) + Now.Minute;
        return IsToday(day) && block == day.Blocks.FirstOrDefault(candidate => candidate.Start > minute);
    }
}
