namespace CareOps.Bench.Load;

/// <summary>One caller: one operation at a time, with a connection of its own.</summary>
public interface ILoadCaller : IAsyncDisposable
{
    /// <summary>Connects and fetches what every operation needs; not measured.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>One operation, from request to acknowledgement. Throws unless it succeeded: only successes are counted.</summary>
    /// <param name="number">Distinct among all callers of the round, from 0 upward.</param>
    /// <param name="cancellationToken">Ends the whole round.</param>
    Task CallAsync(long number, CancellationToken cancellationToken);
}
