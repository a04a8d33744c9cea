using CareOps.Core.Foundation;

namespace CareOps.Core.Data;

/// <summary>A row of exactly one workspace: filtered on every read, guarded on every write.</summary>
public interface IWorkspaceOwned
{
    WorkspaceId WorkspaceId { get; }
}

/// <summary>A row whose change open screens want to hear of.</summary>
public interface ILive : IWorkspaceOwned
{
    /// <summary>What changed, as screens subscribe to it.</summary>
    LiveSubject LiveSubject { get; }
}

/// <summary>
/// A row that decides when something can be booked. Saving one gives its workspace another schedule version, so that nothing that
/// was worked out from the rows before is used again.
/// </summary>
public interface IPartOfSchedule : IWorkspaceOwned;

/// <summary>Names what changed, never the data itself.</summary>
/// <param name="Kind">The entity's name, or that of the thing it is part of (a message is part of its conversation).</param>
/// <param name="Id">The id of that thing.</param>
public readonly record struct LiveSubject(string Kind, Guid Id)
{
    /// <summary>Anything may have changed. It concerns every screen.</summary>
    public static readonly LiveSubject Everything = new("*", Guid.Empty);
}

/// <summary>A change that was committed.</summary>
public readonly record struct LiveUpdate(WorkspaceId Workspace, LiveSubject Subject);

/// <summary>Hears of every commit of this process, after it is durable. Must be quick and must not throw.</summary>
public interface ICommitObserver
{
    void Committed(IReadOnlyList<LiveUpdate> updates, bool outboxHasWork);
}
