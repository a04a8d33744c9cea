using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Calendar;

/// <summary>Asks for a reason before a rule is overridden. Shown as long as its question is open.</summary>
public sealed partial class OverrideDialog
{
    private ElementReference _dialog;
    private string _reason = string.Empty;
    private bool _isMissing;

    [Parameter, EditorRequired]
    public OverrideQuestion Question { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await CalendarScript.OpenDialogAsync(Script, _dialog);
        }
    }

    private void Confirm()
    {
        _isMissing = string.IsNullOrWhiteSpace(_reason);
        if (!_isMissing)
        {
            Question.Give(_reason.Trim());
        }
    }

    private void Leave() => Question.Give(null);
}
