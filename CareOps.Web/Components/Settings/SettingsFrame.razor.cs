using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>What every page of the settings stands in: the list of pages, a heading, what it is about.</summary>
public sealed partial class SettingsFrame
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = string.Empty;

    [Parameter]
    public string? About { get; set; }

    /// <summary>Beside the heading.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    [Parameter, EditorRequired]
    public bool IsAllowed { get; set; }

    [Parameter, EditorRequired]
    public bool IsLoaded { get; set; }

    [Parameter]
    public string? Failure { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;
}
