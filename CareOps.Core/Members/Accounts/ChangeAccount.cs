using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Members.Accounts;

/// <summary>What the person is called, in every workspace they belong to.</summary>
[Requires(Right.Account)]
public sealed record ChangeName(string? Name);

/// <summary>Another password, by somebody who knows the current one.</summary>
[Requires(Right.Account)]
public sealed record ChangePassword(string? CurrentPassword, string? Password)
{
    internal string PasswordHash { get; init; } = string.Empty;
}

/// <summary>Asks to sign in with another address. It changes when the message sent there is followed.</summary>
[Requires(Right.Account)]
public sealed record ChangeEmail(string? Email, string? CurrentPassword);

/// <summary>Sends the message that confirms the account's own address once more.</summary>
[Requires(Right.Account)]
public sealed record ResendConfirmation;

/// <summary>Follows a message that confirms an address: the account's own, or the one it changes to.</summary>
[Requires(Right.Anyone)]
public sealed record ConfirmEmail(string? Token);

/// <summary>Ends every session but the one that asks, which must not be over itself: a copied cookie would come back by it.</summary>
[Requires(Right.Account)]
public sealed record SignOutEverywhere(Guid? SessionId);

public sealed class ChangeNameHandler(IWriteDoor door, ReadDoor reader) : Handler<ChangeName, Done>(door)
{
    private readonly IWriteDoor _door = door;

    protected override IEnumerable<Error> Check(ChangeName command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "your name", Account.MaxNameLength);
        return errors.All;
    }

    protected override async Task<Result<Done>> RunAsync(Caller caller, ChangeName command, CancellationToken cancellationToken)
    {
        // A transaction writes into one workspace. The account comes last: who sees the old name there saves it once more.
        foreach (var workspace in await WorkspacesAsync(caller, cancellationToken))
        {
            await _door.RunAsync(
                new Caller.SystemWork(workspace, "account"), (db, token) => RenameMemberAsync(db, AccountDesk.IdOf(caller), command, token), cancellationToken);
        }

        return await base.RunAsync(caller, command, cancellationToken);
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ChangeName command, CancellationToken cancellationToken)
    {
        (await AccountDesk.LockAsync(db, AccountDesk.IdOf(caller), cancellationToken)).Rename(Text.Line(command.Name)!);
        return Done.It;
    }

    private async Task<List<WorkspaceId>> WorkspacesAsync(Caller caller, CancellationToken cancellationToken)
    {
        var id = AccountDesk.IdOf(caller);
        await using var db = await reader.OpenUnfilteredAsync(cancellationToken);
        return await db.AllWorkspaces<Member>().Where(row => row.AccountId == id && row.RemovedAt == null)
            .Select(static row => row.WorkspaceId).ToListAsync(cancellationToken);
    }

    private static async Task<Done> RenameMemberAsync(CareOpsDb db, Guid account, ChangeName command, CancellationToken cancellationToken)
    {
        (await db.Members().AsTracking().SingleAsync(row => row.AccountId == account, cancellationToken)).Rename(Text.Line(command.Name)!);
        return Done.It;
    }
}

public sealed class ChangePasswordHandler(IWriteDoor door, AccountDesk desk, IPasswordHasher<Account> passwords)
    : Handler<ChangePassword, Done>(door)
{
    protected override IEnumerable<Error> Check(ChangePassword command)
    {
        var errors = new FieldChecks();
        errors.Password(command.Password, nameof(command.Password));
        return errors.All;
    }

    protected override async Task<Result<Done>> RunAsync(Caller caller, ChangePassword command, CancellationToken cancellationToken) =>
        await desk.CheckPasswordAsync(caller, command.CurrentPassword, cancellationToken) is { } wrong
            ? wrong
            : await base.RunAsync(
                caller, command with { PasswordHash = passwords.HashPassword(new Account(), command.Password!) }, cancellationToken);

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ChangePassword command, CancellationToken cancellationToken)
    {
        var account = await AccountDesk.LockAsync(db, AccountDesk.IdOf(caller), cancellationToken);
        account.ChangePassword(command.PasswordHash);
        await AccountDesk.EndLinksAsync(db, account.Id, cancellationToken);
        AccountMail.Queue(db, AccountMailKind.PasswordChanged, account.Id, account.Email!);
        return Done.It;
    }
}

