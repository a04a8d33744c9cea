using CareOps.Core.Bookings;
using CareOps.Core.Dashboard;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Today;

/// <summary>The bookings of the next seven days, day by day.</summary>
public sealed partial class UpcomingCard
{
    private IReadOnlyList<IGrouping<LocalDate, BookingRow>> _days = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<BookingRow> Bookings { get; set; } = [];

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Names { get; set; } = null!;

    [Parameter, EditorRequired]
    public LocalDate Today { get; set; }

    /// <summary>How many there are; the list holds the first of them.</summary>
    [Parameter, EditorRequired]
    public int Total { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<Guid, BookingReadiness> Readiness { get; set; } = null!;

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    protected override void OnParametersSet() =>
        _days = [.. Bookings.GroupBy(booking => booking.StartsAt.InZone(Member.Workspace.Zone).Date)];
}
