using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Workspaces;

/// <summary>What a new workspace consists of, whoever makes it.</summary>
internal static class NewWorkspace
{
    public static async Task<RegisteredWorkspace> AddAsync(
        CareOpsDb db, Account account, string name, string timeZone, IEnumerable<IWorkspaceSetup> features, CancellationToken cancellationToken)
    {
        var workspace = Workspace.Create(
            new WorkspaceId(db.NewId()),
            name,
            await FreeSlugs.FindAsync(db, Slug.From(name, "business"), cancellationToken),
            Locales.OfTimeZone(timeZone),
            db.Now);
        var owner = Member.Owner(new MemberId(db.NewId()), workspace.Id, account, db.Now);
        db.Enter(workspace.Id);
        db.AddRange(workspace, owner);
        db.Audit(owner.AsCaller(), "workspace.created", workspace.Id.Value, null, new { workspace.Slug, workspace.TimeZone });
        foreach (var feature in features)
        {
            feature.SetUp(db, workspace, owner);
        }

        return new RegisteredWorkspace(workspace.Id, workspace.Slug, account.Id);
    }
}
