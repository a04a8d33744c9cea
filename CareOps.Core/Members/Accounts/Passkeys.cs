using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Members.Accounts;

/// <summary>Takes a passkey away: it no longer signs in.</summary>
[Requires(Right.Account)]
public sealed record RemovePasskey(Guid PasskeyId);

public sealed class RemovePasskeyHandler(IWriteDoor door) : Handler<RemovePasskey, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemovePasskey command, CancellationToken cancellationToken)
    {
        var account = AccountDesk.IdOf(caller);
        return await db.Passkeys().Where(row => row.Id == command.PasskeyId && row.AccountId == account).ExecuteDeleteAsync(cancellationToken) == 1
            ? Done.It
            : AccountErrors.PasskeyNotFound;
    }
}
