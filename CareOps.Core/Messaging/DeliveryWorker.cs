using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;

using Microsoft.Extensions.Logging;

namespace CareOps.Core.Messaging;

/// <summary>Keeps the queue of deliveries empty.</summary>
public sealed class DeliveryWorker(
    WorkSignal signal, DeliveryDispatcher dispatcher, ICareOpsContexts contexts, ILogger<DeliveryWorker> logger) : Worker(signal, logger)
{
    protected override async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (db.Engine == Engine.Sqlite)
        {
            await dispatcher.RecoverAllAsync(cancellationToken);
        }
    }

    /// <summary>What was handed over gets its answer, within the time the host gives.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await dispatcher.FinishAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override Task<int> WorkAsync(CancellationToken cancellationToken) => dispatcher.StartAsync(cancellationToken);
}
