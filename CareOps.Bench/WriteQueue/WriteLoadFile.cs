using CareOps.Bench.Framework;
using CareOps.Bench.Processes;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Data.Sqlite;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Bench.WriteQueue;

/// <summary>A SQLite file with the product's schema, for one side alone.</summary>
internal sealed class WriteLoadFile : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private long _expected;

    public WriteLoadFile()
    {
        Contexts = new SqliteContexts(_directory.File("load.db"));
    }

    public SqliteContexts Contexts { get; }

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var db = Contexts.ForMigrating();
        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Holds what is stored against what was acknowledged, over all rounds so far.</summary>
    public async Task CheckStoredAsync(long acknowledged, CancellationToken cancellationToken)
    {
        _expected += acknowledged;
        await using var db = await ((ICareOpsContexts)Contexts).CreateDbContextAsync(cancellationToken);
        var stored = await db.Set<OutboxEvent>().LongCountAsync(cancellationToken);
        if (stored != _expected)
        {
            throw new BenchmarkException($"{_expected} transactions were acknowledged but {stored} are stored.");
        }
    }

    public void Dispose() => _directory.Dispose();
}
