using CareOps.Core.Bookings;
using CareOps.Core.Dashboard;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Today;

/// <summary>One booking: time, who, what with whom, and whether it can go ahead or what became of it. Leads to it in the calendar.</summary>
public sealed partial class DayBooking
{
    [Parameter, EditorRequired]
    public BookingRow Booking { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Names { get; set; } = null!;

    /// <summary>Of one that is to come.</summary>
    [Parameter]
    public BookingReadiness? Readiness { get; set; }

    /// <summary>Of one whose customer may not come.</summary>
    [Parameter]
    public NoShowRisk? Risk { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    // With one member the name says nothing.
    private string About => Names.Count > 1 && Names.TryGetValue(Booking.MemberId, out var name)
        ? $"{Booking.ServiceName} · {PersonName.First(name)}"
        : Booking.ServiceName;
}
