using System.Data.Common;

using Microsoft.EntityFrameworkCore;

using Npgsql;

namespace CareOps.Core.Data.Postgres;

/// <summary>Contexts on one PostgreSQL database. Sessions for reading are read-only on the server.</summary>
public sealed class PostgresContexts : ICareOpsContexts, IAsyncDisposable
{
    private readonly NpgsqlDataSource _readers;
    private readonly DbContextOptions<PostgresCareOpsDb> _reading;

    public PostgresContexts(string connectionString)
    {
        Writers = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "CareOps" }.ConnectionString);
        _readers = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                ApplicationName = "CareOps (reading)",
                Options = "-c default_transaction_read_only=on",
            }.ConnectionString);
        _reading = new DbContextOptionsBuilder<PostgresCareOpsDb>().UseNpgsql(_readers).Options;
    }

    internal NpgsqlDataSource Writers { get; }

    public CareOpsDb CreateDbContext() => new PostgresCareOpsDb(_reading);

    public CareOpsDb ForMigrating() =>
        new PostgresCareOpsDb(new DbContextOptionsBuilder<PostgresCareOpsDb>().UseNpgsql(Writers).Options);

    public CareOpsDb ForWriting(DbTransaction transaction)
    {
        var options = new DbContextOptionsBuilder<PostgresCareOpsDb>().UseNpgsql(transaction.Connection!).Options;
        var db = new PostgresCareOpsDb(options);
        db.Database.UseTransaction(transaction);
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }

    public async ValueTask DisposeAsync()
    {
        await Writers.DisposeAsync();
        await _readers.DisposeAsync();
    }
}
