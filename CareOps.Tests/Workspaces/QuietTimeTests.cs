using CareOps.Core.Workspaces;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Tests.Workspaces;

/// <summary>When the night ends, on both sides of a change of clocks.</summary>
public sealed class QuietTimeTests
{
    private static readonly string[] Zones = ["Europe/Oslo", "Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca"];

    [Theory]
    [InlineData(21, 8, "2026-03-02T19:59:59Z", null)]
    [InlineData(21, 8, "2026-03-02T20:00:00Z", "2026-03-03T07:00:00Z")]
    [InlineData(21, 8, "2026-03-03T06:59:59Z", "2026-03-03T07:00:00Z")]
    [InlineData(21, 8, "2026-03-03T07:00:00Z", null)]
    [InlineData(0, 6, "2026-03-03T00:30:00Z", "2026-03-03T05:00:00Z")]
    [InlineData(12, 14, "2026-03-03T11:30:00Z", "2026-03-03T13:00:00Z")]

    // The clocks go forward at 02:00 on 29 March: the night is an hour shorter, and 02:00 itself does not exist.
    [InlineData(21, 8, "2026-03-28T21:00:00Z", "2026-03-29T06:00:00Z")]
    [InlineData(21, 2, "2026-03-28T21:00:00Z", "2026-03-29T01:00:00Z")]

    // They go back at 03:00 on 25 October: the night is an hour longer, and 02:00 comes twice.
    [InlineData(21, 8, "2026-10-24T20:00:00Z", "2026-10-25T07:00:00Z")]
    [InlineData(21, 2, "2026-10-24T20:00:00Z", "2026-10-25T00:00:00Z")]
    public void It_ends_at_the_wall_clock_of_the_zone(int from, int until, string now, string? end) => Assert.Equal(
        end,
        new QuietTime(from * 60, until * 60).EndAfter(InstantPattern.General.Parse(now).Value, DateTimeZoneProviders.Tzdb["Europe/Oslo"]) is { } found
            ? InstantPattern.General.Format(found)
            : null);

    [Fact]
    public void No_moment_of_a_year_ends_in_the_past_or_waits_longer_than_a_day()
    {
        foreach (var zone in Zones.Select(static id => DateTimeZoneProviders.Tzdb[id]))
        {
            var night = new QuietTime(21 * 60, 90);
            for (var now = Instant.FromUtc(2026, 1, 1, 0, 0); now < Instant.FromUtc(2027, 1, 1, 0, 0); now += Duration.FromMinutes(17))
            {
                if (night.EndAfter(now, zone) is { } end)
                {
                    Assert.InRange(end - now, Duration.FromTicks(1), Duration.FromHours(6));
                    Assert.Null(night.EndAfter(end, zone));
                }
            }
        }
    }
}
