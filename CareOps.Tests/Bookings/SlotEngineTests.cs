using CareOps.Core.Bookings;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Tests.Bookings;

public sealed class SlotEngineTests
{
    private static readonly IReadOnlyList<OpenInterval> AroundTheClock =
        [.. Enumerable.Range(1, 7).Select(static day => new OpenInterval((IsoDayOfWeek)day, 0, 24 * 60))];

    // Each zone's change to and from daylight saving in 2026, in steps of 30 minutes from midnight to four.
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "00:00 00:30 01:00 01:30 03:00 03:30")]
    [InlineData("Europe/Berlin", "2026-10-25", "00:00 00:30 01:00 01:30 02:00 02:30 03:00 03:30")]
    [InlineData("America/New_York", "2026-03-08", "00:00 00:30 01:00 01:30 03:00 03:30")]
    [InlineData("America/New_York", "2026-11-01", "00:00 00:30 01:00 01:30 02:00 02:30 03:00 03:30")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "00:00 00:30 01:00 01:30 02:30 03:00 03:30")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "00:00 00:30 01:00 01:30 02:00 02:30 03:00 03:30")]
    public void Wall_times_over_a_change_of_clocks(string zone, string date, string expected)
    {
        var day = LocalDatePattern.Iso.Parse(date).Value;
        var engine = EngineOf(zone, day, new OpenInterval(day.DayOfWeek, 0, 4 * 60));

        var slots = engine.SlotsOn(day);

        Assert.Equal(expected, string.Join(' ', slots.Select(static slot => slot.Local.TimeOfDay.ToString("HH:mm", null))));
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    public void No_slot_is_invented_and_none_lost_in_any_half_hour_of_two_years(string zoneName)
    {
        // Independent of the engine: the operating system's zone rules, asked for each half hour of elapsed time.
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneName);
        var first = new LocalDate(2026, 1, 1);
        var engine = EngineOf(
            RulesOf(zoneName) with { HorizonDays = 800 }, AroundTheClock, [], first.AtStartOfDayInZone(DateTimeZoneProviders.Tzdb[zoneName]).ToInstant());
        var starts = new Dictionary<DateTime, DateTime>();
        for (var utc = new DateTime(2025, 12, 31, 0, 0, 0, DateTimeKind.Utc); utc < new DateTime(2028, 1, 3, 0, 0, 0, DateTimeKind.Utc); utc = utc.AddMinutes(30))
        {
            // A repeated wall time is met twice; the first one counts.
            starts.TryAdd(TimeZoneInfo.ConvertTimeFromUtc(utc, zone), utc);
        }

        var expected = starts.ToLookup(static entry => entry.Key.Date, static entry => entry.Value);

        for (var day = first; day < first.PlusYears(2); day = day.PlusDays(1))
        {
            var date = day.ToDateTimeUnspecified();
            var wanted = expected[date].Where(start => EndsToday(start, zone, date.AddDays(1))).Order();

            Assert.Equal(wanted, engine.SlotsOn(day).Select(static slot => slot.Start.ToDateTimeUtc()));
        }
    }

    [Fact]
    public void A_slot_lasts_its_duration_whatever_the_clocks_do()
    {
        var day = new LocalDate(2026, 10, 25);
        var engine = EngineOf("Europe/Berlin", day, new OpenInterval(day.DayOfWeek, 0, 4 * 60));

        Assert.All(engine.SlotsOn(day), static slot => Assert.Equal(Duration.FromMinutes(30), slot.End - slot.Start));
    }

    [Fact]
    public void Buffers_keep_neighbours_apart_on_both_sides()
    {
        var day = new LocalDate(2026, 3, 3);
        var rules = RulesOf("Etc/UTC") with
        {
            BufferBefore = Duration.FromMinutes(10),
            BufferAfter = Duration.FromMinutes(20),
        };
        var busy = new Interval(Instant.FromUtc(2026, 3, 3, 9, 50), Instant.FromUtc(2026, 3, 3, 10, 50));
        var engine = EngineOf(rules, [new OpenInterval(day.DayOfWeek, 9 * 60, 12 * 60)], [busy], Instant.FromUtc(2026, 3, 2, 0, 0));

        Assert.Equal(["09:00", "11:00", "11:30"], engine.SlotsOn(day).Select(static slot => slot.Local.TimeOfDay.ToString("HH:mm", null)));
    }

    [Fact]
    public void What_is_shown_can_be_booked_and_nothing_else_on_the_grid_can()
    {
        var random = new Random(20260303);
        for (var round = 0; round < 200; round++)
        {
            var day = new LocalDate(2026, 3, 3).PlusDays(random.Next(30));
            var (rules, open) = RandomRules(random, day.DayOfWeek);
            var busy = Apart(Enumerable.Range(0, 6).Select(_ => RandomBusy(random, day)));
            var engine = EngineOf(rules, [open], busy, Instant.FromUtc(2026, 3, 3, 6, 0));

            var shown = engine.SlotsOn(day);

            Assert.All(shown, slot => Assert.Equal(slot, engine.At(slot.Local).Placement!.Slot));
            Assert.All(shown, slot => Assert.DoesNotContain(busy, taken => Overlap(taken, rules.Occupied(slot))));
            for (var minute = 0; minute < 24 * 60; minute += 5)
            {
                var local = day.AtMidnight().PlusMinutes(minute);
                var isShown = shown.Any(slot => slot.Local == local);
                Assert.Equal(isShown, engine.At(local).Placement is not null);
                Assert.Equal(isShown, engine.Explain(local).Single().Reasons.Count == 0);
            }
        }
    }

    [Fact]
    public void The_nearest_slots_to_a_lost_one_are_offered_in_order()
    {
        var day = new LocalDate(2026, 3, 3);
        var lost = new Interval(Instant.FromUtc(2026, 3, 3, 10, 0), Instant.FromUtc(2026, 3, 3, 10, 30));
        var engine = EngineOf(
            RulesOf("Etc/UTC"), [new OpenInterval(day.DayOfWeek, 9 * 60, 17 * 60)], [lost], Instant.FromUtc(2026, 3, 2, 0, 0));

        var nearest = engine.Nearest(day.At(new LocalTime(10, 0)), 3);

        Assert.Equal(["09:00", "09:30", "10:30"], nearest.Select(static slot => slot.Local.TimeOfDay.ToString("HH:mm", null)));
    }

    private static bool EndsToday(DateTime startUtc, TimeZoneInfo zone, DateTime midnight)
    {
        // A day ends at the later of two midnights where the clocks repeat it.
        var end = startUtc.AddMinutes(30);
        return end <= TimeZoneInfo.ConvertTimeToUtc(midnight, zone);
    }

    private static bool Overlap(Interval a, Interval b) => a.Start < b.End && b.Start < a.End;

    private static SlotEngine EngineOf(string zone, LocalDate day, OpenInterval open) =>
        EngineOf(RulesOf(zone), [open], [], day.PlusDays(-3).AtStartOfDayInZone(DateTimeZoneProviders.Tzdb[zone]).ToInstant());

    private static SlotEngine EngineOf(SlotRules rules, IReadOnlyList<OpenInterval> hours, IEnumerable<Interval> busy, Instant now) =>
        Engines.Of(rules, [Engines.Timetable(hours)], busy.Select(static time => Engines.Busy(time)), now);

    private static SlotRules RulesOf(string zone) => Engines.Rules(zone);

    private static (SlotRules Rules, OpenInterval Open) RandomRules(Random random, IsoDayOfWeek day)
    {
        var opens = random.Next(0, 12) * 60;
        var rules = RulesOf("Europe/Berlin") with
        {
            Length = Duration.FromMinutes(random.Next(1, 12) * 10),
            BufferBefore = Duration.FromMinutes(random.Next(0, 4) * 5),
            BufferAfter = Duration.FromMinutes(random.Next(0, 4) * 5),
            StepMinutes = random.Next(1, 12) * 5,
            Notice = Duration.FromMinutes(random.Next(0, 600)),
        };
        return (rules, new OpenInterval(day, opens, opens + (random.Next(1, 12) * 60)));
    }

    // The database keeps a member's sessions apart, so the engine never sees others.
    private static List<Interval> Apart(IEnumerable<Interval> intervals)
    {
        var apart = new List<Interval>();
        foreach (var interval in intervals.Where(interval => !apart.Exists(other => Overlap(other, interval))))
        {
            apart.Add(interval);
        }

        return apart;
    }

    private static Interval RandomBusy(Random random, LocalDate day)
    {
        var start = day.AtMidnight().PlusMinutes(random.Next(0, 24 * 12) * 5).InUtc().ToInstant();
        return new Interval(start, start + Duration.FromMinutes(random.Next(1, 24) * 5));
    }
}
