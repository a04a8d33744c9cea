using CareOps.Core.Data.Outbox;

using Microsoft.Extensions.Logging;

namespace CareOps.Core.Members.Accounts;

/// <summary>Keeps the queue of account mail empty.</summary>
public sealed class AccountMailWorker(WorkSignal signal, AccountMailDispatcher dispatcher, ILogger<AccountMailWorker> logger)
    : Worker(signal, logger)
{
    protected override Task<int> WorkAsync(CancellationToken cancellationToken) => dispatcher.DispatchAsync(cancellationToken);
}
