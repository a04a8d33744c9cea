using CareOps.Core.Bookings;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>What can be done with a booking now: the likeliest first, nothing that would be refused.</summary>
public sealed partial class BookingSteps
{
    [Parameter, EditorRequired]
    public Booking Booking { get; set; } = null!;

    [Parameter]
    public bool IsBusy { get; set; }

    [Parameter, EditorRequired]
    public string MoveUrl { get; set; } = string.Empty;

    [Parameter]
    public EventCallback<BookingStep> OnStep { get; set; }

    [Parameter]
    public EventCallback OnCancel { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private Instant Now => Clock.GetCurrentInstant();

    private bool HasBegun => Booking.StartsAt <= Now;

    private bool IsHere => Booking.ArrivedAt is not null;

    private bool IsToday =>
        Booking.StartsAt.InZone(Member.Workspace.Zone).Date == Now.InZone(Member.Workspace.Zone).Date;

    private bool May(BookingStep step) =>
        (step == BookingStep.Reopen ? Booking.RefuseReopening(Now, Member.Workspace.Zone) : Booking.Refuse(step)) is null;
}
