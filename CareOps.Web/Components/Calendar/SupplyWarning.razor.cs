using CareOps.Core.Bookings;
using CareOps.Core.Inventory;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Says what a booking would be short of, before it is made or confirmed: of one there is, or of a service at a time.</summary>
public sealed partial class SupplyWarning
{
    private IReadOnlyList<MissingStock> _missing = [];
    private (Guid Service, Guid? Booking, int? Revision, Instant? At) _asked;

    [Parameter, EditorRequired]
    public Guid ServiceId { get; set; }

    [Parameter]
    public Booking? Booking { get; set; }

    /// <summary>When a booking that is not made yet would begin.</summary>
    [Parameter]
    public Instant? At { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SupplyQueries Supply { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        var asked = (ServiceId, Booking?.Id, Booking?.Revision, At);
        if (asked == _asked)
        {
            return;
        }

        _asked = asked;
        var missing = (Booking, At) switch
        {
            ({ } booking, _) => await Supply.ForBookingAsync(Member.Caller, booking.Id, CancellationToken.None),
            (_, { } at) => await Supply.ForNewAsync(Member.Caller, ServiceId, at, CancellationToken.None),
            _ => [],
        };
        if (asked == _asked)
        {
            _missing = missing;
        }
    }
}
