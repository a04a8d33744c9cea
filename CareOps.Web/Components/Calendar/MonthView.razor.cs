using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Calendar;

/// <summary>A month on one page: the first bookings of each day, and the way into the day.</summary>
public sealed partial class MonthView : IAsyncDisposable
{
    private const int Most = 4;
    private const int Fewer = Most - 1;

    private readonly Dictionary<Guid, MonthEntry> _entries = [];
    private ILookup<LocalDate, CalendarEntry> _ofDay = null!;
    private ElementReference _month;
    private DotNetObjectReference<MonthView>? _self;
    private IJSObjectReference? _hand;

    [Parameter, EditorRequired]
    public CalendarView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public LocalDate Today { get; set; }

    [Parameter]
    public EventCallback<Guid> OnChosen { get; set; }

    /// <summary>A booking was put on another day; answers whether it stays there.</summary>
    [Parameter]
    public Func<Guid, LocalDate, Task<bool>>? OnPlaced { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    /// <summary>Called by calendar.js. What comes from a browser is checked: the month may have turned meanwhile.</summary>
    [JSInvokable("Place")]
    public async Task<bool> PlaceAsync(Guid entry, string day) =>
        OnPlaced is not null
        && View.Grid.Columns.FirstOrDefault(column => column.Key == day) is { } column
        && await OnPlaced(entry, column.Date);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_hand is not null)
            {
                await _hand.InvokeVoidAsync("dispose");
                await _hand.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the script with it.
        }

        _self?.Dispose();
    }

    /// <summary>Gives the focus back to a booking whose details were closed.</summary>
    public ValueTask FocusAsync(Guid entryId) =>
        View.Grid.Holds(entryId) && _entries.GetValueOrDefault(entryId) is { } entry ? entry.FocusAsync() : ValueTask.CompletedTask;

    /// <summary>For when nothing of it had the focus before.</summary>
    public ValueTask FocusAsync() => _month.FocusAsync(preventScroll: true);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _hand = await CalendarScript.AttachAsync(Script, _month, _self);
        }
    }

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

    private string NewUrl(CalendarColumn day) =>
        $"{View.Address.FormUrl("new", with: View.Address.Member)}&on={LocalDatePattern.Iso.Format(day.Date)}";

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
