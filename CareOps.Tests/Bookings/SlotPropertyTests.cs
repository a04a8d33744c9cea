using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using NodaTime;
using NodaTime.TimeZones;

namespace CareOps.Tests.Bookings;

/// <summary>What has to hold for any rules and any bookings, in every zone.</summary>
public sealed class SlotPropertyTests
{
    private const int Years = 5;
    private static readonly LocalDate First = new(2026, 1, 1);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_shown_can_be_booked_is_explained_as_free_and_overlaps_nothing(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var world = RandomWorld.Of(random);
            foreach (var member in world.Members.Select(static timetable => (MemberId?)timetable.Member).Append(null))
            {
                var shown = world.Engine.SlotsOn(world.Day, member).Select(static slot => slot.Local).ToHashSet();
                for (var minute = 0; minute < 24 * 60; minute += 5)
                {
                    var local = world.Day.AtMidnight().PlusMinutes(minute);
                    var (placement, refusal) = world.Engine.At(local, member);
                    var verdicts = world.Engine.Explain(local, member);

                    Assert.Equal(shown.Contains(local), placement is not null);
                    Assert.Equal(placement is null, refusal is not null);
                    Assert.Equal(shown.Contains(local), verdicts.Any(static verdict => verdict.Reasons.Count == 0));
                    if (placement is not null)
                    {
                        world.AssertApart(placement);
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_members_own_choice_overlaps_no_appointment_whatever_is_overridden(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var world = RandomWorld.Of(random);
            var member = world.Members[random.Next(world.Members.Count)].Member;
            var local = world.Day.AtMidnight().PlusMinutes(random.Next(24 * 12) * 5);

            var (placement, reasons) = world.Engine.Force(local, Duration.FromMinutes(random.Next(1, 30) * 5), member);

            Assert.Equal(placement is null, reasons.Any(static reason => !reason.CanBeOverridden));
            if (placement is not null)
            {
                world.AssertApart(placement, appointmentsOnly: true);
            }
        }
    }

    [Fact]
    public void In_every_zone_over_five_years_the_slots_are_the_wall_times_that_exist_each_at_its_first_moment()
    {
        var zones = TzdbDateTimeZoneSource.Default.CanonicalIdMap.Values.Distinct().ToList();
        Assert.True(zones.Count > 300);

        Parallel.ForEach(zones, static id => AssertZone(DateTimeZoneProviders.Tzdb[id]));
    }

    private static void AssertZone(DateTimeZone zone)
    {
        var rules = Engines.Rules() with { Zone = zone, HorizonDays = 366 * Years, Length = Duration.FromHours(1), StepMinutes = 60 };
        IReadOnlyList<OpenInterval> always = [.. Enumerable.Range(1, 7).Select(static day => new OpenInterval((IsoDayOfWeek)day, 0, 24 * 60))];
        var engine = Engines.Of(rules, [Engines.Timetable(always)], [], First.AtStartOfDayInZone(zone).ToInstant());
        var firstMoments = FirstMoments(zone);
        for (var day = First; day < First.PlusYears(Years); day = day.PlusDays(1))
        {
            var midnight = day.PlusDays(1).AtMidnight();
            var end = LastMoment(zone, midnight);
            var expected = Enumerable.Range(0, 24)
                .Select(hour => day.AtMidnight().PlusHours(hour))
                .Where(local => firstMoments(local) is { } start && start + rules.Length <= end)
                .Select(local => firstMoments(local)!.Value);

            Assert.Equal(expected, engine.SlotsOn(day).Select(static slot => slot.Start));
        }
    }

    // Independent of how the engine resolves wall times: straight from the zone's intervals, each with one offset.
    private static Func<LocalDateTime, Instant?> FirstMoments(DateTimeZone zone)
    {
        var intervals = Intervals(zone);
        return local =>
        {
            foreach (var interval in Around(intervals, local))
            {
                var moment = local.WithOffset(interval.WallOffset).ToInstant();
                if (interval.Contains(moment))
                {
                    return moment;
                }
            }

            return null;
        };
    }

    // When a wall time has passed for the last time: its later moment where it is repeated, the change itself where it is skipped.
    private static Instant LastMoment(DateTimeZone zone, LocalDateTime local)
    {
        var moments = zone.GetZoneIntervals(
                local.WithOffset(Offset.FromHours(14)).ToInstant() - Duration.FromDays(1),
                local.WithOffset(Offset.FromHours(-12)).ToInstant() + Duration.FromDays(1))
            .ToList();
        var met = moments.Select(interval => (Interval: interval, Moment: local.WithOffset(interval.WallOffset).ToInstant()))
            .Where(static each => each.Interval.Contains(each.Moment))
            .Select(static each => each.Moment)
            .ToList();
        return met.Count > 0
            ? met.Max()
            : moments.Where(static interval => interval.HasEnd)
                .Select(static interval => interval.End)
                .First(end => local.WithOffset(zone.GetUtcOffset(end - Duration.Epsilon)).ToInstant() >= end);
    }

    private static List<ZoneInterval> Intervals(DateTimeZone zone) =>
        [.. zone.GetZoneIntervals(
            First.PlusDays(-3).AtMidnight().InUtc().ToInstant(), First.PlusYears(Years).PlusDays(3).AtMidnight().InUtc().ToInstant())];

    private static IEnumerable<ZoneInterval> Around(List<ZoneInterval> intervals, LocalDateTime local)
    {
        var moment = local.InUtc().ToInstant();
        return intervals.Where(interval =>
            (!interval.HasStart || interval.Start <= moment + Duration.FromDays(1))
            && (!interval.HasEnd || interval.End >= moment - Duration.FromDays(1)));
    }

    /// <summary>Some members, rooms, rules and bookings that could be, made of one random source.</summary>
    private sealed record RandomWorld(SlotEngine Engine, LocalDate Day, IReadOnlyList<Timetable> Members, IReadOnlyList<OccupiedSeat> Busy)
    {
        private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Etc/UTC"];

        public static RandomWorld Of(Random random)
        {
            var zone = DateTimeZoneProviders.Tzdb[Zones[random.Next(Zones.Length)]];
            var day = ChangeOfClocks(zone, random) ?? new LocalDate(2026, 3, 3).PlusDays(random.Next(300));
            var rooms = Enumerable.Range(0, random.Next(3)).Select(static _ => Guid.NewGuid()).ToList();
            var rules = Engines.Rules() with
            {
                Zone = zone,
                Length = Duration.FromMinutes(random.Next(1, 12) * 10),
                BufferBefore = Duration.FromMinutes(random.Next(0, 4) * 5),
                BufferAfter = Duration.FromMinutes(random.Next(0, 4) * 5),
                StepMinutes = random.Next(1, 12) * 5,
                Notice = Duration.FromMinutes(random.Next(0, 900)),
                DailyLimit = random.Next(4) == 0 ? random.Next(1, 3) : null,
                Seats = random.Next(3) == 0 ? random.Next(2, 5) : 1,
                HorizonDays = 1,
                Needs = NeedsOf(random, rooms),
            };
            var members = new[] { Engines.Mia, Engines.Noah }.Take(random.Next(1, 3)).Select(member => TimetableOf(random, zone, day, member)).ToList();
            List<OccupiedSeat> busy =
            [
                .. members.Select(static member => member.Member.Value).Concat(rooms).SelectMany(subject => BusyOf(random, zone, day, subject)),
            ];
            if (rules.Seats > 1)
            {
                busy.AddRange(Group(random, rules, members[0], day, busy));
            }

            var booked = new Dictionary<LocalDate, int> { [day] = random.Next(3) };
            var now = day.AtStartOfDayInZone(zone).ToInstant() + Duration.FromMinutes(random.Next(-600, 600));
            return new RandomWorld(Engines.Of(rules, members, busy, now, booked), day, members, busy);
        }

        /// <summary>The placement shares no moment with any other session of what it takes, and no seat with its own.</summary>
        public void AssertApart(Placement placement, bool appointmentsOnly = false)
        {
            foreach (var seat in Busy.Where(seat => placement.Subjects.Contains(seat.SubjectId)))
            {
                if (seat.SessionId == placement.SessionId)
                {
                    Assert.NotEqual(seat.Seat, placement.Seat);
                    continue;
                }

                var (taken, wanted) = appointmentsOnly ? (seat.Appointment, placement.Slot.Time) : (seat.Occupied, placement.Occupied);
                Assert.False(taken.Start < wanted.End && wanted.Start < taken.End, $"{wanted} overlaps {taken}");
            }
        }

        private static LocalDate? ChangeOfClocks(DateTimeZone zone, Random random) => random.Next(2) == 0
            ? null
            : zone.GetZoneIntervals(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2027, 1, 1, 0, 0))
                .Where(static interval => interval.HasEnd && interval.End < Instant.FromUtc(2027, 1, 1, 0, 0))
                .Select(interval => (LocalDate?)interval.End.InZone(zone).Date)
                .FirstOrDefault();

        private static Timetable TimetableOf(Random random, DateTimeZone zone, LocalDate day, MemberId member)
        {
            var opens = random.Next(0, 12) * 60;
            var timetable = Engines.Timetable(
                [
                    new OpenInterval(day.DayOfWeek, opens, opens + 120),
                    new OpenInterval(day.DayOfWeek, opens + 150, Math.Min(24 * 60, opens + 150 + (random.Next(1, 9) * 60))),
                ],
                member);
            var off = day.AtStartOfDayInZone(zone).ToInstant() + Duration.FromMinutes(random.Next(1440));
            return timetable with
            {
                Overrides = random.Next(5) == 0 ? Override(random, day) : timetable.Overrides,
                Holidays = random.Next(8) == 0 ? new Dictionary<LocalDate, string> { [day] = "Founders' day" } : timetable.Holidays,
                TimeOff = random.Next(3) == 0 ? [new Interval(off, off + Duration.FromMinutes(random.Next(1, 200)))] : [],
            };
        }

        private static Dictionary<LocalDate, IReadOnlyList<DayInterval>> Override(Random random, LocalDate day) =>
            new() { [day] = random.Next(2) == 0 ? [] : [new DayInterval(8 * 60, 11 * 60)] };

        private static List<IReadOnlyList<Guid>> NeedsOf(Random random, List<Guid> rooms)
        {
            List<IReadOnlyList<Guid>> needs = [];
            if (rooms.Count > 0)
            {
                needs.Add(rooms);
            }

            if (rooms.Count > 1 && random.Next(2) == 0)
            {
                needs.Add([rooms[0]]);
            }

            return needs;
        }

        // Sessions of one subject are kept apart by the database; here by leaving out what would overlap.
        private static IEnumerable<OccupiedSeat> BusyOf(Random random, DateTimeZone zone, LocalDate day, Guid subject)
        {
            var end = Instant.MinValue;
            foreach (var minute in Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(0, 24 * 12) * 5).Order().ToList())
            {
                var start = day.AtStartOfDayInZone(zone).ToInstant() + Duration.FromMinutes(minute);
                if (start < end)
                {
                    continue;
                }

                var appointment = new Interval(start + Duration.FromMinutes(5), start + Duration.FromMinutes(5 + (random.Next(1, 20) * 5)));
                end = appointment.End + Duration.FromMinutes(random.Next(3) * 5);
                yield return new OccupiedSeat(subject, Guid.NewGuid(), 1, Guid.Empty, appointment, new Interval(start, end));
            }
        }

        private static IEnumerable<OccupiedSeat> Group(
            Random random, SlotRules rules, Timetable member, LocalDate day, IReadOnlyList<OccupiedSeat> others)
        {
            var session = Guid.NewGuid();
            var slots = Engines.Of(
                rules with { Needs = [], DailyLimit = null, Notice = Duration.Zero }, [member], others, day.AtStartOfDayInZone(rules.Zone).ToInstant()).SlotsOn(day);
            if (slots.Count == 0)
            {
                return [];
            }

            var slot = slots[random.Next(slots.Count)];
            return Enumerable.Range(1, random.Next(1, rules.Seats + 1))
                .Select(seat => new OccupiedSeat(member.Member.Value, session, seat, rules.ServiceId, slot.Time, rules.Occupied(slot)));
        }
    }
}
