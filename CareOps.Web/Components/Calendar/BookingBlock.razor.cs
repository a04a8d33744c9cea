using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Calendar;

/// <summary>A booking, or a group session, in the time grid. What it carries as data is for calendar.js.</summary>
public sealed partial class BookingBlock
{
    private ElementReference _button;
    private StatusLook _look = null!;
    private (CalendarBlock Block, CalendarView View) _drawn;
    private bool _isStale = true;

    [Parameter, EditorRequired]
    public CalendarView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public CalendarBlock Block { get; set; } = null!;

    [Parameter]
    public EventCallback<Guid> OnChosen { get; set; }

    private CalendarEntry Entry => Block.Entry;

    private bool IsChosen => View.IsChosen(Entry);

    private bool IsHere => Entry is { HasArrived: true, IsOpen: true };

    // What lies over midnight or a clock change is moved by the form. A group has its service's length: with another, nobody could join it.
    private string? Can => (View.CanMove(Entry) && Block.End - Block.Start == Entry.Minutes, Entry.IsSession) switch
    {
        (false, _) => null,
        (_, true) => "move",
        _ => "move resize",
    };

    public ValueTask FocusAsync() => _button.FocusAsync();

    protected override void OnParametersSet()
    {
        _look = StatusLook.Of(Entry.Status);
        _isStale = _drawn != (Block, View);
        _drawn = (Block, View);
    }

    // The clock redraws the grid every minute; only its line has moved.
    protected override bool ShouldRender() => _isStale;

    private Task ChooseAsync() => OnChosen.InvokeAsync(Entry.Id);
}
