using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Shared;

/// <summary>
/// The frame of every members' screen, right of the rail: heading, account menu, banners and the main part. Pages give it
/// <see cref="MemberPage.IsAllowed"/> and <see cref="MemberPage.LoadFailure"/>; without the right the content is not even built.
/// </summary>
public sealed partial class Screen
{
    private ElementReference _heading;

    /// <summary>The heading, and with the workspace's name the browser's title.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = string.Empty;

    /// <summary>A few quiet words beside the heading.</summary>
    [Parameter]
    public string? Note { get; set; }

    /// <summary>Buttons of the header, before the account menu.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>The main part's classes: "page" for a readable width, others fill the window.</summary>
    [Parameter]
    public string Class { get; set; } = "page";

    [Parameter]
    public bool IsAllowed { get; set; } = true;

    /// <summary>What a member without the right is told they can't see: "the inbox".</summary>
    [Parameter]
    public string What { get; set; } = "this page";

    [Parameter]
    public string? Failure { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [CascadingParameter]
    private ShellVisit Visit { get; set; } = null!;

    /// <summary>For when what had the focus is gone, and nothing like it is left.</summary>
    public ValueTask FocusAsync() => _heading.FocusAsync(preventScroll: true);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // A new screen within the same page load: what a browser does by itself on a new page, screen readers need done here.
        if (firstRender && Visit.HasShownScreen)
        {
            await _heading.FocusAsync(preventScroll: true);
        }

        Visit.HasShownScreen = true;
    }
}
