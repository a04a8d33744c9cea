using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;

using Microsoft.Extensions.Logging;

namespace CareOps.Core.Webhooks;

/// <summary>Keeps the lanes to all endpoints going.</summary>
public sealed class WebhookWorker(
    WorkSignal signal, WebhookDispatcher dispatcher, ICareOpsContexts contexts, ILogger<WebhookWorker> logger) : Worker(signal, logger)
{
    protected override async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (db.Engine == Engine.Sqlite)
        {
            await dispatcher.RecoverAllAsync(cancellationToken);
        }
    }

    protected override Task<int> WorkAsync(CancellationToken cancellationToken) => dispatcher.StartAsync(cancellationToken);
}
