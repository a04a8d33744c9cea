using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Onboarding;

/// <summary>Opens the business to customers, once nothing that they need is missing.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record ActivateBusiness;

public sealed class ActivateBusinessHandler(IWriteDoor door) : Handler<ActivateBusiness, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ActivateBusiness command, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().SingleAsync(cancellationToken);
        if (workspace.ErasureAt is not null)
        {
            return WorkspaceErrors.Ending;
        }

        var setup = await db.SetupAsync(cancellationToken);
        var missing = (await Checklist.OfAsync(db, workspace, cancellationToken)).Where(static item => !item.IsDone).ToList();
        if (missing.Count > 0)
        {
            return new Error("setup.missing", $"Still missing: {string.Join(", ", missing.Select(static item => item.Name))}.", ErrorKind.Conflict);
        }

        setup.Save(SetupStep.Activate);
        if (!workspace.IsOpen)
        {
            workspace.Open(db.Now);
            db.Audit(caller, "business.opened", workspace.Id.Value, new { Open = false }, new { Open = true });
        }

        return Done.It;
    }
}
