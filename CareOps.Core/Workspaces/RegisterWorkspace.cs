using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Workspaces;

/// <summary>A person names a business and becomes its owner.</summary>
[Requires(Right.Anyone)]
public sealed record RegisterWorkspace(string? Name, string? Email, string? Password, string? BusinessName, string? TimeZone)
{
    /// <summary>Made before the transaction: hashing takes a core for a tenth of a second.</summary>
    internal string PasswordHash { get; init; } = string.Empty;
}

/// <summary>The new business and who owns it.</summary>
public sealed record RegisteredWorkspace(WorkspaceId WorkspaceId, string Slug, Guid AccountId);

public sealed class RegisterWorkspaceHandler(
    IWriteDoor door,
    IPasswordHasher<Account> passwords,
    IEnumerable<IWorkspaceSetup> features,
    RegistrationOptions registration) : Handler<RegisterWorkspace, RegisteredWorkspace>(door)
{
    protected override IEnumerable<Error> Check(RegisterWorkspace command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "your name", Account.MaxNameLength);
        errors.Email(command.Email, nameof(command.Email), required: true);
        errors.Password(command.Password, nameof(command.Password));
        errors.Required(command.BusinessName, nameof(command.BusinessName), "the name of your business", Workspace.MaxNameLength);
        errors.If(
            !Locales.IsTimeZone(command.TimeZone), "time_zone", "Choose a time zone from the list.", nameof(command.TimeZone));
        return errors.All;
    }

    protected override Task<Result<RegisteredWorkspace>> RunAsync(
        Caller caller, RegisterWorkspace command, CancellationToken cancellationToken)
    {
        var nobody = Account.Create(Guid.Empty, string.Empty, command.Email!, string.Empty);
        var hash = passwords.HashPassword(nobody, command.Password!);
        return base.RunAsync(caller, command with { PasswordHash = hash }, cancellationToken);
    }

    protected override async Task<Result<RegisteredWorkspace>> ExecuteAsync(
        CareOpsDb db, Caller caller, RegisterWorkspace command, CancellationToken cancellationToken)
    {
        await db.LockAsync("registration", cancellationToken);
        if (await RefusedAsync(db, command, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var account = Account.Create(
            db.NewId(), Text.Line(command.Name)!, EmailAddress.Parse(command.Email)!.Value.Value, command.PasswordHash);
        db.Add(account);
        return await NewWorkspace.AddAsync(db, account, Text.Line(command.BusinessName)!, command.TimeZone!, features, cancellationToken);
    }

    private async Task<Error?> RefusedAsync(CareOpsDb db, RegisterWorkspace command, CancellationToken cancellationToken)
    {
        if (!await RegistrationGate.IsOpenAsync(db, registration.Policy, cancellationToken))
        {
            return RegistrationGate.Refusal;
        }

        var email = Account.Normalise(EmailAddress.Parse(command.Email)!.Value.Value);
        return await db.Accounts().AnyAsync(account => account.NormalizedEmail == email, cancellationToken)
            ? new Error("account.exists", "An account with this email exists. Sign in instead.", ErrorKind.Invalid, nameof(command.Email))
            : null;
    }
}
