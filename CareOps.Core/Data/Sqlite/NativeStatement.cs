using System.Globalization;

using Microsoft.Data.Sqlite;

using NodaTime;

using SQLitePCL;

using static SQLitePCL.raw;

namespace CareOps.Core.Data.Sqlite;

/// <summary>
/// A statement prepared on a connection that stays open. Its values are bound by their place and its answer is read from where SQLite
/// holds it, without the command, the parameters and the reader around them: a booking writes eleven rows with a hundred values, and
/// looking each up by name costs more than it does.
/// </summary>
internal sealed class NativeStatement : IDisposable
{
    // As Microsoft.Data.Sqlite writes it, which reads it: ASP.NET Core Identity's type, where ours is Instant.
    private const string Moment = @"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFFzzz";

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly Places _places;
    private readonly Row _row;

    public NativeStatement(SqliteConnection connection, string text)
    {
        _database = SqliteHandle.Of(connection);
        SqliteHandle.Require(sqlite3_prepare_v3(_database, text, SQLITE_PREPARE_PERSISTENT, out _statement), _database);
        _places = new Places(_database, _statement);
        _row = new Row(_statement);
    }

    /// <returns>How many rows it wrote.</returns>
    /// <exception cref="SqliteException">The database refused it.</exception>
    public int Execute(IRowStatement row)
    {
        try
        {
            row.Give(_places);
            var result = sqlite3_step(_statement);
            SqliteHandle.Require(result == SQLITE_DONE ? SQLITE_OK : result, _database);

            return sqlite3_changes(_database);
        }
        finally
        {
            LetGo();
        }
    }

    /// <exception cref="SqliteException">The database refused it.</exception>
    public void Read(Look look)
    {
        try
        {
            for (var place = 0; place < look.Values.Count; place++)
            {
                _places.Any(place + 1, look.Values[place]);
            }

            int result;
            while ((result = sqlite3_step(_statement)) == SQLITE_ROW)
            {
                look.Add(_row);
            }

            SqliteHandle.Require(result == SQLITE_DONE ? SQLITE_OK : result, _database);
        }
        finally
        {
            LetGo();
        }
    }

    public void Dispose() => _statement.Dispose();

    // Says again what the step said; that was thrown already.
    private void LetGo() => _ = sqlite3_reset(_statement);

    private sealed class Places(sqlite3 database, sqlite3_stmt statement) : IRowValues
    {
        public void Null(int place) => SqliteHandle.Require(sqlite3_bind_null(statement, place), database);

        public void Text(int place, string value) => SqliteHandle.Require(sqlite3_bind_text(statement, place, value), database);

        public void Bytes(int place, byte[] value) => SqliteHandle.Require(sqlite3_bind_blob(statement, place, value), database);

        public void Whole(int place, long value) => SqliteHandle.Require(sqlite3_bind_int64(statement, place, value), database);

        public void Any(int place, object? value)
        {
            switch (value)
            {
                case null:
                    Null(place);
                    break;
                case string text:
                    Text(place, text);
                    break;
                case byte[] bytes:
                    Bytes(place, bytes);
                    break;
                case long number:
                    Whole(place, number);
                    break;
                case int number:
                    Whole(place, number);
                    break;
                case bool truth:
                    Whole(place, truth ? 1 : 0);
                    break;
                case double number:
                    SqliteHandle.Require(sqlite3_bind_double(statement, place, number), database);
                    break;
                case DateTimeOffset moment:
                    Text(place, moment.ToString(Moment, CultureInfo.InvariantCulture));
                    break;
                default:
                    throw new InvalidOperationException($"SQLite has no column for a {value.GetType().Name}.");
            }
        }
    }

    private sealed class Row(sqlite3_stmt statement) : IRowReader
    {
        public bool IsNull(int column) => sqlite3_column_type(statement, column) == SQLITE_NULL;

        public Guid Id(int column) => SqlValues.IdOf(sqlite3_column_blob(statement, column));

        public Instant Moment(int column) => SqlValues.MomentOf(sqlite3_column_int64(statement, column));

        public int Number(int column) => sqlite3_column_int(statement, column);

        public byte[] Bytes(int column) => sqlite3_column_blob(statement, column).ToArray();
    }
}
