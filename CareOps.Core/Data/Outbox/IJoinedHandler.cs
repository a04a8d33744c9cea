using System.Collections.Concurrent;

using CareOps.Core.Foundation;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Data.Outbox;

/// <summary>
/// What a feature does in the very transaction that raises an event: for what must be true as soon as the event is, such as that nothing
/// is scheduled any more for a booking that was cancelled. Who changes the booking waits for it, so it is short. Where it throws, nothing
/// of the transaction is written.
/// </summary>
public interface IJoinedHandler<in TEvent>
    where TEvent : IDomainEvent
{
    Task HandleAsync(CareOpsDb db, TEvent domainEvent, CancellationToken cancellationToken);
}

/// <summary>Lets the joined handlers see what a transaction raised, before it is saved. Called by the write doors only.</summary>
public sealed class JoinedHandlers(IServiceProvider services)
{
    private static readonly ConcurrentDictionary<Type, Joined> OfTypes = new();

    public async Task HandleAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        // What a handler raises comes to the end of the same list.
        for (var next = 0; next < db.Raised.Count; next++)
        {
            var raised = db.Raised[next];
            await Of(raised.GetType()).HandleAsync(services, db, raised, cancellationToken);
        }
    }

    private static Joined Of(Type eventType) => OfTypes.GetOrAdd(
        eventType, static type => (Joined)Activator.CreateInstance(typeof(Joined<>).MakeGenericType(type))!);

    private abstract class Joined
    {
        public abstract Task HandleAsync(
            IServiceProvider services, CareOpsDb db, IDomainEvent domainEvent, CancellationToken cancellationToken);
    }

    private sealed class Joined<TEvent> : Joined
        where TEvent : IDomainEvent
    {
        public override async Task HandleAsync(
            IServiceProvider services, CareOpsDb db, IDomainEvent domainEvent, CancellationToken cancellationToken)
        {
            foreach (var handler in services.GetServices<IJoinedHandler<TEvent>>())
            {
                await handler.HandleAsync(db, (TEvent)domainEvent, cancellationToken);
            }
        }
    }
}
