using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Settings;

/// <summary>The foot of a form: how it stands, and the button that saves it. Asks before typed changes are left behind.</summary>
public sealed partial class SaveBar
{
    [Parameter, EditorRequired]
    public FormState State { get; set; } = null!;

    [Parameter]
    public string Label { get; set; } = "Save";

    [Parameter]
    public EventCallback OnDiscard { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    private string Text => State switch
    {
        { IsSaving: true } => "Saving…",
        { FieldErrors: > 0 } => $"Not saved. {Say.Count(State.FieldErrors, "field needs", "fields need")} a change.",
        { IsSaved: true } => "Saved",
        { IsDirty: true } => "Changes not saved",
        _ => string.Empty,
    };

    private async Task AskAsync(LocationChangingContext leaving)
    {
        if (State.IsDirty && !await Script.InvokeAsync<bool>("confirm", leaving.CancellationToken, "Leave without saving your changes?"))
        {
            leaving.PreventNavigation();
        }
    }
}
