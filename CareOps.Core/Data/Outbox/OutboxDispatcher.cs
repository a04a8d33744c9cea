using System.Collections.Concurrent;

using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Core.Data.Outbox;

/// <summary>Hands committed events to their handlers: each exactly once, those of one subject in order.</summary>
public sealed partial class OutboxDispatcher(
    IWriteDoor door, IServiceProvider services, ILogger<OutboxDispatcher> logger)
{
    /// <summary>How long a claim is good for. A node that dies holds its events back no longer than this.</summary>
    public static readonly Duration Lease = Duration.FromSeconds(15);

    private const int BatchSize = 64;
    private const int MostAttempts = 8;
    private const int LongestError = 500;

    private static readonly Caller Worker = new Caller.SystemWork(WorkspaceId.None, "outbox");

    private static readonly ConcurrentDictionary<Type, EventHandlers> Handlers = new();

    /// <summary>Handles one batch of what is due.</summary>
    /// <returns>How many events were claimed; 0 means that nothing is due.</returns>
    public async Task<int> DispatchAsync(CancellationToken cancellationToken)
    {
        var claimed = await door.RunAsync(Worker, ClaimAsync, cancellationToken);
        await Task.WhenAll(claimed
            .GroupBy(static stored => stored.SubjectId)
            .Select(subject => HandleInOrderAsync([.. subject.OrderBy(static stored => stored.Id)], cancellationToken)));
        return claimed.Count;
    }

    /// <summary>Frees what a process that no longer runs had claimed. Only for an engine that has a single process.</summary>
    public Task<int> ReleaseAllAsync(CancellationToken cancellationToken) => door.RunAsync(
        Worker,
        static (db, token) => db.OutboxEvents
            .Where(stored => stored.ProcessedAt == null && stored.DeadAt == null && stored.LeasedUntil != null)
            .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.LeasedUntil, (Instant?)null), token),
        cancellationToken);

    private static Task<IReadOnlyList<OutboxEvent>> ClaimAsync(CareOpsDb db, CancellationToken cancellationToken) =>
        OutboxClaim.TakeAsync(db, db.Now + Lease, BatchSize, cancellationToken);

    private async Task HandleInOrderAsync(OutboxEvent[] events, CancellationToken cancellationToken)
    {
        foreach (var stored in events)
        {
            if (!await TryHandleAsync(stored, cancellationToken))
            {
                // What comes after it waits until this one is through, so that order holds.
                return;
            }
        }
    }

    private async Task<bool> TryHandleAsync(OutboxEvent stored, CancellationToken cancellationToken)
    {
        try
        {
            await door.RunAsync(CallerOf(stored), (db, token) => HandleAsync(db, stored, token), cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(stored.Name, stored.Id, exception);
            await door.RunAsync(CallerOf(stored), (db, token) => PutOffAsync(db, stored, exception, token), cancellationToken);
            return false;
        }
    }

    private static Caller.SystemWork CallerOf(OutboxEvent stored) => new(new WorkspaceId(stored.Workspace), "outbox");

    private async Task<Done> HandleAsync(CareOpsDb db, OutboxEvent stored, CancellationToken cancellationToken)
    {
        if (await OutboxClaim.MarkProcessedAsync(db, stored, cancellationToken))
        {
            var domainEvent = EventCatalog.Read(stored);
            await HandlersOf(domainEvent.GetType()).HandleAsync(services, db, domainEvent, cancellationToken);
            foreach (var handler in services.GetServices<IEveryEventHandler>())
            {
                await handler.HandleAsync(db, stored, domainEvent, cancellationToken);
            }
        }

        return Done.It;
    }

    private static EventHandlers HandlersOf(Type eventType) => Handlers.GetOrAdd(
        eventType, static type => (EventHandlers)Activator.CreateInstance(typeof(EventHandlers<>).MakeGenericType(type))!);

    private static async Task<Done> PutOffAsync(
        CareOpsDb db, OutboxEvent stored, Exception exception, CancellationToken cancellationToken)
    {
        var attempts = stored.Attempts + 1;
        var due = db.Now + Backoff(attempts);
        Instant? dead = attempts >= MostAttempts ? db.Now : null;
        var error = Text.Shorten(exception.Message, LongestError - 1);
        await db.OutboxEvents
            .Where(row => row.Id == stored.Id && row.LeaseToken == stored.LeaseToken)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.Attempts, attempts)
                    .SetProperty(row => row.DueAt, due)
                    .SetProperty(row => row.DeadAt, dead)
                    .SetProperty(row => row.LastError, error)
                    .SetProperty(row => row.LeasedUntil, (Instant?)null),
                cancellationToken);
        if (dead is not null)
        {
            db.Announce(new LiveSubject(nameof(OutboxEvent), stored.Id));
        }

        return Done.It;
    }

    private static Duration Backoff(int attempts) => Duration.FromSeconds(1 << Math.Min(attempts, 10));

    /// <summary>Calls the handlers of an event whose type is known at run time only.</summary>
    private abstract class EventHandlers
    {
        public abstract Task HandleAsync(
            IServiceProvider services, CareOpsDb db, IDomainEvent domainEvent, CancellationToken cancellationToken);
    }

    private sealed class EventHandlers<TEvent> : EventHandlers
        where TEvent : IDomainEvent
    {
        public override async Task HandleAsync(
            IServiceProvider services, CareOpsDb db, IDomainEvent domainEvent, CancellationToken cancellationToken)
        {
            foreach (var handler in services.GetServices<IEventHandler<TEvent>>())
            {
                await handler.HandleAsync(db, (TEvent)domainEvent, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Name} ({Id}) could not be handled; it will be tried again")]
    private partial void LogFailed(string name, Guid id, Exception exception);
}
