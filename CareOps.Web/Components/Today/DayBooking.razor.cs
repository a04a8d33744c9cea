using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Today;

/// <summary>One booking: time, who, what with whom, status. Leads to it in the calendar.</summary>
public sealed partial class DayBooking
{
    [Parameter, EditorRequired]
    public BookingRow Booking { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Names { get; set; } = null!;

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    // With one member the name says nothing.
    private string About => Names.Count > 1 && Names.TryGetValue(Booking.MemberId, out var name)
        ? $"{Booking.ServiceName} · {PersonName.First(name)}"
        : Booking.ServiceName;
}
