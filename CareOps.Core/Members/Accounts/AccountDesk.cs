using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Members.Accounts;

/// <summary>What the changes of an account share.</summary>
public sealed class AccountDesk(ReadDoor reader, IPasswordHasher<Account> passwords)
{
    /// <summary>The account as it is now; a second change of it at the same time waits.</summary>
    internal static async Task<Account> LockAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        await db.LockAsync($"account:{id}", cancellationToken);
        return await db.Accounts().AsTracking().SingleAsync(row => row.Id == id, cancellationToken);
    }

    internal static Guid IdOf(Caller caller) => ((Caller.Person)caller).AccountId;

    /// <summary>Before a transaction, since comparing takes a core for a tenth of a second.</summary>
    public async Task<Error?> CheckPasswordAsync(Caller caller, string? typed, CancellationToken cancellationToken)
    {
        var id = IdOf(caller);
        await using var db = await reader.OpenAsync(caller, Right.Account, cancellationToken);
        var account = await db.Accounts().SingleAsync(row => row.Id == id, cancellationToken);
        return passwords.VerifyHashedPassword(account, account.PasswordHash!, typed ?? string.Empty) == PasswordVerificationResult.Failed
            ? AccountErrors.WrongPassword
            : null;
    }
}
