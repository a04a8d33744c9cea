using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Calendar;

using NodaTime;

namespace CareOps.Tests.Calendar;

public sealed class CalendarGridTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly LocalDate Monday = new(2026, 11, 23);
    private static readonly MemberId Mia = new(Guid.NewGuid());
    private static readonly MemberId Noah = new(Guid.NewGuid());
    private static readonly LocalDate SpringMonday = new(2026, 3, 23);
    private static readonly LocalDate AutumnMonday = new(2026, 10, 19);

    [Fact]
    public void A_booking_lies_at_its_wall_time()
    {
        var block = Assert.Single(Week(Monday, At(Monday, 9, 30, 45)).Columns[0].Blocks);

        Assert.Equal(((9 * 60) + 30, (10 * 60) + 15), (block.Start, block.End));
        Assert.Equal((0, 1), (block.Lane, block.Lanes));
    }

    [Fact]
    public void On_days_when_clocks_change_half_past_nine_is_at_half_past_nine()
    {
        var spring = Week(SpringMonday, At(SpringMonday.PlusDays(6), 9, 30, 30)).Columns[6];
        var autumn = Week(AutumnMonday, At(AutumnMonday.PlusDays(6), 9, 30, 30)).Columns[6];

        Assert.Equal((570, 600), Place(Assert.Single(spring.Blocks)));
        Assert.Equal((570, 600), Place(Assert.Single(autumn.Blocks)));
    }

    [Fact]
    public void A_booking_over_the_skipped_hour_reaches_over_it()
    {
        // From 01:45 to 03:15 on the clock, half an hour in truth.
        var day = Week(SpringMonday, Row(Instant.FromUtc(2026, 3, 29, 0, 45), 30)).Columns[6];

        Assert.Equal((105, 195), Place(Assert.Single(day.Blocks)));
    }

    [Fact]
    public void A_booking_that_ends_in_the_repeated_hour_keeps_its_length()
    {
        // From 02:45 summer time to 02:15 winter time.
        var day = Week(AutumnMonday, Row(Instant.FromUtc(2026, 10, 25, 0, 45), 30)).Columns[6];

        Assert.Equal((165, 195), Place(Assert.Single(day.Blocks)));
    }

    [Fact]
    public void Every_hour_of_every_week_with_a_clock_change_is_shown_once_and_forwards()
    {
        foreach (var monday in (LocalDate[])[SpringMonday, AutumnMonday])
        {
            var start = monday.AtStartOfDayInZone(Berlin).ToInstant();
            var until = monday.PlusDays(7).AtStartOfDayInZone(Berlin).ToInstant();
            var rows = new List<CalendarEntry>();
            for (var moment = start; moment < until; moment += Duration.FromMinutes(15))
            {
                rows.Add(Row(moment, 15));
            }

            var week = Week(monday, [.. rows]);

            Assert.Equal(rows.Count, week.Count);
            Assert.Equal(rows.Count, week.Columns.Sum(static day => day.Blocks.Count));
            Assert.All(week.Columns.SelectMany(static day => day.Blocks), static block => Assert.InRange(block.End, block.Start + 1, 24 * 60));
        }
    }

    [Fact]
    public void A_booking_over_midnight_lies_on_both_days_and_counts_on_the_first()
    {
        var week = Week(Monday, At(Monday, 23, 30, 90));

        Assert.Equal((1410, 1440), Place(Assert.Single(week.Columns[0].Blocks)));
        Assert.Equal((0, 60), Place(Assert.Single(week.Columns[1].Blocks)));
        Assert.Equal((1, 0), (week.Columns[0].Count, week.Columns[1].Count));
    }

    [Fact]
    public void A_booking_that_ends_at_midnight_lies_on_its_own_day_only()
    {
        var week = Week(Monday, At(Monday, 23, 0, 60));

        Assert.Equal((1380, 1440), Place(Assert.Single(week.Columns[0].Blocks)));
        Assert.Empty(week.Columns[1].Blocks);
    }

    [Fact]
    public void Bookings_at_the_same_time_share_the_width_and_those_beside_them_do_not()
    {
        var blocks = Week(
            Monday, At(Monday, 9, 0, 60), At(Monday, 9, 30, 60), At(Monday, 10, 0, 30), At(Monday, 12, 0, 30)).Columns[0].Blocks;

        Assert.Equal([(0, 2), (1, 2), (0, 2), (0, 1)], blocks.Select(static block => (block.Lane, block.Lanes)));
    }

    [Fact]
    public void Short_bookings_take_their_lane_as_long_as_they_are_drawn()
    {
        var blocks = Week(Monday, At(Monday, 9, 0, 5), At(Monday, 9, 5, 5), At(Monday, 9, 15, 5)).Columns[0].Blocks;

        Assert.Equal([(0, 2), (1, 2), (0, 2)], blocks.Select(static block => (block.Lane, block.Lanes)));
    }

    [Fact]
    public void No_two_bookings_ever_cover_each_other()
    {
        var random = new Random(20261121);
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 30)).Select(_ => At(Monday, random.Next(6, 20), random.Next(60), random.Next(5, 180)));
            var blocks = Week(Monday, [.. rows]).Columns[0].Blocks;

            Assert.All(blocks, static block => Assert.InRange(block.Lane, 0, block.Lanes - 1));
            foreach (var block in blocks)
            {
                Assert.DoesNotContain(blocks, other => other != block && other.Lane == block.Lane
                    && other.Start < block.End && block.Start < other.End);
                Assert.All(
                    blocks.Where(other => other.Start < block.End && block.Start < other.End),
                    other => Assert.Equal(block.Lanes, other.Lanes));
            }
        }
    }

    [Fact]
    public void The_hours_shown_are_those_open_and_an_hour_around_them()
    {
        MemberDay[] open = [new(Mia, Monday, [new(9 * 60, 17 * 60)], [])];

        Assert.Equal(new Stretch(8 * 60, 18 * 60), Grid([], open).Visible);
        Assert.Equal(new Stretch(8 * 60, 18 * 60), Grid([], []).Visible);
        Assert.Equal(new Stretch(5 * 60, 22 * 60), Grid([At(Monday, 6, 30, 30), At(Monday, 20, 0, 45)], open).Visible);
        Assert.Equal(new Stretch(0, 24 * 60), Grid([At(Monday, 23, 30, 90)], open).Visible);
    }

    [Fact]
    public void Closed_time_is_what_nobody_has_open()
    {
        MemberDay[] times =
        [
            new(Mia, Monday, [new(13 * 60, 17 * 60), new(9 * 60, 12 * 60)], []),
            new(Noah, Monday, [new(11 * 60, 12 * 60)], []),
        ];

        var week = Grid([], times);

        Assert.Equal(
            [new(8 * 60, 9 * 60), new(12 * 60, 13 * 60), new(17 * 60, 18 * 60)], week.Columns[0].Closed(week.Visible));
        Assert.Equal([week.Visible], week.Columns[1].Closed(week.Visible));
    }

    [Theory]
    [InlineData(2026, 11, 23, "23–29 November 2026")]
    [InlineData(2026, 11, 30, "30 November – 6 December 2026")]
    [InlineData(2026, 12, 28, "28 December 2026 – 3 January 2027")]
    public void A_week_is_called_by_its_days(int year, int month, int day, string title) =>
        Assert.Equal(title, CalendarDates.WeekTitle(new LocalDate(year, month, day)));

    [Theory]
    [InlineData(23)]
    [InlineData(26)]
    [InlineData(29)]
    public void Every_day_finds_its_monday(int day) => Assert.Equal(Monday, CalendarDates.MondayOf(new LocalDate(2026, 11, day)));

    [Fact]
    public void A_day_has_a_column_for_each_member_with_their_own_bookings_and_hours()
    {
        var grid = CalendarGrid.OfMembers(
            Monday,
            [Mia, Noah],
            Berlin,
            [At(Monday, 9, 0, 30) with { MemberId = Noah }, At(Monday, 9, 0, 30) with { MemberId = Mia }, At(Monday, 10, 0, 30) with { MemberId = Noah }],
            [new(Mia, Monday, [new(8 * 60, 12 * 60)], []), new(Noah, Monday, [], [new(null, new(0, 24 * 60), "Holiday")])]);

        Assert.Equal([(Mia, 1), (Noah, 2)], grid.Columns.Select(static column => (column.Member!.Value, column.Count)));
        Assert.Equal([new(8 * 60, 12 * 60)], grid.Columns[0].Open);
        Assert.Equal("Holiday", Assert.Single(grid.Columns[1].Away).Reason);
        Assert.Equal(1, grid.MostLanes);
    }

    [Fact]
    public void All_hours_are_midnight_to_midnight_and_say_which_of_them_are_worked()
    {
        var grid = CalendarGrid.OfDays([Monday], Berlin, [At(Monday, 9, 0, 30)], [], allHours: true);

        Assert.Equal((new Stretch(0, 24 * 60), new Stretch(8 * 60, 11 * 60)), (grid.Visible, grid.Busy));
    }

    [Theory]
    [InlineData(2026, 2, 5)]
    [InlineData(2026, 11, 6)]
    [InlineData(2027, 2, 4)]
    [InlineData(2026, 8, 6)]
    public void A_months_page_is_whole_weeks_around_the_month(int year, int month, int weeks)
    {
        var days = CalendarDates.MonthPageOf(new LocalDate(year, month, 15));

        Assert.Equal((IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday), (days[0].DayOfWeek, days[^1].DayOfWeek));
        Assert.Equal(weeks * 7, days.Count);
        Assert.Contains(new LocalDate(year, month, 1), days);
        Assert.Contains(new LocalDate(year, month, 1).PlusMonths(1).PlusDays(-1), days);
    }

    private static CalendarGrid Week(LocalDate monday, params CalendarEntry[] rows) => CalendarGrid.OfDays(CalendarDates.WeekOf(monday), Berlin, rows, []);

    private static CalendarGrid Grid(CalendarEntry[] entries, MemberDay[] times) => CalendarGrid.OfDays(CalendarDates.WeekOf(Monday), Berlin, entries, times);

    private static (int Start, int End) Place(CalendarBlock block) => (block.Start, block.End);

    private static CalendarEntry At(LocalDate date, int hour, int minute, int minutes) =>
        Row(date.At(new LocalTime(hour, minute)).InZoneStrictly(Berlin).ToInstant(), minutes);

    private static CalendarEntry Row(Instant start, int minutes) => new(
        Guid.NewGuid(),
        "Anna Berg",
        "First assessment",
        Guid.NewGuid(),
        Mia,
        start,
        start + Duration.FromMinutes(minutes),
        BookingStatus.Confirmed);
}
