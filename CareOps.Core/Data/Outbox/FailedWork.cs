using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Data.Outbox;

/// <summary>What was to follow an event and failed for good.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Name">What happened, by its stable name: <c>booking.created</c>.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="FailedAt">When the last try failed.</param>
/// <param name="Error">What the last try said; for whoever runs the server.</param>
public sealed record FailedEvent(Guid EventId, string Name, Instant OccurredAt, Instant FailedAt, string? Error);

/// <summary>Reads what failed for good.</summary>
public sealed class FailedEventQueries(ReadDoor door)
{
    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<FailedEvent>> ListAsync(Caller caller, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        return await Of(db, caller)
            .OrderByDescending(static stored => stored.DeadAt).ThenByDescending(static stored => stored.Id).Take(most)
            .Select(static stored => new FailedEvent(stored.Id, stored.Name, stored.OccurredAt, stored.DeadAt!.Value, stored.LastError))
            .ToListAsync(cancellationToken);
    }

    // Events carry their workspace without being filtered by it.
    internal static IQueryable<OutboxEvent> Of(CareOpsDb db, Caller caller)
    {
        var workspace = caller.Workspace.Value;
        return db.OutboxEvents.Where(stored => stored.Workspace == workspace && stored.DeadAt != null);
    }
}

/// <summary>Lets what follows an event be tried again from the start, after what kept it from being done is mended.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record RetryEvent(Guid EventId);

public sealed class RetryEventHandler(IWriteDoor door) : Handler<RetryEvent, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RetryEvent command, CancellationToken cancellationToken)
    {
        var now = db.Now;
        var changed = await FailedEventQueries.Of(db, caller).Where(stored => stored.Id == command.EventId)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(static stored => stored.DeadAt, (Instant?)null)
                    .SetProperty(static stored => stored.Attempts, 0)
                    .SetProperty(static stored => stored.DueAt, now),
                cancellationToken);
        if (changed == 0)
        {
            return Error.NotFound("failed step");
        }

        db.Announce(new LiveSubject(nameof(OutboxEvent), command.EventId));
        db.WakeWorkers();
        return Done.It;
    }
}
