using CareOps.Core.Data.Sqlite;

namespace CareOps.Tests.Data;

public sealed class BackgroundShareTests
{
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(25);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 10)]
    [InlineData(5, 1)]
    public void In_a_rush_it_is_a_ninth_of_the_time_however_long_each_write_takes(int peoplesMilliseconds, int backgroundsMilliseconds)
    {
        var share = new BackgroundShare(Most);
        var (people, background) = (TimeSpan.Zero, TimeSpan.Zero);
        while (people + background < TimeSpan.FromSeconds(9))
        {
            if (share.IsDue)
            {
                var time = TimeSpan.FromMilliseconds(backgroundsMilliseconds);
                share.BackgroundTook(time);
                background += time;
            }
            else
            {
                var time = TimeSpan.FromMilliseconds(peoplesMilliseconds);
                share.PeopleTook(time);
                people += time;
            }
        }

        Assert.InRange(background.TotalSeconds, 0.97, 1.03);
    }

    [Fact]
    public void Who_had_the_writer_alone_for_long_makes_the_other_wait_no_longer_for_it()
    {
        var share = new BackgroundShare(Most);
        share.BackgroundTook(TimeSpan.FromMinutes(1));
        share.PeopleTook(Most * 8);
        Assert.False(share.IsDue);
        share.PeopleTook(TimeSpan.FromMilliseconds(8));
        Assert.True(share.IsDue);

        share.PeopleTook(TimeSpan.FromMinutes(1));
        share.BackgroundTook(Most);
        Assert.False(share.IsDue);
    }
}
