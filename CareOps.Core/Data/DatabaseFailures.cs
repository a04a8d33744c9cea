using CareOps.Core.Data.Postgres;
using CareOps.Core.Data.Sqlite;

namespace CareOps.Core.Data;

/// <summary>Tells a database that can't work now from a mistake of ours.</summary>
public static class DatabaseFailures
{
    /// <summary>Locked, full, gone or starting: nothing was changed, and trying again later helps.</summary>
    public static bool IsUnavailable(Exception exception) =>
        exception is DatabaseUnavailableException || SqliteErrors.IsUnavailable(exception) || PostgresErrors.IsUnavailable(exception);
}
