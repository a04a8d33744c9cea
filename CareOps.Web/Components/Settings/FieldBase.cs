using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>A labelled field with a hint and what is wrong with it, tied together for screen readers.</summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>The element's id, unique on the page.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public string Label { get; set; } = string.Empty;

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool IsOptional { get; set; }

    /// <summary>Classes of the whole field.</summary>
    [Parameter]
    public string? Class { get; set; }

    protected string HintId => $"{Id}-hint";

    protected string ErrorId => $"{Id}-error";

    protected string? Invalid => Error is null ? null : "true";

    protected string? DescribedBy => (Error, Hint) switch
    {
        (null, null) => null,
        (null, _) => HintId,
        (_, null) => ErrorId,
        _ => $"{ErrorId} {HintId}",
    };
}
