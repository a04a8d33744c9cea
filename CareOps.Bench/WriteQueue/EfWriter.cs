using CareOps.Bench.Load;
using CareOps.Core.Foundation;

using Microsoft.Data.Sqlite;

using NodaTime;

namespace CareOps.Bench.WriteQueue;

/// <summary>One connection, kept open; a fresh context and one immediate, durable transaction for each operation.</summary>
internal sealed class EfWriter(WriteLoadFile file) : ILoadCaller
{
    private readonly MicrosecondClock _clock = new(SystemClock.Instance);
    private readonly IdGenerator _ids = new(SystemClock.Instance);
    private SqliteConnection? _connection;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _connection = await file.Contexts.OpenWriterAsync(cancellationToken);
        await using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=30000;";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task CallAsync(long number, CancellationToken cancellationToken)
    {
        // The lock is taken here, never by a late upgrade.
        await using var transaction = _connection!.BeginTransaction(deferred: false);
        await using var db = file.Contexts.ForWriting(transaction);
        db.Open(WriteLoad.Workspace, _clock.GetCurrentInstant(), _ids);
        WriteLoad.Add(db);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }
}
