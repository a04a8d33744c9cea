using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CareOps.Web.Hosting;

/// <summary>Identity's store: reads from its own context, writes through the one door like everyone else.</summary>
public sealed class AccountStore(CareOpsDb context, IWriteDoor door, IdentityErrorDescriber describer)
    : UserOnlyStore<Account, CareOpsDb, Guid>(context, describer)
{
    private static readonly Caller Identity = new Caller.SystemWork(WorkspaceId.None, "identity");

    public override Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Accounts come into being with their workspace or by an invitation.");

    public override Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Accounts are not deleted here.");

    public override async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default)
    {
        var expected = user.ConcurrencyStamp;
        var next = Guid.NewGuid().ToString("N");
        var updated = await door.RunAsync(
            Identity,
            async (db, token) =>
            {
                var stored = await db.Accounts().SingleOrDefaultAsync(account => account.Id == user.Id, token);
                if (stored is null || stored.ConcurrencyStamp != expected)
                {
                    return false;
                }

                db.Entry(stored).CurrentValues.SetValues(user);
                stored.ConcurrencyStamp = next;
                return true;
            },
            cancellationToken);
        if (!updated)
        {
            return IdentityResult.Failed(ErrorDescriber.ConcurrencyFailure());
        }

        user.ConcurrencyStamp = next;
        return IdentityResult.Success;
    }
}
