using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Tests.Bookings;

/// <summary>Slot engines for tests that need no database: one service, and members of whom the first is busy where nothing else is said.</summary>
internal static class Engines
{
    public static readonly MemberId Mia = new(new Guid("00000000-0000-0000-0000-00000000000a"));

    public static readonly MemberId Noah = new(new Guid("00000000-0000-0000-0000-00000000000b"));

    public static readonly Guid Service = new("00000000-0000-0000-0000-0000000000ff");

    public static SlotRules Rules(string zone = "Etc/UTC") => new(
        DateTimeZoneProviders.Tzdb[zone],
        Service,
        Duration.FromMinutes(30),
        Duration.Zero,
        Duration.Zero,
        30,
        Duration.Zero,
        60,
        DailyLimit: null,
        Seats: 1,
        Needs: []);

    public static Timetable Timetable(IReadOnlyList<OpenInterval> hours, MemberId? member = null) => new(
        member ?? Mia,
        member == Noah ? "Noah" : "Mia",
        hours,
        new Dictionary<LocalDate, IReadOnlyList<DayInterval>>(),
        new Dictionary<LocalDate, string>(),
        []);

    public static OccupiedSeat Busy(Interval time, Guid? subject = null) =>
        new(subject ?? Mia.Value, Guid.NewGuid(), 1, Guid.Empty, time, time);

    public static SlotEngine Of(
        SlotRules rules,
        IReadOnlyList<Timetable> members,
        IEnumerable<OccupiedSeat> busy,
        Instant now,
        IReadOnlyDictionary<LocalDate, int>? bookedOn = null) =>
        new(rules, members, busy, bookedOn ?? new Dictionary<LocalDate, int>(), now);
}
