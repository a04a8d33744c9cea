using System.Globalization;

using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>The week as seven columns over a time axis, for screens wide enough.</summary>
public sealed partial class WeekGrid
{
    private const int Hour = 60;

    private static readonly StatusLook[] Statuses =
    [
        StatusLook.Of(BookingStatus.Pending),
        StatusLook.Of(BookingStatus.Confirmed),
        StatusLook.Of(BookingStatus.Completed),
        StatusLook.Of(BookingStatus.NoShow),
    ];

    private readonly Dictionary<Guid, ElementReference> _blocks = [];

    [Parameter, EditorRequired]
    public CalendarView View { get; set; } = null!;

    /// <summary>The present, in the business's wall time.</summary>
    [Parameter, EditorRequired]
    public LocalDateTime Now { get; set; }

    [Parameter]
    public EventCallback<Guid> OnChosen { get; set; }

    private IEnumerable<int> Hours
    {
        get
        {
            var visible = View.Week.Visible;
            return Enumerable.Range(visible.Start / Hour, visible.Length / Hour);
        }
    }

    private string? NowPlace => View.Week.Days.Any(IsToday) ? View.PlaceOf(Now.TimeOfDay) : null;

    /// <summary>Gives the focus back to a booking whose details were closed.</summary>
    public ValueTask FocusAsync(Guid bookingId) =>
        View.Week.Holds(bookingId) && _blocks.TryGetValue(bookingId, out var block) ? block.FocusAsync() : ValueTask.CompletedTask;

    private static string HourText(int hour) => Say.Time(new LocalTime(hour, 0));

    private static string Named(CalendarDay day, string pattern) => day.Date.ToString(pattern, CultureInfo.InvariantCulture);

    private bool IsToday(CalendarDay day) => day.Date == Now.Date;
}
