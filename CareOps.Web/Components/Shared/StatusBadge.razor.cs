using CareOps.Core.Bookings;
using CareOps.Core.Forms;
using CareOps.Core.Messaging;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Shared;

/// <summary>A status as colour, icon and word. Give it a booking's, a message's or a form's.</summary>
public sealed partial class StatusBadge
{
    private StatusLook? _look;

    [Parameter]
    public BookingStatus? Booking { get; set; }

    [Parameter]
    public MessageStatus? Message { get; set; }

    [Parameter]
    public FormStatus? Form { get; set; }

    protected override void OnParametersSet() =>
        _look = (Booking, Message, Form) switch
        {
            ({ } booking, _, _) => StatusLook.Of(booking),
            (_, { } message, _) => StatusLook.Of(message),
            (_, _, { } form) => StatusLook.Of(form),
            _ => null,
        };
}
