using CareOps.Bench.Load;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CareOps.Bench.WriteQueue;

/// <summary>One connection, kept open; a fresh context and one immediate, durable transaction for each operation.</summary>
public sealed class EfWriter(WriteLoadFile file) : ILoadCaller
{
    private SqliteConnection? _connection;
    private DbContextOptions<WriteLoadDb>? _options;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _connection = await file.OpenAsync(cancellationToken);
        _options = WriteLoadFile.Options(_connection);
    }

    public async Task CallAsync(long number, CancellationToken cancellationToken)
    {
        await using var db = new WriteLoadDb(_options!);

        // The provider opens it with BEGIN IMMEDIATE: the lock is taken here, never by a late upgrade.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.AddRange(WriteLoad.Rows(number));
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
