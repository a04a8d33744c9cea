using Microsoft.Data.Sqlite;

using SQLitePCL;

using static SQLitePCL.raw;

namespace CareOps.Core.Data.Sqlite;

/// <summary>What SQLite can do and Microsoft.Data.Sqlite does not offer.</summary>
internal static class SqliteHandle
{
    // SQLITE_DBSTATUS_CACHE_WRITE (sqlite.org/c3ref/c_dbstatus_options.html): in WAL mode, pages written to the log.
    private const int CacheWrite = 9;

    // By name, since the compiler would hold the two versions of the bindings against each other (OperatingSystemSqlite).
    private static readonly Func<SqliteConnection, sqlite3?> HandleOf = typeof(SqliteConnection)
        .GetProperty("Handle")!.GetMethod!.CreateDelegate<Func<SqliteConnection, sqlite3?>>();

    private static readonly Action<int, sqlite3> ThrowUnless = typeof(SqliteException)
        .GetMethod("ThrowExceptionForRC")!.CreateDelegate<Action<int, sqlite3>>();

    /// <exception cref="InvalidOperationException">The connection is closed.</exception>
    public static sqlite3 Of(SqliteConnection connection) =>
        HandleOf(connection) ?? throw new InvalidOperationException("The connection is closed.");

    /// <exception cref="SqliteException">The result is an error.</exception>
    public static void Require(int result, sqlite3 database) => ThrowUnless(result, database);

    /// <summary>Lets statements that are not commands wait for others as long as commands do.</summary>
    public static void WaitWhenBusy(SqliteConnection connection) =>
        Require(sqlite3_busy_timeout(Of(connection), connection.DefaultTimeout * 1_000), Of(connection));

    /// <summary>How many pages this connection has written since it was asked last.</summary>
    public static int PagesWritten(SqliteConnection connection)
    {
        Require(sqlite3_db_status(Of(connection), CacheWrite, out var pages, out _, 1), Of(connection));
        return pages;
    }

    /// <summary>How many rows this connection has written since it was opened.</summary>
    public static int TotalChanges(SqliteConnection connection) => sqlite3_total_changes(Of(connection));

    /// <summary>Whether a transaction is open: SQLite ends one by itself where the disk is full or fails.</summary>
    public static bool IsInTransaction(SqliteConnection connection) => sqlite3_get_autocommit(Of(connection)) == 0;

    /// <summary>Copies as much of the log as is possible without waiting for anybody.</summary>
    /// <returns>How many pages the log holds; 0 where nothing could be copied now, or there is no log.</returns>
    public static int Checkpoint(SqliteConnection connection) =>
        sqlite3_wal_checkpoint_v2(Of(connection), "main", SQLITE_CHECKPOINT_PASSIVE, out var log, out _) == SQLITE_OK ? Math.Max(log, 0) : 0;
}
