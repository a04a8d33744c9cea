using CareOps.Core.Forms;
using CareOps.Web.Components.Calendar;

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Forms;

/// <summary>Shows what goes out, to whom, before it does, and what is left out.</summary>
public sealed partial class RemindDialog
{
    private ElementReference _dialog;
    private int _at;

    [Parameter, EditorRequired]
    public ReminderPreview Asking { get; set; } = null!;

    [Parameter]
    public bool IsBusy { get; set; }

    [Parameter]
    public EventCallback OnSent { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    private int People => Asking.Messages.DistinctBy(static message => message.ContactId).Count();

    private PreviewedReminder? Shown => Asking.Messages.ElementAtOrDefault(_at);

    private string Title => (People, Asking.Forms) switch
    {
        (0, _) => "Nothing to send",
        (1, 1) => $"Remind {Asking.Messages[0].Name}?",
        (1, var forms) => $"Remind {Asking.Messages[0].Name} of {forms} forms?",
        (var people, var forms) => $"Remind {people} people of {forms} forms?",
    };

    private IEnumerable<(string Sentence, int Count)> LeftOut =>
        Asking.Refused.Values.CountBy(static error => error.Message).Select(static each => (each.Key, each.Value));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await CalendarScript.OpenDialogAsync(Script, _dialog);
        }
    }
}
