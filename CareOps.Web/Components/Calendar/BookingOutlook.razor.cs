using CareOps.Core.Bookings;
using CareOps.Core.Dashboard;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Whether a booking can go ahead, and how likely its customer won't come.</summary>
public sealed partial class BookingOutlook
{
    private BookingReadiness? _readiness;
    private NoShowRisk? _risk;

    [Parameter, EditorRequired]
    public Booking Booking { get; set; } = null!;

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private ReadinessQueries Readiness { get; set; } = null!;

    [Inject]
    private NoShowQueries NoShows { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private bool IsAhead => Booking is { Status: BookingStatus.Pending or BookingStatus.Confirmed, ArrivedAt: null } && Booking.StartsAt > Clock.GetCurrentInstant();

    // With every load of the screen around it, which hears of what changed.
    protected override async Task OnParametersSetAsync()
    {
        _readiness = await Readiness.OneAsync(Member.Caller, Member.Workspace, Booking.Id, CancellationToken.None);
        _risk = IsAhead ? await NoShows.OfAsync(Member.Caller, Member.Workspace, Booking.Id, CancellationToken.None) : null;
    }

    private static string MarkOf(bool isDone) => isDone ? "check" : "warn";

    private static string Tone(NoShowLevel level) => level switch
    {
        NoShowLevel.High => "bad",
        NoShowLevel.Raised => "warn",
        _ => "plain",
    };

    private static string FormsText(BookingReadiness readiness, int needed) => (needed, readiness.MissingForms.Count) switch
    {
        (0, _) => "No forms needed",
        (_, 0) => needed == 1 ? "Form filled in" : $"All {needed} forms filled in",
        _ => $"{readiness.FormsDone} of {needed} filled in. Missing: {string.Join(", ", readiness.MissingForms)}",
    };
}
