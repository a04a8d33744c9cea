using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Data;

/// <summary>Opens contexts for reading: without tracking, and for the caller's workspace only.</summary>
public sealed class ReadDoor(ICareOpsContexts contexts, IClock clock, IdGenerator ids)
{
    /// <exception cref="AccessDeniedException">The caller lacks the right; screens ask first, so this is a bug in one.</exception>
    public Task<CareOpsDb> OpenAsync(Caller caller, Right right, CancellationToken cancellationToken)
    {
        if (!caller.May(right))
        {
            return Task.FromException<CareOpsDb>(new AccessDeniedException(right));
        }

        return OpenAsync(caller.Workspace, cancellationToken);
    }

    /// <summary>Opens one for a file of what a member sees on a screen: whoever takes it away must be allowed both.</summary>
    /// <exception cref="AccessDeniedException">The caller may not see it, or may not take it away.</exception>
    public Task<CareOpsDb> OpenForExportAsync(Caller caller, Right seen, CancellationToken cancellationToken) =>
        OpenAsync(caller, caller.May(seen) ? Right.Export : seen, cancellationToken);

    /// <summary>
    /// Opens a context before a workspace is known: to resolve a public address, a secret link, a webhook's connection or a worker's claim.
    /// Its rows are reached by <see cref="AcrossWorkspaces.AllWorkspaces{T}"/> only; a test lists who may.
    /// </summary>
    public Task<CareOpsDb> OpenUnfilteredAsync(CancellationToken cancellationToken) =>
        OpenAsync(WorkspaceId.None, cancellationToken);

    private Task<CareOpsDb> OpenAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<CareOpsDb>(cancellationToken);
        }

        var db = contexts.ForReading();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        db.Open(workspace, clock.GetCurrentInstant(), ids);
        return Task.FromResult(db);
    }
}

/// <summary>Reading without the workspace filter: only for what must find the workspace first.</summary>
public static class AcrossWorkspaces
{
    public static IQueryable<T> AllWorkspaces<T>(this CareOpsDb db)
        where T : class, IWorkspaceOwned => db.Set<T>().IgnoreQueryFilters();
}
