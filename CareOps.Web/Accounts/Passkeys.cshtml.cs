using System.Text.Json;

using CareOps.Core.Foundation;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Accounts;

/// <summary>Adds and removes passkeys. The one page of an account that needs script: browsers offer them in no other way.</summary>
[Requires(Right.Account)]
public sealed class PasskeysModel(
    AccountQueries queries,
    RemovePasskeyHandler removePasskey,
    AccountDesk desk,
    UserManager<Account> accounts,
    SignInManager<Account> signIn) : AccountPage(accounts, signIn)
{
    public const int Most = 10;

    private static readonly Error NoScript = new(
        "passkey.script", "Your browser gave no passkey. It needs JavaScript and a device that knows passkeys.");

    private static readonly Error Refusal = new(
        "passkey.refused", "This passkey could not be added. Try once more, or use another device.");

    private static readonly Error TooMany = new("passkey.most", $"At most {Most} passkeys fit. Remove one first.");

    public IReadOnlyList<PasskeyRow> Passkeys { get; private set; } = [];

    public string? Name { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken);

    /// <summary>What the browser needs to make one: only for who knows the password. The challenge goes into a cookie that only this server reads.</summary>
    public async Task<IActionResult> OnPostOptionsAsync([FromForm] string? currentPassword, CancellationToken cancellationToken)
    {
        if (await desk.CheckPasswordAsync(Me, currentPassword, cancellationToken) is { } wrong)
        {
            return new JsonResult(new { problem = wrong.Message }) { StatusCode = StatusCodes.Status400BadRequest };
        }

        var account = await Accounts.FindByIdAsync(Me.AccountId.ToString());
        var options = await Sessions.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
        {
            Id = account!.Id.ToString(),
            Name = account.Email!,
            DisplayName = account.Name,
        });
        return Content(options, "application/json");
    }

    public async Task<IActionResult> OnPostAddAsync([FromForm] string? name, [FromForm] string? credential, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Name = name;
        if (Passkeys.Count >= Most || string.IsNullOrEmpty(credential))
        {
            return Refused(Passkeys.Count >= Most ? TooMany : NoScript);
        }

        var errors = new FieldChecks();
        errors.Required(name, "Name", "a name, to know it by", Passkey.MaxNameLength);
        if (Error.Join(errors.All) is { } wrong)
        {
            return Refused(wrong);
        }

        var made = await AttestAsync(credential);
        if (made is not { Succeeded: true, UserEntity: var owner } || owner.Id != Me.AccountId.ToString())
        {
            return Refused(Refusal);
        }

        made.Passkey.Name = Text.Line(name);
        var account = await Accounts.FindByIdAsync(owner.Id);
        var added = await Accounts.AddOrUpdatePasskeyAsync(account!, made.Passkey);
        return added.Succeeded ? LocalRedirect("/account/passkeys") : Refused(Refusal);
    }

    public async Task<IActionResult> OnPostRemoveAsync([FromForm] Guid id, CancellationToken cancellationToken)
    {
        var removed = await removePasskey.HandleAsync(Me, new RemovePasskey(id), cancellationToken);
        return removed.Succeeded ? LocalRedirect("/account/passkeys") : NotFound();
    }

    private async Task<PasskeyAttestationResult?> AttestAsync(string credential)
    {
        try
        {
            return await Sessions.PerformPasskeyAttestationAsync(credential);
        }
        catch (Exception exception) when (exception is InvalidOperationException or JsonException)
        {
            // No challenge was asked for in this browser, or what came is no credential.
            return null;
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        Passkeys = (await queries.OwnAsync(Me, cancellationToken)).Passkeys;
}
