using CareOps.Core.Foundation;

namespace CareOps.Core.Data.Outbox;

/// <summary>
/// Hears of every event, whatever its type, after the handlers of that type and in their transaction: what it writes is written exactly
/// once for each event.
/// </summary>
public interface IEveryEventHandler
{
    /// <param name="db">The event's transaction.</param>
    /// <param name="stored">The event's row: its id is the same whenever it is handled again.</param>
    /// <param name="domainEvent">What happened.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task HandleAsync(CareOpsDb db, OutboxEvent stored, IDomainEvent domainEvent, CancellationToken cancellationToken);
}
