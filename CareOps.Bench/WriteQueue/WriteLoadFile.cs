using CareOps.Bench.Framework;
using CareOps.Bench.Processes;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CareOps.Bench.WriteQueue;

/// <summary>A SQLite file with the five tables, opened the durable way: WAL, synchronous=FULL, foreign keys, busy_timeout.</summary>
public sealed class WriteLoadFile : IDisposable
{
    private const string Pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000;";

    private readonly TemporaryDirectory _directory = new();
    private long _expected;

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var db = new WriteLoadDb(Options(connection));
        await db.Database.EnsureCreatedAsync(cancellationToken);
    }

    public async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection($"Data Source={_directory.File("load.db")};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    public static DbContextOptions<WriteLoadDb> Options(SqliteConnection connection) =>
        new DbContextOptionsBuilder<WriteLoadDb>().UseSqlite(connection).Options;

    /// <summary>Holds what is stored against what was acknowledged, over all rounds so far.</summary>
    public async Task CheckStoredAsync(long acknowledged, CancellationToken cancellationToken)
    {
        _expected += acknowledged;
        await using var connection = await OpenAsync(cancellationToken);
        await using var db = new WriteLoadDb(Options(connection));
        var stored = await db.Events.LongCountAsync(cancellationToken);
        if (stored != _expected)
        {
            throw new BenchmarkException($"{_expected} transactions were acknowledged but {stored} are stored.");
        }
    }

    public void Dispose() => _directory.Dispose();
}
