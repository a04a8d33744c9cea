using CareOps.Core.Foundation;

using Microsoft.Data.Sqlite;

using NodaTime;

namespace CareOps.Core.Data.Sqlite;

/// <summary>
/// The transaction of writes that are committed together, and the context that they use in turn. A savepoint for each of them would
/// cost a third of what it protects: SQLite copies every page that a write is the first to touch, and closes the search's index.
/// So there is none until a write fails after it has written.
/// </summary>
internal sealed class SharedTransaction(SqliteContexts contexts, SqliteConnection connection) : IAsyncDisposable
{
    // SqliteTransaction has methods for these that prepare the statement anew each time.
    private static readonly PlainStatement Savepoint = new("SAVEPOINT write");
    private static readonly PlainStatement RollBack = new("ROLLBACK TO write");
    private static readonly PlainStatement Release = new("RELEASE write");

    private SqliteTransaction _transaction = connection.BeginTransaction(deferred: false);
    private CareOpsDb? _db;

    /// <summary>Whether each write has a savepoint now, so that it can be taken back alone.</summary>
    public bool IsGuarded { get; private set; }

    /// <summary>How many rows were written so far; what was taken back counts along.</summary>
    public int Written => SqliteHandle.TotalChanges(connection);

    /// <summary>Whether SQLite has taken everything back by itself, as it may where the disk is full.</summary>
    public bool IsLost => !SqliteHandle.IsInTransaction(connection);

    /// <summary>The context for the next write, which knows nothing of the one before.</summary>
    public CareOpsDb For(WorkspaceId workspace, Instant now, IdGenerator ids)
    {
        _db ??= contexts.ForWriting(_transaction);
        _db.ChangeTracker.Clear();
        _db.Open(workspace, now, ids);
        return _db;
    }

    /// <summary>Takes everything back. What is to be kept is written again, each write guarded by a savepoint.</summary>
    public async Task StartOverAsync()
    {
        await ForgetContextAsync();
        await _transaction.DisposeAsync();
        _transaction = connection.BeginTransaction(deferred: false);
        IsGuarded = true;
    }

    /// <summary>Runs one write, and takes back what it wrote where it says that this is not to be kept.</summary>
    /// <exception cref="DatabaseUnavailableException">SQLite took everything back.</exception>
    public async Task GuardAsync(Func<Task<bool>> write)
    {
        PreparedStatements.Execute(connection, Savepoint);
        if (!await write())
        {
            if (IsLost)
            {
                throw new DatabaseUnavailableException("The database ended the transaction.");
            }

            PreparedStatements.Execute(connection, RollBack);
        }

        PreparedStatements.Execute(connection, Release);
    }

    /// <summary>To be called when a write threw: it may have left the context in the middle of something.</summary>
    public async Task ForgetContextAsync()
    {
        if (_db is not null)
        {
            await _db.DisposeAsync();
            _db = null;
        }
    }

    /// <summary>Returns when all of it has reached the disk.</summary>
    public async Task CommitAsync()
    {
        await ForgetContextAsync();
        await _transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ForgetContextAsync();
        await _transaction.DisposeAsync();
    }
}
