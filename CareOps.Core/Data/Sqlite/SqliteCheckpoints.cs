using System.Threading.Channels;

using Microsoft.Data.Sqlite;

namespace CareOps.Core.Data.Sqlite;

/// <summary>
/// Brings what was committed from the log into the database file, on a connection of its own beside the writer: SQLite itself would do it
/// in every tenth commit or so, for which everyone in that commit waits. One that fails leaves all in the log, where it is read and lost
/// by nobody; the next one begins where it ended.
/// </summary>
internal sealed class SqliteCheckpoints : IAsyncDisposable
{
    // 4 MB, as SQLite itself would: whoever looks at the file finds nearly all in it. In a rush one follows the other.
    private const int PagesBetween = 1_000;

    // 64 MB. The log begins anew only when all of it is in the file, which never happens while commits go on beside.
    private const int LongLog = 16_000;

    // Holds at most one call: however much was written, one checkpoint takes it all.
    private readonly Channel<bool> _calls =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly SqliteConnection _connection;
    private readonly Task _working;
    private int _pages;
    private volatile bool _isLong;

    /// <param name="connection">Becomes this one's own.</param>
    public SqliteCheckpoints(SqliteConnection connection)
    {
        _connection = connection;

        // A migration, or a process that was killed, may have left all of the database in the log.
        _calls.Writer.TryWrite(true);
        _working = Task.Run(WorkAsync);
    }

    /// <summary>To be called by the writer between two commits.</summary>
    public void Follow(SqliteConnection writer)
    {
        _pages += SqliteHandle.PagesWritten(writer);
        if (_isLong)
        {
            // Most was copied a moment ago; the rest is copied while nothing is added.
            _isLong = SqliteHandle.Checkpoint(writer) == 0;
        }
        else if (_pages >= PagesBetween)
        {
            _pages = 0;
            _calls.Writer.TryWrite(true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _calls.Writer.Complete();
        await _working;
        await _connection.DisposeAsync();
    }

    private async Task WorkAsync()
    {
        while (await _calls.Reader.WaitToReadAsync())
        {
            _calls.Reader.TryRead(out _);
            if (!_isLong)
            {
                _isLong = SqliteHandle.Checkpoint(_connection) >= LongLog;
            }
        }
    }
}
