using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Shared;

/// <summary>An icon of the sprite. Decoration only: a word always stands beside it.</summary>
public sealed partial class Icon
{
    /// <summary>The symbol's id in icons.svg.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = string.Empty;

    /// <summary>"i" is 18 pixels, "i s" 16, "i l" 24.</summary>
    [Parameter]
    public string Class { get; set; } = "i";
}
