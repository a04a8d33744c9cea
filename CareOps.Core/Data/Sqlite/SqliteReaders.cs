using Microsoft.Data.Sqlite;

namespace CareOps.Core.Data.Sqlite;

/// <summary>
/// Connections for reading that stay open between their users, each with its statements prepared. The database itself refuses
/// writes on them.
/// </summary>
internal sealed class SqliteReaders(string connectionString) : IDisposable
{
    // More are opened in a rush and closed after it.
    private const int MostIdle = 32;

    private readonly Lock _lock = new();
    private readonly Stack<SqliteConnection> _idle = new(MostIdle);
    private bool _disposed;

    public SqliteConnection Take()
    {
        lock (_lock)
        {
            if (_idle.TryPop(out var connection))
            {
                return connection;
            }
        }

        return Open();
    }

    public void Return(SqliteConnection connection)
    {
        lock (_lock)
        {
            if (!_disposed && _idle.Count < MostIdle)
            {
                _idle.Push(connection);
                return;
            }
        }

        connection.Dispose();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            while (_idle.TryPop(out var connection))
            {
                connection.Dispose();
            }
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString + ";Pooling=False");
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA query_only=1";
            command.ExecuteNonQuery();
            SqliteHandle.WaitWhenBusy(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        PreparedStatements.KeepOn(connection);
        return connection;
    }
}
