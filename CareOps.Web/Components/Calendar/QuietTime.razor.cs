using CareOps.Core.Workspaces;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Calendar;

/// <summary>What stands over a stretch without bookings: how to get some.</summary>
public sealed partial class QuietTime
{
    /// <summary>"this week", "on this day".</summary>
    [Parameter, EditorRequired]
    public string Stretch { get; set; } = string.Empty;

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    private string BookingPage => Address.BookingPage(Member.Workspace.Slug);
}
