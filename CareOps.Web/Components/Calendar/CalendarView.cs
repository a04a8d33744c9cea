using System.Globalization;

using CareOps.Core.Bookings;
using CareOps.Core.Dashboard;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Shared;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>A member as the calendar shows them.</summary>
public sealed record CalendarMember(MemberId Id, string Name, string Hue)
{
    public string FirstName => PersonName.First(Name);
}

/// <summary>What the calendar shows at one moment.</summary>
/// <param name="Address">Which view of which days.</param>
/// <param name="Zone">The business's zone.</param>
/// <param name="Services">For hues and the legend.</param>
/// <param name="Members">Who takes bookings, in one order everywhere.</param>
/// <param name="Entries">Everything that lies on the days shown.</param>
/// <param name="Times">When the members work on them.</param>
public sealed record CalendarView(
    CalendarAddress Address,
    DateTimeZone Zone,
    IReadOnlyList<Service> Services,
    IReadOnlyList<CalendarMember> Members,
    IReadOnlyList<CalendarEntry> Entries,
    IReadOnlyList<MemberDay> Times)
{
    private readonly Dictionary<Guid, string> _serviceHues = Services.ToDictionary(static service => service.Id, ServiceHue.Of);
    private readonly Dictionary<MemberId, CalendarMember> _members = Members.ToDictionary(static member => member.Id);

    /// <summary>The columns of a day or a week.</summary>
    public CalendarGrid Grid { get; } = Address.Kind == CalendarKind.Day
        ? CalendarGrid.OfMembers(
            Address.Date,
            [.. Members.Where(member => Address.Member is null || member.Id == Address.Member).Select(static member => member.Id)],
            Zone,
            Entries,
            Times,
            Address.HasAllHours)
        : CalendarGrid.OfDays(Address.Dates, Zone, Entries, Times, Address.HasAllHours);

    /// <summary>Who does each service.</summary>
    public ILookup<Guid, MemberId> Teams { get; init; } = Array.Empty<MemberId>().ToLookup(static _ => Guid.Empty);

    /// <summary>Whether bookings can go ahead, of those that are to come.</summary>
    public IReadOnlyDictionary<Guid, BookingReadiness> Readiness { get; init; } = new Dictionary<Guid, BookingReadiness>();

    /// <summary>The booking whose details are open.</summary>
    public Guid? ChosenId { get; init; }

    /// <summary>Whether the one who looks may change bookings.</summary>
    public bool CanChange { get; init; }

    /// <summary>The services of the bookings shown, in their order.</summary>
    public IEnumerable<Service> ShownServices
    {
        get
        {
            var shown = Entries.Select(static entry => entry.ServiceId).ToHashSet();
            return Services.Where(service => shown.Contains(service.Id));
        }
    }

    /// <summary>Whether it may be taken elsewhere by hand: a group with all who come to it, as long as none of them was completed or did not come.</summary>
    public bool CanMove(CalendarEntry entry) => CanChange && entry.IsOpen && entry.Attendees.All(static row => CalendarEntry.CanBeMoved(row.Status));

    /// <summary>Whether its details are open, or those of one who comes to it.</summary>
    public bool IsChosen(CalendarEntry entry) => ChosenId is not null && entry.Holds(ChosenId);

    public CalendarMember? MemberOf(MemberId id) => _members.GetValueOrDefault(id);

    public string Hue(CalendarEntry entry) => Address.IsByMember
        ? MemberOf(entry.MemberId)?.Hue ?? "slate"
        : _serviceHues.GetValueOrDefault(entry.ServiceId, "slate");

    /// <summary>"First assessment", and with whom where that is not clear from the column.</summary>
    public string About(CalendarEntry entry) =>
        Address is { Kind: not CalendarKind.Day, Member: null } && Members.Count > 1 && MemberOf(entry.MemberId) is { } member
            ? $"{entry.ServiceName} · {member.FirstName}"
            : entry.ServiceName;

    public string StartOf(CalendarEntry entry) => Say.Time(entry.StartsAt, Zone);

    public string EndOf(CalendarEntry entry) => Say.Time(entry.EndsAt, Zone);

    /// <summary>"Thu 26 Nov, 09:30 to 10:15".</summary>
    public string When(CalendarEntry entry) =>
        $"{Say.Day(entry.StartsAt.InZone(Zone).Date)}, {StartOf(entry)} to {EndOf(entry)}";

    /// <summary>"Confirmed", "Confirmed, here", "Pending, 4 of 8".</summary>
    public static string Standing(CalendarEntry entry)
    {
        var word = StatusLook.Of(entry.Status).Word;
        return entry switch
        {
            { Seats: { } seats } => $"{word}, {seats}",
            { HasArrived: true, IsOpen: true } => $"{word}, here",
            _ => word,
        };
    }

    /// <summary>
    /// "Anna Berg First assessment 09:30–10:15 Confirmed, Thu 26 Nov with Mia": begins as it is drawn, so that it can be called by voice.
    /// </summary>
    public string NameOf(CalendarEntry entry) => string.Join(' ', ((string?[])
    [
        entry.Name,
        entry.Seats,
        About(entry),
        $"{StartOf(entry)}–{EndOf(entry)}",
        $"{WordOf(entry)},",
        MissingOf(entry) is { } missing ? $"{missing}," : null,
        Say.Day(entry.StartsAt.InZone(Zone).Date),
        With(entry),
    ]).Where(static part => part is not null));

    /// <summary>"09:30 Anna Berg, First assessment, Confirmed, Thu 26 Nov with Mia".</summary>
    public string LineOf(CalendarEntry entry) => string.Join(' ', ((string?[])
    [
        StartOf(entry), $"{entry.Name},", $"{entry.ServiceName},", $"{WordOf(entry)},", Say.Day(entry.StartsAt.InZone(Zone).Date), With(entry),
    ]).Where(static part => part is not null));

    /// <summary>"Confirmed"; "Here" once its customer is.</summary>
    public static string WordOf(CalendarEntry entry) => entry is { HasArrived: true, IsOpen: true } ? "Here" : StatusLook.Of(entry.Status).Word;

    /// <summary>"Form missing" of a booking that is confirmed and can't go ahead yet; of a session, what the first of them lacks.</summary>
    public string? MissingOf(CalendarEntry entry) => (entry.Attendees.Count == 0 ? [entry.Id] : entry.Attendees.Select(static row => row.Id))
        .Select(id => Readiness.GetValueOrDefault(id))
        .FirstOrDefault(static each => each is { IsReady: false, IsConfirmed: true })?.Word;

    /// <summary>The place of a block, for its style attribute.</summary>
    public string Place(CalendarBlock block) => string.Create(
        CultureInfo.InvariantCulture,
        $"--top:{block.Start - Grid.Visible.Start};--height:{block.End - block.Start};--lane:{block.Lane};--lanes:{block.Lanes}");

    public string Place(Stretch stretch)
    {
        var start = Math.Max(stretch.Start, Grid.Visible.Start);
        return string.Create(
            CultureInfo.InvariantCulture, $"--top:{start - Grid.Visible.Start};--height:{Math.Min(stretch.End, Grid.Visible.End) - start}");
    }

    /// <summary>The place of the present on today's column, or null where it lies outside the hours shown.</summary>
    public string? PlaceOf(LocalTime now)
    {
        var minute = (now.Hour * 60) + now.Minute;
        return minute >= Grid.Visible.Start && minute <= Grid.Visible.End
            ? string.Create(CultureInfo.InvariantCulture, $"--top:{minute - Grid.Visible.Start}")
            : null;
    }

    private string? With(CalendarEntry entry) =>
        MemberOf(entry.MemberId) is { } member && Members.Count > 1 ? $"with {member.FirstName}" : null;
}
