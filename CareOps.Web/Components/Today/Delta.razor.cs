using CareOps.Core.Dashboard;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Today;

/// <summary>How a figure has changed in a week: "+2".</summary>
public sealed partial class Delta
{
    [Parameter, EditorRequired]
    public Figure Figure { get; set; }

    /// <summary>Of no-shows, less is better.</summary>
    [Parameter]
    public bool LessIsBetter { get; set; }

    private string? Tone => (LessIsBetter ? -Figure.Change : Figure.Change) switch
    {
        > 0 => "good",
        < 0 => "poor",
        _ => null,
    };

    // A real minus sign: a hyphen is read as a dash.
    private string Text => Figure.Change switch
    {
        > 0 => $"+{Figure.Change}",
        < 0 => $"−{-Figure.Change}",
        _ => "0",
    };
}