public sealed class ChangeEmailHandler(IWriteDoor door, AccountDesk desk) : Handler<ChangeEmail, Done>(door)
{
    protected override IEnumerable<Error> Check(ChangeEmail command)
    {
        var errors = new FieldChecks();
        errors.Email(command.Email, nameof(command.Email), required: true);
        return errors.All;
    }

    protected override async Task<Result<Done>> RunAsync(Caller caller, ChangeEmail command, CancellationToken cancellationToken) =>
        await desk.CheckPasswordAsync(caller, command.CurrentPassword, cancellationToken) is { } wrong
            ? wrong
            : await base.RunAsync(caller, command, cancellationToken);

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ChangeEmail command, CancellationToken cancellationToken)
    {
        var account = await AccountDesk.LockAsync(db, AccountDesk.IdOf(caller), cancellationToken);
        var email = EmailAddress.Parse(command.Email)!.Value.Value;
        if (account.NormalizedEmail == Account.Normalise(email))
        {
            return AccountErrors.SameEmail;
        }

        // Whether another account has it is not said here: then no message comes.
        AccountMail.Queue(db, AccountMailKind.ChangeEmail, account.Id, email);
        return Done.It;
    }
}

public sealed class ResendConfirmationHandler(IWriteDoor door) : Handler<ResendConfirmation, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ResendConfirmation command, CancellationToken cancellationToken)
    {
        var account = await AccountDesk.LockAsync(db, AccountDesk.IdOf(caller), cancellationToken);
        if (!account.EmailConfirmed)
        {
            AccountMail.Queue(db, AccountMailKind.ConfirmEmail, account.Id, account.Email!);
        }

        return Done.It;
    }
}

public sealed class ConfirmEmailHandler(IWriteDoor door) : Handler<ConfirmEmail, Guid>(door)
{
    protected override async Task<Result<Guid>> ExecuteAsync(
        CareOpsDb db, Caller caller, ConfirmEmail command, CancellationToken cancellationToken)
    {
        if (await AccountLink.FindAsync(
            db, command.Token, [AccountLinkPurpose.ConfirmEmail, AccountLinkPurpose.ChangeEmail], cancellationToken) is not { } link)
        {
            return AccountErrors.LinkSpent;
        }

        var account = await AccountDesk.LockAsync(db, link.AccountId, cancellationToken);
        if (link.Purpose == AccountLinkPurpose.ConfirmEmail)
        {
            if (account.NormalizedEmail != Account.Normalise(link.Email))
            {
                return AccountErrors.LinkSpent;
            }

            account.ConfirmEmail();
        }
        else
        {
            await db.LockAsync("registration", cancellationToken);
            var normalized = Account.Normalise(link.Email);
            if (await db.Accounts().AnyAsync(row => row.NormalizedEmail == normalized, cancellationToken))
            {
                return AccountErrors.EmailTaken;
            }

            AccountMail.Queue(db, AccountMailKind.EmailChanged, account.Id, account.Email!);
            account.ChangeEmail(link.Email);
            await AccountLink.EndAsync(db, account.Id, AccountLinkPurpose.ResetPassword, cancellationToken);
        }

        await AccountLink.EndAsync(db, account.Id, link.Purpose, cancellationToken);
        return account.Id;
    }
}

public sealed class SignOutEverywhereHandler(IWriteDoor door) : Handler<SignOutEverywhere, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SignOutEverywhere command, CancellationToken cancellationToken)
    {
        var account = await AccountDesk.LockAsync(db, AccountDesk.IdOf(caller), cancellationToken);
        if (await AccountSession.FindAsync(db, account.Id, command.SessionId, cancellationToken) is not { } own
            || own.SecurityStamp != account.SecurityStamp)
        {
            return AccountErrors.SessionOver;
        }

        account.SignOutEverywhere();
        own.GoOn(account, db.Now);
        await AccountDesk.EndLinksAsync(db, account.Id, cancellationToken);
        return Done.It;
    }
}
