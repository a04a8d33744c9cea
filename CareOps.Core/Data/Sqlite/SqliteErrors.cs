using Microsoft.Data.Sqlite;

using static SQLitePCL.raw;

namespace CareOps.Core.Data.Sqlite;

/// <summary>Which of SQLite's result codes (sqlite.org/rescode.html) mean what to us.</summary>
internal static class SqliteErrors
{
    /// <summary>The file is locked, full, read-only or out of reach: to be tried again later, nothing was written.</summary>
    public static bool IsUnavailable(Exception? exception) => exception switch
    {
        SqliteException { SqliteErrorCode: SQLITE_BUSY or SQLITE_LOCKED or SQLITE_READONLY or SQLITE_IOERR or SQLITE_FULL or SQLITE_CANTOPEN } => true,
        null => false,
        _ => IsUnavailable(exception.InnerException),
    };

    /// <summary>A trigger of ours refused, and said so under this name.</summary>
    public static bool IsRefusal(Exception exception, string name) =>
        exception.InnerException is SqliteException { SqliteErrorCode: SQLITE_CONSTRAINT } sqlite
        && sqlite.Message.Contains(name, StringComparison.Ordinal);
}
