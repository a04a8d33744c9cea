using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Calendar;

/// <summary>A booking as a row of a phone's week.</summary>
public sealed partial class AgendaRow
{
    private ElementReference _button;

    [Parameter, EditorRequired]
    public CalendarView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public CalendarEntry Entry { get; set; } = null!;

    [Parameter]
    public EventCallback<Guid> OnChosen { get; set; }

    public ValueTask FocusAsync() => _button.FocusAsync();

    private Task ChooseAsync() => OnChosen.InvokeAsync(Entry.Id);
}
