using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>A length of time: a number and its unit.</summary>
public sealed partial class SpanField
{
    [Parameter, EditorRequired]
    public SpanInput Value { get; set; } = null!;

    /// <summary>Whether days are offered.</summary>
    [Parameter]
    public bool HasDays { get; set; }

    private string Unit(string one) => Value.Amount.Trim() == "1" ? one : one + "s";
}
