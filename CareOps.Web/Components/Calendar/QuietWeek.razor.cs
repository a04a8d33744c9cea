using CareOps.Core.Workspaces;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Calendar;

/// <summary>What stands over a week without bookings: how to get some.</summary>
public sealed partial class QuietWeek
{
    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    private string BookingPage => Address.BookingPage(Member.Workspace.Slug);
}
