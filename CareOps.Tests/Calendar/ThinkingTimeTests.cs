using CareOps.Core.Bookings;
using CareOps.Web.Components.Calendar;

using NodaTime;

namespace CareOps.Tests.Calendar;

public sealed class ThinkingTimeTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Theory]
    [InlineData(10_000, 10, 1001)]
    [InlineData(9_400, 10, 401)]
    [InlineData(9_000, 9, 1001)]
    [InlineData(1, 1, 2)]
    [InlineData(0, 0, 1001)]
    [InlineData(-3_000, 0, 1001)]
    [InlineData(60_000, 10, 1001)]
    public void What_is_left_counts_from_the_moment_that_was_promised(int milliseconds, int seconds, int next)
    {
        var left = ThinkingTime.Left(Now + Duration.FromMilliseconds(milliseconds), Now);

        Assert.Equal((seconds, TimeSpan.FromMilliseconds(next)), (left.Seconds, left.ToNextSecond));
    }

    [Fact]
    public void It_is_over_when_it_is_over_however_late_it_was_drawn()
    {
        var left = ThinkingTime.Left(Now + Booking.TimeToThink, Now + Duration.FromSeconds(4));

        Assert.Equal(6, left.Seconds);
        Assert.Equal(1, left.After(TimeSpan.FromSeconds(5.1)).Seconds);
        Assert.Equal(0, left.After(TimeSpan.FromSeconds(6)).Seconds);
        Assert.Equal(0, left.After(TimeSpan.FromSeconds(600)).Seconds);
    }
}
