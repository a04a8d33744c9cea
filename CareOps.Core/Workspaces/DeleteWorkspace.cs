using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Workspaces;

/// <summary>
/// Closes the workspace to the outside at once and erases it after 30 days. <paramref name="Name"/>: the business's name, typed to be sure.
/// </summary>
[Requires(Right.ManageWorkspace)]
public sealed record DeleteWorkspace(string? Name)
{
    /// <summary>How long it can be taken back.</summary>
    public static readonly Duration Grace = Duration.FromDays(30);
}

/// <summary>Takes the end of the workspace back.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record KeepWorkspace;

public sealed class DeleteWorkspaceHandler(IWriteDoor door) : Handler<DeleteWorkspace, Instant>(door)
{
    protected override async Task<Result<Instant>> ExecuteAsync(
        CareOpsDb db, Caller caller, DeleteWorkspace command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"workspace-end:{db.Workspace}", cancellationToken);
        var workspace = await db.Workspaces().SingleAsync(cancellationToken);
        if (Text.Line(command.Name) != workspace.Name)
        {
            return WorkspaceErrors.OtherName;
        }

        if (workspace.ErasureAt is { } earlier)
        {
            return earlier;
        }

        var end = db.Now + DeleteWorkspace.Grace;
        workspace.EndAt(end);
        db.Audit(caller, "workspace.deleted", workspace.Id.Value, null, new { ErasedAt = end.ToString() });
        return end;
    }
}

public sealed class KeepWorkspaceHandler(IWriteDoor door) : Handler<KeepWorkspace, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, KeepWorkspace command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"workspace-end:{db.Workspace}", cancellationToken);
        var workspace = await db.Workspaces().SingleAsync(cancellationToken);
        if (workspace.IsErasing)
        {
            return WorkspaceErrors.Gone;
        }

        if (workspace.ErasureAt is null)
        {
            return Done.It;
        }

        workspace.Return();
        db.Audit(caller, "workspace.kept", workspace.Id.Value, null, null);
        return Done.It;
    }
}
