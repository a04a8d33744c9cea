using CareOps.Core.Data;
using CareOps.Core.Data.Postgres;
using CareOps.Core.Data.Sqlite;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareOps.Tests.Data;

public sealed class MigrationTests : IDisposable
{
    // Written by hand: the model can't say them.
    private static readonly string[] ByHand =
    [
        "Occupancies_no_overlap", "Occupancies_too_long", "Occupancies_no_overlap_insert", "Occupancies_no_overlap_update",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("careops-migration-").FullName;

    private string File => Path.Combine(_folder, "careops.db");

    private string Backups => Path.Combine(_folder, "backups");

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [EachEngine]
    public async Task The_migrations_hold_all_of_the_model(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        await using var db = house.Get<ICareOpsContexts>().ForMigrating();

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [EachEngine]
    public async Task An_empty_database_becomes_what_the_model_says(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        await using var migrated = house.Get<ICareOpsContexts>().ForMigrating();
        var script = migrated.Database.GenerateCreateScript();

        if (engine == Engine.Sqlite)
        {
            await using var created = new SqliteContexts(File).ForMigrating();
            Assert.Equal(await SchemaAsync(created, script), await SchemaAsync(migrated, null));
        }
        else
        {
            var cluster = await PostgresCluster.SharedAsync();
            var database = await cluster.CreateDatabaseAsync();
            await using (var contexts = new PostgresContexts(database))
            {
                await using var created = contexts.ForMigrating();
                Assert.Equal(await SchemaAsync(created, script), await SchemaAsync(migrated, null));
            }

            await cluster.DropDatabaseAsync(database);
        }
    }

    [EachEngine]
    public async Task Both_engines_have_the_same_tables_and_columns(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        await using var other = await TestHouse.StartAsync(Engine.Sqlite);

        Assert.Equal(ColumnsOf(other), ColumnsOf(house));
    }

    [Fact]
    public async Task A_copy_is_kept_before_an_older_schema_is_changed_and_the_next_start_keeps_none()
    {
        var contexts = new SqliteContexts(File);
        var migrator = new DatabaseMigrator(contexts, new FakeClock(), NullLogger<DatabaseMigrator>.Instance);
        await using (var older = contexts.ForMigrating())
        {
            var first = older.Database.GetMigrations().First();
            await older.GetService<IMigrator>().MigrateAsync(first);
            await older.Database.ExecuteSqlRawAsync(
                "INSERT INTO \"Accounts\" (\"Id\", \"Name\", \"EmailConfirmed\", \"PhoneNumberConfirmed\", \"TwoFactorEnabled\","
                + " \"LockoutEnabled\", \"AccessFailedCount\") VALUES (X'01', 'Mia Kvam', 0, 0, 0, 0, 0)");
        }

        Assert.Equal(1, await migrator.MigrateAsync(CancellationToken.None));
        Assert.Equal(0, await migrator.MigrateAsync(CancellationToken.None));

        var copy = Assert.Single(Directory.EnumerateFiles(Backups));
        Assert.Equal("before-migration-20260302T090000Z.db", Path.GetFileName(copy));
        await using var kept = new SqliteContexts(copy).ForMigrating();
        Assert.Single(await kept.Database.GetAppliedMigrationsAsync());
        Assert.Equal(["Mia Kvam"], await kept.Database.SqlQueryRaw<string>("SELECT \"Name\" AS \"Value\" FROM \"Accounts\"").ToListAsync());
        Assert.Equal(["ok"], await kept.Database.SqlQueryRaw<string>("SELECT integrity_check AS \"Value\" FROM pragma_integrity_check").ToListAsync());
    }

    [Fact]
    public async Task A_new_database_needs_no_copy()
    {
        var migrator = new DatabaseMigrator(new SqliteContexts(File), new FakeClock(), NullLogger<DatabaseMigrator>.Instance);

        Assert.True(await migrator.MigrateAsync(CancellationToken.None) > 0);

        Assert.False(Directory.Exists(Backups));
    }

    private static List<string> ColumnsOf(TestHouse house)
    {
        using var db = house.Get<ICareOpsContexts>().ForMigrating();
        return
        [
            .. from type in db.Model.GetEntityTypes()
               from property in type.GetProperties()
               let column = $"{type.GetTableName()}.{property.GetColumnName()}{(property.IsNullable ? "?" : string.Empty)}"
               orderby column
               select column,
        ];
    }

    /// <summary>Everything a database holds that the model can say, as its own catalogue tells it.</summary>
    private static async Task<List<string>> SchemaAsync(CareOpsDb db, string? create)
    {
        if (create is not null)
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = create;
            await command.ExecuteNonQueryAsync();
        }

        var catalogue = db.Engine == Engine.Sqlite
            ? "SELECT name || ': ' || sql AS \"Value\" FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
            : """
              SELECT "Value" FROM (
                SELECT indexname || ': ' || indexdef AS "Value" FROM pg_indexes WHERE schemaname = 'public'
                UNION ALL SELECT conname || ': ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
                UNION ALL SELECT table_name || '.' || column_name || ': ' || data_type || coalesce(character_maximum_length::text, '') || is_nullable
                  FROM information_schema.columns WHERE table_schema = 'public') AS everything
              ORDER BY "Value" COLLATE "C"
              """;
        var lines = await db.Database.SqlQueryRaw<string>(catalogue).ToListAsync();
        return [.. lines.Where(static line => !ByHand.Contains(line.Split(':')[0]) && !line.Contains("__EFMigrations", StringComparison.Ordinal))];
    }
}
