using System.Globalization;

using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Shared;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>What the calendar shows at one moment.</summary>
/// <param name="Week">Where everything lies.</param>
/// <param name="Services">For hues and the legend.</param>
/// <param name="Members">Names, to tell members apart where there are several.</param>
/// <param name="Zone">The business's zone.</param>
/// <param name="Chosen">The booking whose details are open.</param>
/// <param name="ConversationId">The conversation of its contact, for members who may see it.</param>
public sealed record CalendarView(
    CalendarWeek Week,
    IReadOnlyList<Service> Services,
    IReadOnlyDictionary<MemberId, string> Members,
    DateTimeZone Zone,
    BookingDetails? Chosen,
    Guid? ConversationId)
{
    private readonly Dictionary<Guid, string> _hues = Services.ToDictionary(static service => service.Id, ServiceHue.Of);

    /// <summary>The services of this week's bookings, in their order.</summary>
    public IEnumerable<Service> ShownServices
    {
        get
        {
            var shown = Week.Days.SelectMany(static day => day.Blocks).Select(static block => block.Booking.ServiceId).ToHashSet();
            return Services.Where(service => shown.Contains(service.Id));
        }
    }

    public bool IsChosen(CalendarBlock block) => block.Booking.Id == Chosen?.Booking.Id;

    public string Hue(BookingRow booking) => _hues.GetValueOrDefault(booking.ServiceId, "slate");

    /// <summary>"First assessment", and with whom where there are several members.</summary>
    public string About(BookingRow booking) =>
        Members.Count > 1 && Members.TryGetValue(booking.MemberId, out var member)
            ? $"{booking.ServiceName} · {member.Split(' ')[0]}"
            : booking.ServiceName;

    public string StartOf(BookingRow booking) => Say.Time(booking.StartsAt, Zone);

    public string EndOf(BookingRow booking) => Say.Time(booking.EndsAt, Zone);

    /// <summary>"Anna Berg, First assessment, Thu 26 Nov 09:30 to 10:15, Confirmed".</summary>
    public string FullName(BookingRow booking)
    {
        var day = Say.Day(booking.StartsAt.InZone(Zone).Date);
        return $"{booking.Name}, {About(booking)}, {day} {StartOf(booking)} to {EndOf(booking)}, {StatusLook.Of(booking.Status).Word}";
    }

    /// <summary>The place of a block, for its style attribute.</summary>
    public string Place(CalendarBlock block) => string.Create(
        CultureInfo.InvariantCulture,
        $"--top:{block.Start - Week.Visible.Start};--height:{block.End - block.Start};--lane:{block.Lane};--lanes:{block.Lanes}");

    public string Place(Stretch stretch) => string.Create(
        CultureInfo.InvariantCulture, $"--top:{stretch.Start - Week.Visible.Start};--height:{stretch.Length}");

    /// <summary>The place of the present on today's column, or null where it lies outside the hours shown.</summary>
    public string? PlaceOf(LocalTime now)
    {
        var minute = (now.Hour * 60) + now.Minute;
        return minute >= Week.Visible.Start && minute <= Week.Visible.End
            ? string.Create(CultureInfo.InvariantCulture, $"--top:{minute - Week.Visible.Start}")
            : null;
    }
}
