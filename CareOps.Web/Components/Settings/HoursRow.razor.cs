using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>A weekday of a member's hours.</summary>
public sealed partial class HoursRow
{
    [Parameter, EditorRequired]
    public HoursDay Day { get; set; } = null!;

    [Parameter]
    public string? Error { get; set; }

    /// <summary>Called for changes by buttons, which no field reports.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Parameter]
    public EventCallback OnCopied { get; set; }

    private string ErrorId => $"hours-{Day.Name}-error";

    private string? Invalid => Error is null ? null : "true";

    private string? DescribedBy => Error is null ? null : ErrorId;

    private string? Again(HoursInterval interval) => interval == Day.Intervals[0] ? null : " again";

    private Task AddAsync()
    {
        Day.Add();
        return OnChanged.InvokeAsync();
    }

    private Task RemoveAsync(HoursInterval interval)
    {
        Day.Remove(interval);
        return OnChanged.InvokeAsync();
    }
}
