using CareOps.Core.Data.Sqlite;

using Microsoft.Data.Sqlite;

namespace CareOps.Core.Data;

/// <summary>
/// Tells SQLite how its rows are spread. Without that it takes any business for ten rows, and reads all of its bookings where an index of
/// another kind would find the few that are meant. PostgreSQL looks by itself.
/// </summary>
public sealed class TableStatistics(ICareOpsContexts contexts)
{
    // Looks at so many rows of each index: some twenty milliseconds whatever the size. Made anew, not changed: only a changed schema makes
    // open connections read it.
    private const string Statements =
        """
        PRAGMA busy_timeout = 5000;
        PRAGMA analysis_limit = 1000;
        BEGIN IMMEDIATE;
        DROP TABLE IF EXISTS sqlite_stat1;
        ANALYZE;
        COMMIT;
        """;

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (contexts is not SqliteContexts sqlite)
        {
            return;
        }

        await using var connection = new SqliteConnection($"Data Source={sqlite.File};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = Statements;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
