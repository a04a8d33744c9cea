using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Workspaces;

/// <summary>Opens the public pages, or closes them.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record OpenBusiness(bool Open);

public sealed class OpenBusinessHandler(IWriteDoor door) : Handler<OpenBusiness, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, OpenBusiness command, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().SingleAsync(cancellationToken);
        if (workspace.IsOpen == command.Open)
        {
            return Done.It;
        }

        if (command.Open && workspace.ErasureAt is not null)
        {
            return WorkspaceErrors.Ending;
        }

        if (command.Open)
        {
            workspace.Open(db.Now);
        }
        else
        {
            workspace.Close();
        }

        db.Audit(
            caller,
            command.Open ? "business.opened" : "business.closed",
            workspace.Id.Value,
            new { Open = !command.Open },
            new { command.Open });
        return Done.It;
    }
}
