using CareOps.Core.Data;
using CareOps.Core.Data.Postgres;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using Npgsql;

namespace CareOps.Tests.Data;

/// <summary>PostgreSQL parses and plans a statement once for a session, unless the operator says otherwise.</summary>
public sealed class PreparedStatementTests
{
    [PostgresTheory]
    [InlineData("", true)]
    [InlineData(";Max Auto Prepare=0", false)]
    [InlineData(";MaxAutoPrepare=0", false)]
    public async Task What_is_asked_again_and_again_is_prepared(string setting, bool isPrepared)
    {
        await using var house = await TestHouse.StartAsync(Engine.Postgres);
        var alone = new NpgsqlConnectionStringBuilder(house.Postgres!) { MaxPoolSize = 1, Pooling = true };
        await using var contexts = new PostgresContexts($"{alone.ConnectionString}{setting}");

        for (var time = 0; time < 10; time++)
        {
            await using var db = contexts.CreateDbContext();
            Assert.Empty(await db.OutboxEvents.IgnoreQueryFilters().ToListAsync());
        }

        await using var session = contexts.CreateDbContext();
        var prepared = await session.Database
            .SqlQueryRaw<string>("SELECT statement AS \"Value\" FROM pg_prepared_statements").ToListAsync();
        Assert.Equal(isPrepared, prepared.Exists(static statement => statement.Contains("OutboxEvents", StringComparison.Ordinal)));
    }
}
