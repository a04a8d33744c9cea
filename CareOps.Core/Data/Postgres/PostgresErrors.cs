using Npgsql;

namespace CareOps.Core.Data.Postgres;

/// <summary>Which of PostgreSQL's SQLSTATE codes (its manual, appendix A) mean what to us.</summary>
internal static class PostgresErrors
{
    public static bool AsksForAnotherTry(Exception exception) =>
        Find(exception)?.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>The server is gone, starting, full or read-only: to be tried again later.</summary>
    public static bool IsUnavailable(Exception exception) => Find(exception) is { } error
        ? error.SqlState is PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.TooManyConnections
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.ReadOnlySqlTransaction
        : IsConnectionFailure(exception);

    /// <summary>The exclusion or unique constraint of this name refused.</summary>
    public static bool IsRefusal(Exception exception, string name) => Find(exception)?.ConstraintName == name;

    // EF wraps it once or twice, depending on where it happened.
    private static bool IsConnectionFailure(Exception? exception) => exception switch
    {
        null => false,
        NpgsqlException => true,
        _ => IsConnectionFailure(exception.InnerException),
    };

    private static PostgresException? Find(Exception? exception) => exception switch
    {
        null => null,
        PostgresException found => found,
        _ => Find(exception.InnerException),
    };
}
