using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Core.Members.Accounts;

/// <summary>Has an authenticator app asked for at each sign-in. The first code shows that the app knows the secret.</summary>
/// <param name="Carried">The secret, as <see cref="AuthenticatorSecrets.ForSetup"/> gave it to the page.</param>
/// <param name="Code">What the app shows.</param>
/// <param name="CurrentPassword">The account's password.</param>
[Requires(Right.Account)]
public sealed record TurnOnTwoFactor(string? Carried, string? Code, string? CurrentPassword);

[Requires(Right.Account)]
public sealed record TurnOffTwoFactor(string? CurrentPassword);

/// <summary>Makes ten new recovery codes; the earlier ones end.</summary>
[Requires(Right.Account)]
public sealed record RenewRecoveryCodes(string? CurrentPassword);

/// <summary>Recovery codes in the clear, to be shown once.</summary>
public sealed record NewRecoveryCodes(IReadOnlyList<string> Codes);

/// <summary>Answers with the recovery codes: this is the one moment in which they can be shown.</summary>
public sealed class TurnOnTwoFactorHandler(IWriteDoor door, AccountDesk desk, AuthenticatorSecrets secrets)
    : Handler<TurnOnTwoFactor, NewRecoveryCodes>(door)
{
    protected override async Task<Result<NewRecoveryCodes>> RunAsync(
        Caller caller, TurnOnTwoFactor command, CancellationToken cancellationToken) =>
        await desk.CheckPasswordAsync(caller, command.CurrentPassword, cancellationToken) is { } wrong
            ? wrong
            : await base.RunAsync(caller, command, cancellationToken);

    protected override async Task<Result<NewRecoveryCodes>> ExecuteAsync(
        CareOpsDb db, Caller caller, TurnOnTwoFactor command, CancellationToken cancellationToken)
    {
        var account = await AccountDesk.LockAsync(db, AccountDesk.IdOf(caller), cancellationToken);
        if (account.TwoFactorEnabled)
        {
            return AccountErrors.TwoFactorIsOn;
        }

        if (secrets.FromSetup(account.Id, command.Carried, db.Now) is not { } secret)
        {
            return AccountErrors.SetupOver;
        }

        if (Totp.StepOf(secret, command.Code, db.Now) is not { } step)
        {
            return AccountErrors.WrongCode;
        }

        var codes = RecoveryCode.New();
        account.RequireCodes(secrets.Protect(secret), step, RecoveryCode.Hashes(codes));
        return new NewRecoveryCodes(codes);
    }
}

public sealed class TurnOffTwoFactorHandler(IWriteDoor door, AccountDesk desk) : Handler<TurnOffTwoFactor, Done>(door)
{
    protected override async Task<Result<Done>> RunAsync(Caller caller, TurnOffTwoFactor command, CancellationToken cancellationToken) =>
        await desk.CheckPasswordAsync(caller, command.CurrentPassword, cancellationToken) is { } wrong
            ? wrong
            : await base.RunAsync(caller, command, cancellationToken);

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, TurnOffTwoFactor command, CancellationToken cancellationToken)
    {
        var account = await AccountDesk.LockAsync(db, AccountDesk.IdOf(caller), cancellationToken);
        if (account.TwoFactorEnabled)
        {
            account.StopRequiringCodes();
            AccountMail.Queue(db, AccountMailKind.TwoFactorOff, account.Id, account.Email!);
        }

        return Done.It;
    }
}

public sealed class RenewRecoveryCodesHandler(IWriteDoor door, AccountDesk desk) : Handler<RenewRecoveryCodes, NewRecoveryCodes>(door)
{
    protected override async Task<Result<NewRecoveryCodes>> RunAsync(
        Caller caller, RenewRecoveryCodes command, CancellationToken cancellationToken) =>
        await desk.CheckPasswordAsync(caller, command.CurrentPassword, cancellationToken) is { } wrong
            ? wrong
            : await base.RunAsync(caller, command, cancellationToken);

    protected override async Task<Result<NewRecoveryCodes>> ExecuteAsync(
        CareOpsDb db, Caller caller, RenewRecoveryCodes command, CancellationToken cancellationToken)
    {
        var account = await AccountDesk.LockAsync(db, AccountDesk.IdOf(caller), cancellationToken);
        if (!account.TwoFactorEnabled)
        {
            return Error.NotFound("two-factor sign-in");
        }

        var codes = RecoveryCode.New();
        account.KeepRecoveryCodes(RecoveryCode.Hashes(codes));
        return new NewRecoveryCodes(codes);
    }
}

/// <summary>Takes the codes that are typed at sign-in: each is good once, whoever tries it at the same time.</summary>
public sealed class SecondFactor(IWriteDoor door, AuthenticatorSecrets secrets)
{
    private static readonly Caller SignIn = new Caller.SystemWork(WorkspaceId.None, "sign-in");

    /// <returns>The account as it is afterwards; null where it is none's, or was used before.</returns>
    public Task<Account?> UseCodeAsync(Guid accountId, string? code, CancellationToken cancellationToken) => door.RunAsync(
        SignIn,
        async (db, token) =>
        {
            var account = await AccountDesk.LockAsync(db, accountId, token);
            if (account.AuthenticatorSecret is not { } stored
                || Totp.StepOf(secrets.Read(stored), code, db.Now) is not { } step
                || step <= account.AuthenticatorStep)
            {
                return null;
            }

            account.UsedCode(step);
            return account;
        },
        cancellationToken);

    /// <returns>The account as it is afterwards; null where the code is none of its.</returns>
    public Task<Account?> UseRecoveryCodeAsync(Guid accountId, string? code, CancellationToken cancellationToken) => door.RunAsync(
        SignIn,
        async (db, token) =>
        {
            var account = await AccountDesk.LockAsync(db, accountId, token);
            if (RecoveryCode.Without(account.RecoveryCodes, code) is not { } left)
            {
                return null;
            }

            account.KeepRecoveryCodes(left);
            return account;
        },
        cancellationToken);
}
