using CareOps.Core.Data;
using CareOps.Tests.Support;

using Npgsql;

namespace CareOps.Tests.Data;

/// <summary>Workers go on with the statements they prepared while another version migrates the database.</summary>
public sealed class ClaimTests
{
    // PostgreSQL's statements are prepared when they were asked five times.
    private const int Often = 8;

    [PostgresTheory]
    [InlineData("OutboxEvents")]
    [InlineData("Deliveries")]
    [InlineData("Attachments")]
    public async Task A_column_that_a_later_version_adds_stands_in_no_workers_way(string table)
    {
        await using var house = await TestHouse.StartAsync(Engine.Postgres);
        var business = await house.OpenBusinessAsync();
        for (var time = 0; time < Often; time++)
        {
            await business.BookAsync(TestBusiness.Tuesday.PlusMinutes(30 * time));
            await house.DrainAsync();
        }

        var written = (await business.LocalOutboxAsync()).Count;
        await using (var later = NpgsqlDataSource.Create(house.Postgres!))
        await using (var adding = later.CreateCommand($"""ALTER TABLE "{table}" ADD COLUMN "Later" integer NULL"""))
        {
            await adding.ExecuteNonQueryAsync();
        }

        await business.BookAsync(TestBusiness.Tuesday.PlusDays(1));
        await house.DrainAsync();

        Assert.True((await business.LocalOutboxAsync()).Count > written);
    }
}
