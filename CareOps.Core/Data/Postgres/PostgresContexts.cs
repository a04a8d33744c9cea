using System.Data.Common;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

using Npgsql;

namespace CareOps.Core.Data.Postgres;

/// <summary>Contexts on one PostgreSQL database. Sessions for reading are read-only on the server.</summary>
public sealed class PostgresContexts : ICareOpsContexts, IAsyncDisposable
{
    private const string MaxAutoPrepare = "Max Auto Prepare";
    private const int StatementsKept = 200;

    private readonly NpgsqlDataSource _readers;

    // Contexts are used again: making one anew costs more than what most transactions do with it.
    private readonly PooledDbContextFactory<PostgresCareOpsDb> _reading;
    private readonly PooledDbContextFactory<PostgresCareOpsDb> _writing;

    public PostgresContexts(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize(MaxAutoPrepare))
        {
            // Not set (ContainsKey is true of every setting that there is). Each statement is parsed and planned once for a connection; behind a pooler that hands sessions around: 0.
            settings.MaxAutoPrepare = StatementsKept;
        }

        // Nothing here leaves anything behind in a session: its locks end with their transaction. Clearing it before each use cost the
        // server seven statements, as much as a small transaction.
        settings.NoResetOnClose = true;
        settings.ApplicationName = "CareOps";
        Writers = NpgsqlDataSource.Create(settings.ConnectionString);
        settings.ApplicationName = "CareOps (listening)";
        settings.Pooling = false;
        Listeners = NpgsqlDataSource.Create(settings.ConnectionString);
        settings.Pooling = true;
        settings.ApplicationName = "CareOps (reading)";
        settings.Options = "-c default_transaction_read_only=on";
        _readers = NpgsqlDataSource.Create(settings.ConnectionString);
        _reading = new PooledDbContextFactory<PostgresCareOpsDb>(
            new DbContextOptionsBuilder<PostgresCareOpsDb>().UseNpgsql(_readers).Options);
        _writing = new PooledDbContextFactory<PostgresCareOpsDb>(
            new DbContextOptionsBuilder<PostgresCareOpsDb>()
                .UseNpgsql().EnableThreadSafetyChecks(false).AddInterceptors(new PostgresLocks.SentAhead()).Options);
    }

    internal NpgsqlDataSource Writers { get; }

    /// <summary>A session that listens is closed when it ends, so that nobody gets it who does not.</summary>
    internal NpgsqlDataSource Listeners { get; }

    public CareOpsDb CreateDbContext() => _reading.CreateDbContext();

    public CareOpsDb ForReading() => CreateDbContext();

    public CareOpsDb ForMigrating() =>
        new PostgresCareOpsDb(new DbContextOptionsBuilder<PostgresCareOpsDb>().UseNpgsql(Writers).Options);

    public CareOpsDb ForWriting(DbTransaction transaction)
    {
        var db = _writing.CreateDbContext();
        db.Database.SetDbConnection(transaction.Connection);
        db.Database.UseTransaction(transaction);
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }

    public async ValueTask DisposeAsync()
    {
        await Writers.DisposeAsync();
        await Listeners.DisposeAsync();
        await _readers.DisposeAsync();
    }
}
