using CareOps.Core.Data;
using CareOps.Core.Workspaces;

namespace CareOps.Core.Members.Accounts;

/// <summary>Who registers a business is asked to confirm their address; nothing waits for it.</summary>
internal sealed class ConfirmNewAccounts : IWorkspaceSetup
{
    public void SetUp(CareOpsDb db, Workspace workspace, Member owner)
    {
        if (db.Accounts().Local.FirstOrDefault(account => account.Id == owner.AccountId) is { EmailConfirmed: false } account)
        {
            AccountMail.Queue(db, AccountMailKind.ConfirmEmail, account.Id, account.Email!);
        }
    }
}
