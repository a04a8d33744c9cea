using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Calendar;

/// <summary>A booking as one line of a month's day.</summary>
public sealed partial class MonthEntry
{
    private ElementReference _button;
    private StatusLook _look = null!;

    [Parameter, EditorRequired]
    public CalendarView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public CalendarEntry Entry { get; set; } = null!;

    [Parameter]
    public EventCallback<Guid> OnChosen { get; set; }

    public ValueTask FocusAsync() => _button.FocusAsync();

    protected override void OnParametersSet() => _look = StatusLook.Of(Entry.Status);

    private Task ChooseAsync() => OnChosen.InvokeAsync(Entry.Id);
}
