using CareOps.Core.Data;
using CareOps.Core.Data.Postgres;
using CareOps.Core.Data.Sqlite;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging.Abstractions;

using Npgsql;

namespace CareOps.Tests.Data;

public sealed class MigrationTests : IDisposable
{
    // Written by hand: the model can't say them.
    private static readonly string[] ByHand =
    [
        "Occupancies_no_overlap", "Occupancies_too_long", "Occupancies_no_overlap_insert", "Occupancies_no_overlap_update",
        "IX_Messages_Search", "MessageSearch", "MessageSearch_config", "MessageSearch_content", "MessageSearch_data", "MessageSearch_docsize",
        "MessageSearch_idx", "Messages_searched_insert", "Messages_searched_update", "Messages_searched_delete",
        "IX_Attachments_Search", "Attachments_searched_insert", "Attachments_searched_update", "Attachments_searched_delete",
        "StockMovements_follow", "StockMovements_stay_update", "StockMovements_stay_delete", "InventoryItems_quantity",
    ];

    // One booking as the first schema held it.
    private const string FirstSchema = """
        INSERT INTO "Workspaces" ("Id", "Name", "Slug", "TimeZone", "Currency", "Country", "IsOpen", "ResponseTargetMinutes", "CreatedAt")
          VALUES (X'01', 'Riverside Physio', 'riverside', 'Europe/Oslo', 'NOK', 'NO', 1, 60, 0);
        INSERT INTO "Accounts" ("Id", "Name", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
          VALUES (X'02', 'Mia Kvam', 0, 0, 0, 0, 0);
        INSERT INTO "Members" ("Id", "WorkspaceId", "AccountId", "Name", "Role", "Rights", "JoinedAt")
          VALUES (X'03', X'01', X'02', 'Mia Kvam', 'Owner', 0, 0);
        INSERT INTO "Services" ("Id", "WorkspaceId", "MemberId", "Name", "Slug", "DurationMinutes", "BufferBeforeMinutes", "BufferAfterMinutes",
            "SlotStepMinutes", "MinimumNoticeMinutes", "HorizonDays", "CancellationWindowMinutes", "Location", "IsActive", "Position", "CreatedAt")
          VALUES (X'04', X'01', X'03', 'Massage', 'massage', 30, 0, 0, 30, 60, 60, 10, 'InPerson', 1, 1, 0);
        INSERT INTO "Contacts" ("Id", "WorkspaceId", "Name", "Email", "NormalisedEmail", "Source", "CreatedAt")
          VALUES (X'05', X'01', 'Anna Berg', 'anna@example.org', 'anna@example.org', 'Booking', 0);
        INSERT INTO "Bookings" ("Id", "WorkspaceId", "Reference", "ServiceId", "ServiceName", "MemberId", "ContactId", "StartsAt", "EndsAt",
            "Status", "Name", "CreatedAt", "CancellableUntil", "StartVersion")
          VALUES (X'06', X'01', 'ACDEFG', X'04', 'Massage', X'03', X'05', 1000, 2000, 'Confirmed', 'Anna Berg', 0, 400, 1);
        INSERT INTO "Occupancies" ("Id", "WorkspaceId", "SubjectId", "SessionId", "Seat", "BookingId", "StartsAt", "EndsAt")
          VALUES (X'07', X'01', X'03', X'06', 1, X'06', 900, 2100);
        """;

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

        Assert.True(await migrator.MigrateAsync(CancellationToken.None) > 0);
        Assert.Equal(0, await migrator.MigrateAsync(CancellationToken.None));

