using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>One of a list.</summary>
public sealed partial class SelectField
{
    [Parameter, EditorRequired]
    public IReadOnlyList<Choice> Choices { get; set; } = [];

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }
}
