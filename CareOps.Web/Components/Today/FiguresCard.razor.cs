using System.Globalization;

using CareOps.Core.Dashboard;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Today;

/// <summary>The figures of this moment, each beside what it was a week ago where that can be told.</summary>
public sealed partial class FiguresCard
{
    private int _done;
    private string _key = string.Empty;

    [Parameter, EditorRequired]
    public CareOps.Core.Dashboard.TodayPage Page { get; set; } = null!;

    [Parameter, EditorRequired]
    public Instant Now { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    private TodayFigures Figures => Page.Figures;

    private string Weekday => Page.Date.DayOfWeek.ToString()[..3];

    private static string Capped(int count) => count >= InboxFigures.MostCounted
        ? $"{InboxFigures.MostCounted.ToString("N0", CultureInfo.InvariantCulture)}+"
        : count.ToString(CultureInfo.InvariantCulture);

    protected override void OnParametersSet()
    {
        _done = Page.Bookings.Count(booking => booking.EndsAt <= Now);
        var ahead = Page.Bookings.Count(booking => booking.StartsAt > Now);
        var under = Page.Bookings.Count - _done - ahead;
        string[] parts = [$"{_done} over", under == 0 ? string.Empty : $"{under} under way", $"{ahead} ahead"];
        _key = string.Join(" · ", parts.Where(static part => part.Length > 0));
    }
}
