using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Data.Postgres;

/// <summary>A transaction of its own for each write, run again where PostgreSQL asks for it (deadlock, serialization failure).</summary>
public sealed class PostgresWriteDoor(
    PostgresContexts contexts, IClock clock, IdGenerator ids, IEnumerable<ICommitObserver> observers, JoinedHandlers joined) : IWriteDoor
{
    private const int MostAttempts = 5;

    public async Task<T> RunAsync<T>(
        Caller caller, Func<CareOpsDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(caller.Workspace, work, cancellationToken);
            }
            catch (Exception exception) when (attempt < MostAttempts && PostgresErrors.AsksForAnotherTry(exception))
            {
                // Nothing was written. The other transaction is through by now.
            }
            catch (Exception exception) when (PostgresErrors.IsUnavailable(exception))
            {
                throw new DatabaseUnavailableException("The database can't write right now.", exception);
            }
        }
    }

    private async Task<T> TryAsync<T>(
        WorkspaceId workspace, Func<CareOpsDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await contexts.Writers.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var db = contexts.ForWriting(transaction);
        db.Open(workspace, clock.GetCurrentInstant(), ids);
        var value = await work(db, cancellationToken);
        if (value is IOutcome { Succeeded: false })
        {
            return value;
        }

        await joined.HandleAsync(db, cancellationToken);
        await db.SaveLastAsync(cancellationToken);
        if (!db.HasCommitted)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        Publish(db);
        return value;
    }

    private void Publish(CareOpsDb db)
    {
        IReadOnlyList<LiveUpdate> updates = [.. db.Updates];
        foreach (var observer in observers)
        {
            observer.Committed(updates, db.OutboxHasWork);
        }
    }
}
