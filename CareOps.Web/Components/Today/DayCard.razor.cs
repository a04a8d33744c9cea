using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Today;

/// <summary>Today's bookings in their order, with a line where the day has come to.</summary>
public sealed partial class DayCard
{
    // Shorter gaps are breathing space, not something to point out.
    private static readonly Duration WorthTelling = Duration.FromMinutes(60);

    private IReadOnlyList<Line> _lines = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<BookingRow> Bookings { get; set; } = [];

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Names { get; set; } = null!;

    [Parameter, EditorRequired]
    public Instant Now { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    protected override void OnParametersSet() => _lines = [.. Lines()];

    private IEnumerable<Line> Lines()
    {
        var isMarked = false;
        var busyUntil = Now;
        foreach (var booking in Bookings)
        {
            if (booking.StartsAt > Now)
            {
                if (!isMarked)
                {
                    isMarked = true;
                    yield return new Line(null, null);
                }

                if (booking.StartsAt - busyUntil >= WorthTelling)
                {
                    yield return new Line(null, booking.StartsAt);
                }
            }

            busyUntil = Instant.Max(busyUntil, booking.EndsAt);
            yield return new Line(booking, null);
        }

        if (!isMarked)
        {
            yield return new Line(null, null);
        }
    }

    /// <summary>A booking, a gap, or with neither the line that says now.</summary>
    private sealed record Line(BookingRow? Booking, Instant? FreeUntil);
}
