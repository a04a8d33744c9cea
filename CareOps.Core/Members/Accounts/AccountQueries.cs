using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Members.Accounts;

/// <summary>What a person sees of their own account.</summary>
public sealed record AccountOverview(
    string Name, string Email, bool IsEmailConfirmed, bool HasTwoFactor, int RecoveryCodesLeft, IReadOnlyList<PasskeyRow> Passkeys,
    IReadOnlyList<SessionRow> Sessions);

/// <summary>A browser that is signed in. Those whose cookie ran out, or that a change of password ended, are not among them.</summary>
public sealed record SessionRow(Guid Id, string Device, Instant StartedAt, Instant SeenAt);

public sealed record PasskeyRow(Guid Id, string Name, Instant CreatedAt, Instant? UsedAt);

/// <summary>Reads accounts and their links.</summary>
public sealed class AccountQueries(ReadDoor door)
{
    public async Task<AccountOverview> OwnAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Account, cancellationToken);
        var id = AccountDesk.IdOf(caller);
        var account = await db.Accounts().SingleAsync(row => row.Id == id, cancellationToken);
        var passkeys = await db.Passkeys().Where(row => row.AccountId == id).OrderBy(row => row.Id)
            .Select(row => new PasskeyRow(row.Id, row.Name, row.CreatedAt, row.UsedAt))
            .ToListAsync(cancellationToken);
        var fresh = db.Now - AccountSession.Lifetime;
        var sessions = await db.AccountSessions()
            .Where(row => row.AccountId == id && row.SecurityStamp == account.SecurityStamp && row.SeenAt > fresh)
            .OrderByDescending(static row => row.SeenAt).ThenByDescending(static row => row.Id)
            .Select(static row => new SessionRow(row.Id, row.Device, row.StartedAt, row.SeenAt))
            .ToListAsync(cancellationToken);
        return new AccountOverview(
            account.Name, account.Email!, account.EmailConfirmed, account.TwoFactorEnabled, RecoveryCode.Left(account.RecoveryCodes), passkeys,
            sessions);
    }

    /// <summary>The address that a link of account mail is about; null where it is spent.</summary>
    public async Task<string?> EmailOfLinkAsync(Caller caller, string? token, AccountLinkPurpose[] purposes, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        return (await AccountLink.FindAsync(db, token, purposes, cancellationToken))?.Email;
    }
}
