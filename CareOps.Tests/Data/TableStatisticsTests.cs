using CareOps.Core.Data;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Data;

/// <summary>What SQLite knows of how its rows are spread.</summary>
public sealed class TableStatisticsTests
{
    [Fact]
    public async Task They_are_made_anew_while_others_read_and_write()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var statistics = house.Get<TableStatistics>();

        await statistics.RefreshAsync(CancellationToken.None);
        await business.BookAsync(TestBusiness.Tuesday);
        await Task.WhenAll(statistics.RefreshAsync(CancellationToken.None), business.BookAsync(TestBusiness.Tuesday.PlusHours(1)));
        await statistics.RefreshAsync(CancellationToken.None);

        var known = await house.ReadAsync(business.Id, static db => db.Database
            .SqlQuery<string>($"""SELECT "stat" AS "Value" FROM sqlite_stat1 WHERE "idx" = 'IX_Bookings_Time'""").SingleAsync());
        Assert.StartsWith("2 ", known, StringComparison.Ordinal);
    }
}
