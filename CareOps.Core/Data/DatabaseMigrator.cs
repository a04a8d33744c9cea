using CareOps.Core.Data.Sqlite;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Core.Data;

/// <summary>Brings the schema up to this version of the program; on SQLite a copy of the file is kept first.</summary>
public sealed partial class DatabaseMigrator(ICareOpsContexts contexts, IClock clock, ILogger<DatabaseMigrator> logger)
{
    private const int NoLimit = 0;

    private static readonly InstantPattern Stamp = InstantPattern.CreateWithInvariantCulture("yyyyMMdd'T'HHmmss'Z'");

    /// <returns>How many migrations were applied.</returns>
    public async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.ForMigrating();
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        if (pending == 0)
        {
            return 0;
        }

        if (contexts is SqliteContexts sqlite && (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any())
        {
            await BackUpAsync(sqlite.File, cancellationToken);
        }

        if (db.Engine == Engine.Postgres)
        {
            // An index over a million messages takes longer than a query may, and cut short it would be begun anew with each start. On
            // SQLite the limit is of waiting for another's lock, not of work.
            db.Database.SetCommandTimeout(NoLimit);
        }

        await db.Database.MigrateAsync(cancellationToken);
        LogMigrated(pending);
        return pending;
    }

    private async Task BackUpAsync(string file, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file)!, "backups"));
        var copy = Path.Combine(folder.FullName, $"before-migration-{Stamp.Format(clock.GetCurrentInstant())}.db");
        await using var source = new SqliteConnection($"Data Source={file}");
        await using var target = new SqliteConnection($"Data Source={copy};Pooling=False");
        await source.OpenAsync(cancellationToken);
        await target.OpenAsync(cancellationToken);
        source.BackupDatabase(target);
        LogBackedUp(copy);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied {Count} migrations")]
    private partial void LogMigrated(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Kept a copy of the database before migrating: {File}")]
    private partial void LogBackedUp(string file);
}
