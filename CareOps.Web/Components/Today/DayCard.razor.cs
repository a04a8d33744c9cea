using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Today;

/// <summary>Today's bookings in their order, everyone's or one member's, with a line where the day has come to.</summary>
public sealed partial class DayCard
{
    // Shorter gaps are breathing space, not something to point out.
    private static readonly Duration WorthTelling = Duration.FromMinutes(60);

    private IReadOnlyList<Line> _lines = [];
    private IReadOnlyList<DayMember> _members = [];
    private MemberId? _shown;
    private string _count = string.Empty;

    [Parameter, EditorRequired]
    public CareOps.Core.Dashboard.TodayPage Page { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Names { get; set; } = null!;

    [Parameter, EditorRequired]
    public Instant Now { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    private IReadOnlyList<BookingRow> Bookings => Page.Bookings;

    protected override void OnParametersSet()
    {
        _members =
        [
            .. Bookings.GroupBy(static booking => booking.MemberId)
                .Select(day => new DayMember(day.Key, PersonName.First(Names.GetValueOrDefault(day.Key, "Former member")), day.Count()))
                .OrderBy(static member => member.Name, StringComparer.CurrentCulture),
        ];
        _shown = _members.Any(member => member.Id == _shown) ? _shown : null;
        _count = _members.Count > 1
            ? $"{Say.Count(Bookings.Count, "booking", "bookings")} · {_members.Count} members"
            : Say.Count(Bookings.Count, "booking", "bookings");
        _lines = [.. Lines()];
    }

    private void Show(MemberId? member)
    {
        _shown = member;
        _lines = [.. Lines()];
    }

    private IEnumerable<Line> Lines()
    {
        var isMarked = false;
        var busyUntil = Now;
        foreach (var booking in Bookings.Where(booking => _shown is null || booking.MemberId == _shown))
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

    /// <summary>Someone who has bookings today.</summary>
    private sealed record DayMember(MemberId Id, string Name, int Count);

    /// <summary>A booking, a gap, or with neither the line that says now.</summary>
    private sealed record Line(BookingRow? Booking, Instant? FreeUntil);
}
