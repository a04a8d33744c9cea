using CareOps.Core.Dashboard;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Shared;

/// <summary>Whether a booking can go ahead, or the first thing that is missing. Pointing at it names everything.</summary>
public sealed partial class ReadinessBadge
{
    private string _parts = string.Empty;

    [Parameter, EditorRequired]
    public BookingReadiness Readiness { get; set; } = null!;

    /// <summary>"Health intake is missing. Not in stock: tape".</summary>
    public static string PartsOf(BookingReadiness readiness)
    {
        string?[] parts =
        [
            readiness.IsConfirmed ? null : "Not confirmed yet",
            readiness.MissingForms.Count == 0 ? null : $"Not filled in: {string.Join(", ", readiness.MissingForms)}",
            readiness.MissingItems.Count == 0 ? null : $"Not in stock: {string.Join(", ", readiness.MissingItems)}",
        ];
        return readiness.IsReady ? "Confirmed, forms filled in, everything in stock" : string.Join(". ", parts.OfType<string>());
    }

    protected override void OnParametersSet() => _parts = PartsOf(Readiness);
}
