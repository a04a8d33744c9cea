using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Members.Accounts;

/// <summary>Somebody forgot a password. The answer and its work are the same whether the address has an account or not.</summary>
[Requires(Right.Anyone)]
public sealed record RequestPasswordReset(string? Email);

/// <summary>Sets another password by a link from account mail. Whoever is signed in is signed out; a lock ends.</summary>
[Requires(Right.Anyone)]
public sealed record ResetPassword(string? Token, string? Password)
{
    internal string PasswordHash { get; init; } = string.Empty;
}

public sealed class RequestPasswordResetHandler(IWriteDoor door) : Handler<RequestPasswordReset, Done>(door)
{
    protected override IEnumerable<Error> Check(RequestPasswordReset command)
    {
        var errors = new FieldChecks();
        errors.Email(command.Email, nameof(command.Email), required: true);
        return errors.All;
    }

    protected override Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RequestPasswordReset command, CancellationToken cancellationToken)
    {
        // Whose address it is, the worker finds out: here nobody can measure it.
        AccountMail.Queue(db, AccountMailKind.ResetPassword, Guid.Empty, EmailAddress.Parse(command.Email)!.Value.Value);
        return Task.FromResult<Result<Done>>(Done.It);
    }
}

public sealed class ResetPasswordHandler(IWriteDoor door, IPasswordHasher<Account> passwords) : Handler<ResetPassword, Guid>(door)
{
    protected override IEnumerable<Error> Check(ResetPassword command)
    {
        var errors = new FieldChecks();
        errors.Password(command.Password, nameof(command.Password));
        return errors.All;
    }

    protected override Task<Result<Guid>> RunAsync(Caller caller, ResetPassword command, CancellationToken cancellationToken) =>
        base.RunAsync(caller, command with { PasswordHash = passwords.HashPassword(new Account(), command.Password!) }, cancellationToken);

    /// <returns>The account, which is not signed in by this: a second factor is still asked for.</returns>
    protected override async Task<Result<Guid>> ExecuteAsync(
        CareOpsDb db, Caller caller, ResetPassword command, CancellationToken cancellationToken)
    {
        if (await AccountLink.FindAsync(db, command.Token, [AccountLinkPurpose.ResetPassword], cancellationToken) is not { } link)
        {
            return AccountErrors.LinkSpent;
        }

        var account = await AccountDesk.LockAsync(db, link.AccountId, cancellationToken);
        if (!account.EmailConfirmed)
        {
            // Until now nobody had proved that this address is theirs: whoever made the account may have left themselves a way in.
            account.StopRequiringCodes();
            await db.Passkeys().Where(row => row.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
            account.ConfirmEmail();
        }

        account.ChangePassword(command.PasswordHash);
        await AccountDesk.EndLinksAsync(db, account.Id, cancellationToken);
        AccountMail.Queue(db, AccountMailKind.PasswordChanged, account.Id, account.Email!);
        return account.Id;
    }
}
