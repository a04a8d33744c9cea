using System.Data.Common;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CareOps.Core.Data.Sqlite;

/// <summary>Contexts on one SQLite file in WAL mode: any number of readers beside the one writer.</summary>
public sealed class SqliteContexts : ICareOpsContexts, IDisposable
{
    private const int BusySeconds = 5;

    private static readonly PreparedStatements Prepared = new();

    private readonly string _connectionString;

    // Contexts are used again: making one anew costs more than what most transactions do with it.
    private readonly PooledDbContextFactory<SqliteCareOpsDb> _reading;
    private readonly PooledDbContextFactory<SqliteCareOpsDb> _shortReading;
    private readonly PooledDbContextFactory<SqliteCareOpsDb> _writing;
    private readonly SqliteReaders _readers;

    public SqliteContexts(string file)
    {
        OperatingSystemSqlite.Use();
        File = file;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            ForeignKeys = true,
            DefaultTimeout = BusySeconds,
        }.ConnectionString;
        _reading = new PooledDbContextFactory<SqliteCareOpsDb>(new DbContextOptionsBuilder<SqliteCareOpsDb>()
            .UseSqlite(_connectionString)
            .AddInterceptors(new ReadOnlyConnections())
            .Options);
        _shortReading = new PooledDbContextFactory<SqliteCareOpsDb>(OnGivenConnection().Options);
        _writing = new PooledDbContextFactory<SqliteCareOpsDb>(OnGivenConnection().EnableThreadSafetyChecks(false).Options);
        _readers = new SqliteReaders(_connectionString);
    }

    /// <summary>The database file's full path.</summary>
    public string File { get; }

    public CareOpsDb CreateDbContext() => _reading.CreateDbContext();

    public CareOpsDb ForReading()
    {
        var connection = _readers.Take();
        var db = _shortReading.CreateDbContext();
        db.Database.SetDbConnection(connection);
        db.WhenDisposed(_readers, connection);
        return db;
    }

    public CareOpsDb ForMigrating() =>
        new SqliteCareOpsDb(new DbContextOptionsBuilder<SqliteCareOpsDb>().UseSqlite(_connectionString).Options);

    public CareOpsDb ForWriting(DbTransaction transaction)
    {
        var db = _writing.CreateDbContext();
        db.Database.SetDbConnection(transaction.Connection);
        db.Database.UseTransaction(transaction);
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }

    /// <summary>The writer's own connection: every commit reaches the disk before it is acknowledged.</summary>
    internal async Task<SqliteConnection> OpenWriterAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString + ";Pooling=False");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=0;";
        await command.ExecuteNonQueryAsync(cancellationToken);
        PreparedStatements.KeepOn(connection);
        return connection;
    }

    /// <summary>What copies the log into the file for the writer, which leaves it to this one.</summary>
    internal async Task<SqliteCheckpoints> OpenCheckpointsAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString + ";Pooling=False");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();

        // A connection that has read nothing yet knows of no log, and would copy nothing.
        command.CommandText = "PRAGMA synchronous=FULL; SELECT count(*) FROM sqlite_schema;";
        await command.ExecuteScalarAsync(cancellationToken);
        return new SqliteCheckpoints(connection);
    }

    public void Dispose() => _readers.Dispose();

    private static DbContextOptionsBuilder<SqliteCareOpsDb> OnGivenConnection() =>
        new DbContextOptionsBuilder<SqliteCareOpsDb>().UseSqlite().AddInterceptors(Prepared);

    /// <summary>A pooled connection is handed out again, so this is set on every opening, not once.</summary>
    private sealed class ReadOnlyConnections : DbConnectionInterceptor
    {
        private const string ReadOnly = "PRAGMA query_only=1;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = ReadOnly;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = ReadOnly;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
