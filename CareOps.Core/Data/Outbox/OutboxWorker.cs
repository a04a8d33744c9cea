using Microsoft.Extensions.Logging;

namespace CareOps.Core.Data.Outbox;

/// <summary>Keeps the outbox empty.</summary>
public sealed class OutboxWorker(
    WorkSignal signal, OutboxDispatcher dispatcher, ICareOpsContexts contexts, ILogger<OutboxWorker> logger) : Worker(signal, logger)
{
    protected override async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (db.Engine == Engine.Sqlite)
        {
            await dispatcher.ReleaseAllAsync(cancellationToken);
        }
    }

    protected override Task<int> WorkAsync(CancellationToken cancellationToken) => dispatcher.DispatchAsync(cancellationToken);
}
