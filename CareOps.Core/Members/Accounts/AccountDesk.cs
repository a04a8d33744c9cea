using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Members.Accounts;

/// <summary>What the changes of an account share.</summary>
public sealed class AccountDesk(ReadDoor reader, IWriteDoor door, IPasswordHasher<Account> passwords)
{
    /// <summary>The account as it is now; a second change of it at the same time waits.</summary>
    internal static async Task<Account> LockAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        await db.LockAsync($"account:{id}", cancellationToken);
        return await db.Accounts().AsTracking().SingleAsync(row => row.Id == id, cancellationToken);
    }

    internal static Guid IdOf(Caller caller) => ((Caller.Person)caller).AccountId;

    /// <summary>
    /// Ends what was asked for before and would still change the account: whoever changes a password because somebody else knew it, or
    /// ends all sessions, must be sure that nothing of theirs is on its way.
    /// </summary>
    internal static async Task EndLinksAsync(CareOpsDb db, Guid account, CancellationToken cancellationToken)
    {
        await AccountLink.EndAsync(db, account, AccountLinkPurpose.ResetPassword, cancellationToken);
        await AccountLink.EndAsync(db, account, AccountLinkPurpose.ChangeEmail, cancellationToken);
        await db.AccountMails().Where(row => row.SubjectId == account && row.Kind == AccountMailKind.ChangeEmail).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>
    /// Before a transaction, since comparing takes a core for a tenth of a second. Wrong ones count as they do when signing in: a stolen
    /// session must not be a place to guess at.
    /// </summary>
    public async Task<Error?> CheckPasswordAsync(Caller caller, string? typed, CancellationToken cancellationToken)
    {
        var id = IdOf(caller);
        var (account, now) = await FindAsync(caller, id, cancellationToken);
        if (account.IsLockedOut(now))
        {
            return AccountErrors.TooManyTries;
        }

        var isRight = passwords.VerifyHashedPassword(account, account.PasswordHash!, typed ?? string.Empty) != PasswordVerificationResult.Failed;
        if (!isRight || account.AccessFailedCount > 0)
        {
            await door.RunAsync(caller, (db, token) => CountAsync(db, id, isRight, token), cancellationToken);
        }

        return isRight ? null : AccountErrors.WrongPassword;
    }

    private static async Task<Done> CountAsync(CareOpsDb db, Guid id, bool isRight, CancellationToken cancellationToken)
    {
        (await LockAsync(db, id, cancellationToken)).TriedPassword(isRight, db.Now);
        return Done.It;
    }

    private async Task<(Account Account, Instant Now)> FindAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenAsync(caller, Right.Account, cancellationToken);
        return (await db.Accounts().SingleAsync(row => row.Id == id, cancellationToken), db.Now);
    }
}
