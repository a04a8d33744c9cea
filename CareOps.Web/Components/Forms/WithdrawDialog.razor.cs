using CareOps.Web.Components.Calendar;

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Forms;

/// <summary>Says what taking a form back means for whoever has it, before it is done.</summary>
public sealed partial class WithdrawDialog
{
    private ElementReference _dialog;

    /// <summary>Who has the form.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = string.Empty;

    /// <summary>How many answers there are so far.</summary>
    [Parameter, EditorRequired]
    public int Answers { get; set; }

    [Parameter]
    public bool IsOfBooking { get; set; }

    [Parameter]
    public bool IsBusy { get; set; }

    [Parameter]
    public EventCallback OnWithdrawn { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    private string AnswersSentence => Answers switch
    {
        0 => "Nothing is answered so far, so nothing is lost.",
        1 => "The answer so far stays here for you to read.",
        _ => $"The {Answers} answers so far stay here for you to read.",
    };

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await CalendarScript.OpenDialogAsync(Script, _dialog);
        }
    }
}
