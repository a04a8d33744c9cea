using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CareOps.Core.Data.Sqlite;

/// <summary>
/// Lets a connection that stays open prepare each of EF's statements once. EF makes a new command for every execution, and SQLite
/// would parse and plan its text anew: for a single row that is most of the work. Connections without a store run as they are.
/// </summary>
internal sealed class PreparedStatements : DbCommandInterceptor
{
    private static readonly ConditionalWeakTable<DbConnection, Store> Stores = [];

    /// <summary>From here on this connection, used by one thread at a time, keeps what it prepares until it is closed.</summary>
    public static void KeepOn(SqliteConnection connection)
    {
        var store = new Store(connection);
        Stores.Add(connection, store);
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Closed)
            {
                store.LetGo();
            }
        };
    }

    /// <summary>Runs a statement that EF did not make, prepared where its connection keeps what it prepares.</summary>
    /// <returns>How many rows were written.</returns>
    public static int Execute(SqliteConnection connection, IRowStatement row)
    {
        if (Stores.TryGetValue(connection, out var store))
        {
            return store.Native(row.Text).Execute(row);
        }

        using var once = new NativeStatement(connection, row.Text);
        return once.Execute(row);
    }

    /// <summary>Reads what EF does not ask, by a statement that is prepared where its connection keeps what it prepares.</summary>
    public static void Read(SqliteConnection connection, Look look)
    {
        if (Stores.TryGetValue(connection, out var store))
        {
            store.Native(look.Question).Read(look);
            return;
        }

        using var once = new NativeStatement(connection, look.Question);
        once.Read(look);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        Kept(command)?.Query(command) is { } reader ? InterceptionResult<DbDataReader>.SuppressWithResult(reader) : result;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default) => new(ReaderExecuting(command, eventData, result));

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
        Kept(command)?.Execute(command) is { } changed ? InterceptionResult<int>.SuppressWithResult(changed) : result;

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default) => new(NonQueryExecuting(command, eventData, result));

    private static Statement? Kept(DbCommand command) =>
        command.Connection is { } connection ? Kept(connection, command.CommandText) : null;

    private static Statement? Kept(DbConnection connection, string text) =>
        Stores.TryGetValue(connection, out var store) ? store.Find(text) : null;

    /// <summary>What one connection has prepared.</summary>
    private sealed class Store(SqliteConnection connection)
    {
        // Whatever comes often comes early; texts without end (a list of values written out) must not fill the memory.
        private const int Most = 500;

        private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

        // As many as there are tables, sets of columns that change together, and questions by hand.
        private readonly Dictionary<string, NativeStatement> _native = new(StringComparer.Ordinal);

        public NativeStatement Native(string text)
        {
            if (!_native.TryGetValue(text, out var statement))
            {
                statement = new NativeStatement(connection, text);
                _native.Add(text, statement);
            }

            return statement;
        }

        /// <summary>What commands prepared, the connection lets go itself.</summary>
        public void LetGo()
        {
            foreach (var statement in _native.Values)
            {
                statement.Dispose();
            }

            _native.Clear();
        }

        /// <summary>The statement of this text; null where it is to be run without being kept.</summary>
        public Statement? Find(string text)
        {
            if (_statements.TryGetValue(text, out var known))
            {
                return known.IsBusy ? null : known;
            }

            if (_statements.Count == Most)
            {
                return null;
            }

            var added = new Statement(new SqliteCommand(text, connection));
            _statements.Add(text, added);
            return added;
        }
    }

    /// <summary>One text, prepared at its first execution; closing the connection lets it go.</summary>
    private sealed class Statement(SqliteCommand prepared)
    {
        private SqliteDataReader? _reader;

        /// <summary>Someone still reads its rows: the same text again needs a command of its own.</summary>
        public bool IsBusy => _reader is { IsClosed: false };

        public DbDataReader Query(DbCommand like)
        {
            Take(like);
            return _reader = prepared.ExecuteReader();
        }

        public int Execute(DbCommand like)
        {
            Take(like);
            return prepared.ExecuteNonQuery();
        }

        // EF's own parameters are bound, so that nothing about a value can differ from what EF would have sent.
        private void Take(DbCommand like)
        {
            prepared.Transaction = (SqliteTransaction?)like.Transaction;
            prepared.CommandTimeout = like.CommandTimeout;
            prepared.Parameters.Clear();
            foreach (DbParameter parameter in like.Parameters)
            {
                prepared.Parameters.Add(parameter);
            }
        }
    }
}
