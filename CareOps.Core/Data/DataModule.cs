using CareOps.Core.Data.Outbox;
using CareOps.Core.Data.Postgres;
using CareOps.Core.Data.Sqlite;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

using NodaTime;

namespace CareOps.Core.Data;

/// <summary>Where the data lives.</summary>
/// <param name="ConnectionString">PostgreSQL's (starting with <c>Host=</c>), or empty for SQLite.</param>
/// <param name="SqliteFile">The full path of the SQLite file; unused on PostgreSQL.</param>
public sealed record DatabaseLocation(string? ConnectionString, string SqliteFile)
{
    public Engine Engine => string.IsNullOrWhiteSpace(ConnectionString) ? Engine.Sqlite : Engine.Postgres;
}

public static class DataModule
{
    public static IServiceCollection AddData(this IServiceCollection services, DatabaseLocation location)
    {
        if (location.Engine == Engine.Sqlite)
        {
            services.AddSingleton(_ => new SqliteContexts(location.SqliteFile));
            services.AddSingleton<ICareOpsContexts>(static provider => provider.GetRequiredService<SqliteContexts>());
            services.AddSingleton<IWriteDoor, SqliteWriteQueue>();
        }
        else
        {
            services.AddSingleton(_ => new PostgresContexts(location.ConnectionString!));
            services.AddSingleton<ICareOpsContexts>(static provider => provider.GetRequiredService<PostgresContexts>());
            services.AddSingleton<IWriteDoor, PostgresWriteDoor>();
        }

        services.TryAddSingleton<IClock>(static _ => new MicrosecondClock(SystemClock.Instance));
        services.AddSingleton(static provider => new IdGenerator(provider.GetRequiredService<IClock>()));
        services.AddSingleton<IDbContextFactory<CareOpsDb>>(static provider => provider.GetRequiredService<ICareOpsContexts>());
        services.AddScoped(static provider => provider.GetRequiredService<ICareOpsContexts>().CreateDbContext());
        services.AddSingleton<ReadDoor>();
        services.AddSingleton<WorkSignal>();
        services.AddSingleton<ICommitObserver>(static provider => provider.GetRequiredService<WorkSignal>());
        services.AddSingleton<JoinedHandlers>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddSingleton<FailedEventQueries>();
        services.AddSingleton<RetryEventHandler>();
        services.AddSingleton<Retention>();
        services.AddSingleton<DatabaseMigrator>();
        services.AddSingleton<TableStatistics>();
        return services;
    }
}
