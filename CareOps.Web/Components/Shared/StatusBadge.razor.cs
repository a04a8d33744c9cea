using CareOps.Core.Bookings;
using CareOps.Core.Messaging;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Shared;

/// <summary>A status as colour, icon and word. Give it a booking's or a message's.</summary>
public sealed partial class StatusBadge
{
    private StatusLook? _look;

    [Parameter]
    public BookingStatus? Booking { get; set; }

    [Parameter]
    public MessageStatus? Message { get; set; }

    protected override void OnParametersSet() =>
        _look = (Booking, Message) switch
        {
            ({ } booking, _) => StatusLook.Of(booking),
            (_, { } message) => StatusLook.Of(message),
            _ => null,
        };
}
