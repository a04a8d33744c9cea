using System.Globalization;

using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Where a hand put something in the grid.</summary>
/// <param name="Column">The day, and whose.</param>
/// <param name="Start">Minutes after midnight.</param>
/// <param name="Minutes">How long; 0 where only a time was pointed at.</param>
public sealed record GridPlace(CalendarColumn Column, int Start, int Minutes)
{
    public LocalDateTime At => Column.Date.AtMidnight().PlusMinutes(Start);
}

/// <summary>Blocked time in the grid, and whose.</summary>
public sealed record GridAway(Guid Id, MemberId Member);

/// <summary>Days or members as columns over a time axis. Drawn here; calendar.js turns what hands do into calls.</summary>
public sealed partial class TimeGrid : IAsyncDisposable
{
    private const int Hour = 60;
    private const int WholeDay = 24 * Hour;
    private const int NarrowestLane = 64;
    private const int UsualColumn = 148;

    private readonly Dictionary<(string Column, Guid Entry), BookingBlock> _blocks = [];

    private ElementReference _grid;
    private DotNetObjectReference<TimeGrid>? _self;
    private IJSObjectReference? _hand;

    [Parameter, EditorRequired]
    public CalendarView View { get; set; } = null!;

    /// <summary>The present, in the business's wall time.</summary>
    [Parameter, EditorRequired]
    public LocalDateTime Now { get; set; }

    /// <summary>A booking was asked for.</summary>
    [Parameter]
    public EventCallback<Guid> OnChosen { get; set; }

    /// <summary>A member's time off was asked for.</summary>
    [Parameter]
    public EventCallback<GridAway> OnAwayChosen { get; set; }

    /// <summary>A booking was put elsewhere; answers whether it stays there.</summary>
    [Parameter]
    public Func<Guid, GridPlace, Task<bool>>? OnPlaced { get; set; }

    /// <summary>Free time was pointed at.</summary>
    [Parameter]
    public EventCallback<GridPlace> OnTimeChosen { get; set; }

    /// <summary>Time is to be blocked.</summary>
    [Parameter]
    public EventCallback<GridPlace> OnTimeBlocked { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    private bool IsDay => View.Address.Kind == CalendarKind.Day;

    private IEnumerable<int> Hours => Enumerable.Range(View.Grid.Visible.Start / Hour, View.Grid.Visible.Length / Hour);

    private string? NowPlace => View.Grid.Columns.Any(column => column.Date == Now.Date) ? View.PlaceOf(Now.TimeOfDay) : null;

    private string Sizes => string.Create(
        CultureInfo.InvariantCulture,
        $"--columns:{View.Grid.Columns.Count};--length:{View.Grid.Visible.Length};--widest:{Math.Max(UsualColumn, View.Grid.MostLanes * NarrowestLane)}px");

    // With all hours drawn, the working ones come first into sight.
    private int ShowFrom => View.Grid.Busy.Start;

    /// <summary>Gives the focus back to a booking whose details were closed.</summary>
    public ValueTask FocusAsync(Guid entryId)
    {
        var column = View.Grid.Columns.FirstOrDefault(column => column.Blocks.Any(block => block.Entry.Id == entryId));
        return column is not null && _blocks.GetValueOrDefault((column.Key, entryId)) is { } block
            ? block.FocusAsync()
            : ValueTask.CompletedTask;
    }

    /// <summary>For when nothing of it had the focus before.</summary>
    public ValueTask FocusAsync() => _grid.FocusAsync(preventScroll: true);

    /// <summary>Called by calendar.js.</summary>
    [JSInvokable("Place")]
    public async Task<bool> PlaceAsync(Guid entry, string column, int start, int minutes) =>
        OnPlaced is not null && PlaceOf(column, start, minutes) is { } place && await OnPlaced(entry, place);

    /// <summary>Called by calendar.js.</summary>
    [JSInvokable("Choose")]
    public Task ChooseAsync(string column, int start, int minutes) =>
        PlaceOf(column, start, minutes) is { } place ? OnTimeChosen.InvokeAsync(place) : Task.CompletedTask;

    /// <summary>Called by calendar.js.</summary>
    [JSInvokable("Block")]
    public Task BlockAsync(string column, int start, int minutes) =>
        PlaceOf(column, start, minutes) is { } place ? OnTimeBlocked.InvokeAsync(place) : Task.CompletedTask;

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

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _hand = await CalendarScript.AttachAsync(Script, _grid, _self);
        }
    }

    private static string HourText(int hour) => Say.Time(new LocalTime(hour, 0));

    private string NameOf(CalendarColumn column) => column.Member is { } member
        ? View.MemberOf(member)?.Name ?? string.Empty
        : CalendarDates.Said(column.Date, "dddd d MMMM");

    // What comes from a browser is checked: the grid may have turned meanwhile.
    private GridPlace? PlaceOf(string key, int start, int minutes) =>
        View.Grid.Columns.FirstOrDefault(column => column.Key == key) is { } column
        && start is >= 0 and < WholeDay && minutes is >= 0 and <= WholeDay
            ? new GridPlace(column, start, minutes)
            : null;
}
