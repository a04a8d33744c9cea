using System.Reflection;

using CareOps.Core.Foundation;

namespace CareOps.Core.Data;

/// <summary>
/// One use case that writes: checks the right that <see cref="RequiresAttribute"/> declares, then the command's form,
/// then runs in one transaction. A refusal changes nothing.
/// </summary>
public abstract class Handler<TCommand, TResult>(IWriteDoor door)
{
    private readonly Right _right = RightOf(typeof(TCommand));

    /// <exception cref="DatabaseUnavailableException">The database can't write now.</exception>
    public async Task<Result<TResult>> HandleAsync(Caller caller, TCommand command, CancellationToken cancellationToken)
    {
        if (!caller.May(_right))
        {
            return Error.Forbidden;
        }

        if (Error.Join([.. Check(command)]) is { } error)
        {
            return error;
        }

        return await RunAsync(caller, command, cancellationToken);
    }

    /// <summary>What can be said of the command without the database: missing, too long, malformed.</summary>
    protected virtual IEnumerable<Error> Check(TCommand command) => [];

    /// <summary>Override to do slow work (hashing a password, calling a provider) before the transaction.</summary>
    protected virtual Task<Result<TResult>> RunAsync(Caller caller, TCommand command, CancellationToken cancellationToken) =>
        door.RunAsync(caller, (db, token) => ExecuteAsync(db, caller, command, token), cancellationToken);

    /// <summary>The use case itself, inside the transaction; saving and committing are the door's.</summary>
    protected abstract Task<Result<TResult>> ExecuteAsync(
        CareOpsDb db, Caller caller, TCommand command, CancellationToken cancellationToken);

    private static Right RightOf(Type command) =>
        command.GetCustomAttribute<RequiresAttribute>()?.Right
        ?? throw new InvalidOperationException($"{command.Name} declares no right.");
}
