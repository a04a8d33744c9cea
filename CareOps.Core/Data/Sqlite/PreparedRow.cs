using System.Globalization;

using Microsoft.Data.Sqlite;

using SQLitePCL;

using static SQLitePCL.raw;

namespace CareOps.Core.Data.Sqlite;

/// <summary>
/// The statement of one kind of row, prepared on a connection that stays open. Its values are bound by their place, without the command
/// and the parameters around them: a booking writes eleven rows with a hundred values, and looking each up by name costs more than it does.
/// </summary>
internal sealed class PreparedRow : IDisposable
{
    // As Microsoft.Data.Sqlite writes it, which reads it: ASP.NET Core Identity's type, where ours is Instant.
    private const string Moment = @"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFFzzz";

    // By name, since the compiler would hold the two versions of the bindings against each other (OperatingSystemSqlite).
    private static readonly Func<SqliteConnection, sqlite3?> HandleOf = typeof(SqliteConnection)
        .GetProperty("Handle")!.GetMethod!.CreateDelegate<Func<SqliteConnection, sqlite3?>>();

    private static readonly Action<int, sqlite3> Require = typeof(SqliteException)
        .GetMethod("ThrowExceptionForRC")!.CreateDelegate<Action<int, sqlite3>>();

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public PreparedRow(SqliteConnection connection, string text)
    {
        _database = HandleOf(connection) ?? throw new InvalidOperationException("The connection is closed.");
        Require(sqlite3_prepare_v3(_database, text, SQLITE_PREPARE_PERSISTENT, out _statement), _database);
    }

    /// <returns>How many rows it wrote.</returns>
    /// <exception cref="SqliteException">The database refused it.</exception>
    public int Execute(IRowStatement row)
    {
        try
        {
            for (var place = 0; place < row.Columns; place++)
            {
                Require(Bind(place + 1, row.Value(place)), _database);
            }

            var result = sqlite3_step(_statement);
            Require(result == SQLITE_DONE ? SQLITE_OK : result, _database);

            return sqlite3_changes(_database);
        }
        finally
        {
            // Says again what the step said; that was thrown already.
            _ = sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int place, object? value) => value switch
    {
        null => sqlite3_bind_null(_statement, place),
        string text => sqlite3_bind_text(_statement, place, text),
        byte[] bytes => sqlite3_bind_blob(_statement, place, bytes),
        long number => sqlite3_bind_int64(_statement, place, number),
        int number => sqlite3_bind_int(_statement, place, number),
        bool truth => sqlite3_bind_int(_statement, place, truth ? 1 : 0),
        double number => sqlite3_bind_double(_statement, place, number),
        DateTimeOffset moment => sqlite3_bind_text(_statement, place, moment.ToString(Moment, CultureInfo.InvariantCulture)),
        _ => throw new InvalidOperationException($"SQLite has no column for a {value.GetType().Name}."),
    };
}
