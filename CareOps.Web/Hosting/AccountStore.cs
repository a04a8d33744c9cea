using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CareOps.Web.Hosting;

/// <summary>Identity's store: reads from its own context, writes through the one door like everyone else.</summary>
public sealed class AccountStore(
    CareOpsDb context, IWriteDoor door, SecondFactor factor, IdentityErrorDescriber describer)
    : UserOnlyStore<Account, CareOpsDb, Guid>(context, describer)
{
    private static readonly Caller Identity = new Caller.SystemWork(WorkspaceId.None, "identity");

    /// <summary>
    /// As they are now. A context that follows what it read answers with the account as the request found it, and a session renewed from
    /// that after a change of password is over with the next look at it.
    /// </summary>
    public override IQueryable<Account> Users => base.Users.AsNoTracking();

    public override Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken = default) =>
        Guid.TryParse(userId, out var id) ? FindUserAsync(id, cancellationToken) : Task.FromResult<Account?>(null);

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

    public override async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        if (await factor.UseRecoveryCodeAsync(user.Id, code, cancellationToken) is not { } after)
        {
            return false;
        }

        // What Identity does with this account next starts from what it is now.
        user.KeepRecoveryCodes(after.RecoveryCodes ?? string.Empty);
        user.ConcurrencyStamp = after.ConcurrencyStamp;
        return true;
    }

    public override Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var credential = new PasskeyCredential(
            passkey.CredentialId,
            passkey.PublicKey,
            passkey.SignCount,
            passkey.Transports is { Length: > 0 } transports ? string.Join(' ', transports) : null,
            passkey.IsUserVerified,
            passkey.IsBackupEligible,
            passkey.IsBackedUp);
        return door.RunAsync(
            Identity,
            async (db, token) =>
            {
                var known = await db.Passkeys().AsTracking().SingleOrDefaultAsync(row => row.CredentialId == credential.Id, token);
                if (known is null)
                {
                    db.Add(Passkey.Create(db, user.Id, credential, passkey.Name ?? "Passkey"));
                }
                else if (known.AccountId == user.Id)
                {
                    known.Used(credential, db.Now);
                }

                return Done.It;
            },
            cancellationToken);
    }

    public override async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        [.. (await Context.Passkeys().AsNoTracking().Where(row => row.AccountId == user.Id).ToListAsync(cancellationToken)).Select(InfoOf)];

    public override async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var owner = await Context.Passkeys().AsNoTracking().SingleOrDefaultAsync(row => row.CredentialId == credentialId, cancellationToken);
        return owner is null ? null : await FindUserAsync(owner.AccountId, cancellationToken);
    }

    public override async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        await Context.Passkeys().AsNoTracking()
            .SingleOrDefaultAsync(row => row.CredentialId == credentialId && row.AccountId == user.Id, cancellationToken) is { } found
                ? InfoOf(found)
                : null;

    public override Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Passkeys are taken away by their own handler.");

    // What an authenticator said when it was made known is not kept: nothing is verified against it.
    private static UserPasskeyInfo InfoOf(Passkey passkey) => new(
        passkey.CredentialId,
        passkey.PublicKey,
        passkey.CreatedAt.ToDateTimeOffset(),
        (uint)passkey.SignCount,
        passkey.Transports?.Split(' ') ?? [],
        passkey.IsUserVerified,
        passkey.IsBackupEligible,
        passkey.IsBackedUp,
        attestationObject: [],
        clientDataJson: [])
    {
        Name = passkey.Name,
    };
}
