using CareOps.Core.Forms;

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Forms;

/// <summary>What a phone shows of the form that is being built. It follows the question that is open beside it, and opens one that is chosen in it.</summary>
public sealed partial class FormPreview
{
    private ElementReference _phone;
    private (Guid Question, int Place)? _followed;

    [Parameter, EditorRequired]
    public FormContent Content { get; set; } = null!;

    [Parameter, EditorRequired]
    public string Business { get; set; } = string.Empty;

    /// <summary>The question that is open; null for none.</summary>
    [Parameter]
    public Guid? Chosen { get; set; }

    [Parameter]
    public string Button { get; set; } = "Submit";

    [Parameter]
    public EventCallback<Guid> OnChosen { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    // Only when another question is opened, or it was moved: whoever scrolls the preview meanwhile is left alone.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var place = Content.Questions.Index().FirstOrDefault(each => each.Item.Id == Chosen);
        var shown = place.Item is null ? ((Guid, int)?)null : (place.Item.Id, place.Index);
        if (shown == _followed)
        {
            return;
        }

        _followed = shown;
        if (shown is not null)
        {
            await Script.InvokeVoidAsync("careops.showWithin", _phone, ".chosen");
        }
    }

    private static string Label(FormQuestion question) => question.Label.Length == 0 ? QuestionLook.Of(question.Kind).Word : question.Label;
}
