using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using NodaTime;

namespace CareOps.Tests.Foundation;

public sealed class MicrosecondClockTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(999, 0)]
    [InlineData(1_000, 1_000)]
    [InlineData(1_234_567_899, 1_234_567_000)]
    [InlineData(-1, -1_000)]
    [InlineData(-1_000, -1_000)]
    [InlineData(-1_001, -2_000)]
    public void A_moment_is_cut_to_the_microsecond_before_it_on_both_sides_of_1970(long nanoseconds, long expected)
    {
        var clock = new MicrosecondClock(new FakeClock(NodaConstants.UnixEpoch.PlusNanoseconds(nanoseconds)));

        Assert.Equal(NodaConstants.UnixEpoch.PlusNanoseconds(expected), clock.GetCurrentInstant());
    }
}
