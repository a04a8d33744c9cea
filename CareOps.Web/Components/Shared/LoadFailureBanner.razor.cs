using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Shared;

/// <summary>Says that loading failed; what was loaded before stays on the screen.</summary>
public sealed partial class LoadFailureBanner
{
    /// <summary><see cref="MemberPage.LoadFailure"/>; nothing is shown for null.</summary>
    [Parameter, EditorRequired]
    public string? Text { get; set; }
}
