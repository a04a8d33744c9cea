using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>A line or some lines of text.</summary>
public sealed partial class TextField
{
    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    [Parameter]
    public string Type { get; set; } = "text";

    [Parameter]
    public string? InputMode { get; set; }

    /// <summary>"off" unless the browser knows the value: most fields here are about the business, not the person.</summary>
    [Parameter]
    public string AutoComplete { get; set; } = "off";

    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>Words in the field before what is typed.</summary>
    [Parameter]
    public string? Before { get; set; }

    /// <summary>Words in the field after it, such as its unit.</summary>
    [Parameter]
    public string? After { get; set; }

    [Parameter]
    public bool IsLong { get; set; }
}
