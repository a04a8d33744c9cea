using CareOps.Web.Components.Calendar;

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Forms;

/// <summary>Shows what a reminder says before it goes out.</summary>
public sealed partial class RemindDialog
{
    private ElementReference _dialog;

    [Parameter, EditorRequired]
    public ReminderQuestion Asking { get; set; } = null!;

    [Parameter]
    public bool IsBusy { get; set; }

    [Parameter]
    public EventCallback OnSent { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await CalendarScript.OpenDialogAsync(Script, _dialog);
        }
    }
}
