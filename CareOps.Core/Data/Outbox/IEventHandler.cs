using CareOps.Core.Foundation;

namespace CareOps.Core.Data.Outbox;

/// <summary>
/// What a feature does when something happened elsewhere. All handlers of one event and its mark as processed share one
/// transaction, so each effect happens exactly once. Writes rows only: whatever leaves the house goes through a delivery.
/// </summary>
public interface IEventHandler<in TEvent>
    where TEvent : IDomainEvent
{
    Task HandleAsync(CareOpsDb db, TEvent domainEvent, CancellationToken cancellationToken);
}
