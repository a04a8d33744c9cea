using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Workspaces;

/// <summary>Somebody takes all of the workspace's data along: noted before the first byte leaves.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record NoteExport;

public sealed class NoteExportHandler(IWriteDoor door) : Handler<NoteExport, Done>(door)
{
    protected override Task<Result<Done>> ExecuteAsync(CareOpsDb db, Caller caller, NoteExport command, CancellationToken cancellationToken)
    {
        db.Audit(caller, "workspace.exported", db.Workspace.Value, null, null);
        return Task.FromResult<Result<Done>>(Done.It);
    }
}