        var copy = Assert.Single(Directory.EnumerateFiles(Backups));
        Assert.Equal("before-migration-20260302T090000Z.db", Path.GetFileName(copy));
        await using var kept = new SqliteContexts(copy).ForMigrating();
        Assert.Single(await kept.Database.GetAppliedMigrationsAsync());
        Assert.Equal(["Mia Kvam"], await kept.Database.SqlQueryRaw<string>("SELECT \"Name\" AS \"Value\" FROM \"Accounts\"").ToListAsync());
        Assert.Equal(["ok"], await kept.Database.SqlQueryRaw<string>("SELECT integrity_check AS \"Value\" FROM pragma_integrity_check").ToListAsync());
    }

    [Fact]
    public async Task Bookings_of_the_first_schema_keep_their_time_their_member_and_their_windows()
    {
        var contexts = new SqliteContexts(File);
        await using (var older = contexts.ForMigrating())
        {
            await older.GetService<IMigrator>().MigrateAsync("20261121070000_NoDoubleBooking");
            await older.Database.ExecuteSqlRawAsync(FirstSchema);
        }

        await new DatabaseMigrator(contexts, new FakeClock(), NullLogger<DatabaseMigrator>.Instance).MigrateAsync(CancellationToken.None);

        await using var db = contexts.ForMigrating();
        const string Booked = """
            SELECT hex(sm."MemberId") || ' ' || o."AppointmentStartsAt" || '-' || o."AppointmentEndsAt" || ' ' || o."Capacity" || ' '
              || b."ReschedulableUntil" || ' ' || b."Revision" || ' ' || b."Source" || ' ' || s."RescheduleWindowMinutes" AS "Value"
            FROM "Bookings" b JOIN "Occupancies" o ON o."BookingId" = b."Id" AND o."ServiceId" = b."ServiceId"
              JOIN "Services" s ON s."Id" = b."ServiceId" JOIN "ServiceMembers" sm ON sm."ServiceId" = s."Id"
            """;
        Assert.Equal(["03 1000-2000 1 400 1 Online 10"], await db.Database.SqlQueryRaw<string>(Booked).ToListAsync());
        var refusal = await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO "Occupancies" ("Id", "WorkspaceId", "SubjectId", "SessionId", "Seat", "Capacity", "ServiceId", "HoldId", "StartsAt", "EndsAt",
              "AppointmentStartsAt", "AppointmentEndsAt", "ExpiresAt")
            VALUES (X'21', X'01', X'03', X'22', 1, 1, X'04', X'23', 1500, 2500, 1500, 2500, 9000)
            """));
        Assert.Contains("Occupancies_no_overlap", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_may_take_longer_than_a_query()
    {
        var cluster = await PostgresCluster.SharedAsync();
        var database = await cluster.CreateDatabaseAsync();
        await using (var patient = new PostgresContexts(database))
        {
            await using var older = patient.ForMigrating();
            await older.GetService<IMigrator>().MigrateAsync(
                older.Database.GetMigrations().TakeWhile(static name => !name.EndsWith("_SearchSubjectsAndFiles", StringComparison.Ordinal)).Last());
        }

        await using (var contexts = new PostgresContexts(new NpgsqlConnectionStringBuilder(database) { CommandTimeout = 1 }.ConnectionString))
        await using (var sessions = NpgsqlDataSource.Create(database))
        await using (var busy = await sessions.OpenConnectionAsync())
        {
            await using var reading = await busy.BeginTransactionAsync();
            await using var hold = new NpgsqlCommand("LOCK TABLE \"Messages\" IN ACCESS SHARE MODE", busy, reading);
            await hold.ExecuteNonQueryAsync();
            var migrating = new DatabaseMigrator(contexts, new FakeClock(), NullLogger<DatabaseMigrator>.Instance).MigrateAsync(CancellationToken.None);
            await Eventually.TrueAsync(
                async () => migrating.IsCompleted || await HasWaitedAsync(sessions), TimeSpan.FromMinutes(1), "a migration that takes long");
            await reading.RollbackAsync();
            Assert.True(await migrating > 0);
        }

        await cluster.DropDatabaseAsync(database);
    }

    [Fact]
    public async Task A_new_database_needs_no_copy()
    {
        var migrator = new DatabaseMigrator(new SqliteContexts(File), new FakeClock(), NullLogger<DatabaseMigrator>.Instance);

        Assert.True(await migrator.MigrateAsync(CancellationToken.None) > 0);

        Assert.False(Directory.Exists(Backups));
    }

    // Longer than the one second that its commands would have.
    private static async Task<bool> HasWaitedAsync(NpgsqlDataSource sessions)
    {
        await using var asking = sessions.CreateCommand("""
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND clock_timestamp() - query_start > interval '1500 ms'
            """);
        return (long)(await asking.ExecuteScalarAsync())! > 0;
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
        return [.. lines
            .Where(static line => !ByHand.Contains(line.Split(':')[0]) && !line.Contains("__EFMigrations", StringComparison.Ordinal))
            .Select(static line => line.Contains("CREATE TABLE", StringComparison.Ordinal) ? InAnyOrder(line) : line)];
    }

    // A column that a later migration added stands last and keeps the default that filled the older rows: neither matters afterwards.
    private static string InAnyOrder(string table) => string.Join('\n', table
        .Replace(", \"", "\n\"", StringComparison.Ordinal)
        .Split('\n')
        .Select(static line => line.Trim(' ', ','))
        .Select(static line => line.StartsWith('"') && line.EndsWith(')') ? line[..^1] : line)
        .Select(static line => line.Split(" DEFAULT ", 2)[0])
        .Where(static line => line is not (")" or ""))
        .Order(StringComparer.Ordinal));
}
