using CareOps.Core.Forms;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Forms;

/// <summary>What is done with a question in the builder.</summary>
public enum QuestionStep
{
    Up,
    Down,
    Copy,
    Remove,

    /// <summary>Taken up, to be dropped at another's place.</summary>
    Drag,

    /// <summary>What was taken up is to come to this one's place.</summary>
    Drop,

    /// <summary>Opened to be changed, or closed.</summary>
    Toggle,
}

/// <summary>A question of the form that is being built: a line, or opened, all that can be said of it.</summary>
public sealed partial class QuestionEditor
{
    private ElementReference _title;
    private ElementReference _up;
    private ElementReference _down;

    [Parameter, EditorRequired]
    public QuestionDraft Draft { get; set; } = null!;

    /// <summary>Its place, from 1 to <see cref="Count"/>.</summary>
    [Parameter, EditorRequired]
    public int Number { get; set; }

    [Parameter, EditorRequired]
    public int Count { get; set; }

    /// <summary>The earlier questions that can decide about this one.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<FormQuestion> Deciding { get; set; } = [];

    /// <summary>What it can ask for.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<QuestionLook> Kinds { get; set; } = QuestionLook.All;

    [Parameter]
    public bool IsOpen { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public EventCallback<(QuestionDraft Draft, QuestionStep Step)> OnStep { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    private string Key => FormContent.FieldOf(Draft.Id);

    private QuestionLook Look => QuestionLook.Of(Draft.Kind);

    private string Name => string.IsNullOrWhiteSpace(Draft.Label) ? $"{Look.Word}, number {Number}" : Draft.Label;

    private string? DecidesText => Draft.DecidesId?.ToString();

    public ValueTask FocusTitleAsync() => _title.FocusAsync();

    /// <summary>The button that was pressed has moved with its question, and may have come to an end.</summary>
    public ValueTask FocusMoveAsync(QuestionStep step) => (step == QuestionStep.Up && Number > 1) || Number == Count ? _up.FocusAsync() : _down.FocusAsync();

    private Task UpAsync() => StepAsync(QuestionStep.Up);

    private Task DownAsync() => StepAsync(QuestionStep.Down);

    private Task CopyAsync() => StepAsync(QuestionStep.Copy);

    private Task RemoveAsync() => StepAsync(QuestionStep.Remove);

    private Task DragAsync() => StepAsync(QuestionStep.Drag);

    private Task DropAsync() => StepAsync(QuestionStep.Drop);

    private Task ToggleAsync() => StepAsync(QuestionStep.Toggle);

    private Task StepAsync(QuestionStep step) => OnStep.InvokeAsync((Draft, step));

    private Task SetLabel(string? label)
    {
        Draft.Label = label;
        return OnChanged.InvokeAsync();
    }

    private Task SetHelp(string? help)
    {
        Draft.Help = help;
        return OnChanged.InvokeAsync();
    }

    private Task SetOptions(string? options)
    {
        Draft.Options = options;
        return OnChanged.InvokeAsync();
    }

    private Task SetKindAsync(QuestionKind kind)
    {
        Draft.Kind = kind;
        return OnChanged.InvokeAsync();
    }

    private Task SetFilesAsync(int files)
    {
        Draft.Files = files;
        return OnChanged.InvokeAsync();
    }

    private Task SetRequiredAsync(bool isRequired)
    {
        Draft.IsRequired = isRequired;
        return OnChanged.InvokeAsync();
    }

    private Task SetDecidesAsync(string? id)
    {
        Draft.DecidesId = Guid.TryParse(id, out var decides) ? decides : null;
        Draft.DecidesBy = Deciding.FirstOrDefault(question => question.Id == Draft.DecidesId) is { } question
            ? QuestionDraft.WaysOf(question).First().Value
            : null;
        return OnChanged.InvokeAsync();
    }

    private Task SetDecidesByAsync(string? by)
    {
        Draft.DecidesBy = by;
        return OnChanged.InvokeAsync();
    }
}
