using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Shared;

/// <summary>What a list shows while it has nothing: what this is, and one thing to do.</summary>
public sealed partial class EmptyState
{
    [Parameter, EditorRequired]
    public string Icon { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public string Title { get; set; } = string.Empty;

    /// <summary>A sentence in a paragraph, and at most one button or link.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
