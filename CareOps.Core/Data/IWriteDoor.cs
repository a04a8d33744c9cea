using CareOps.Core.Foundation;

namespace CareOps.Core.Data;

/// <summary>
/// The one way to write. The delegate is short, does no network and may run more than once; it returns after the commit is durable.
/// Where it returns an <see cref="IOutcome"/> that did not succeed, or throws, nothing is written.
/// </summary>
public interface IWriteDoor
{
    /// <exception cref="DatabaseUnavailableException">The database can't write now: locked, read-only, full or gone.</exception>
    Task<T> RunAsync<T>(Caller caller, Func<CareOpsDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken);
}
