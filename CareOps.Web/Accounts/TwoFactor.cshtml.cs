using CareOps.Core.Foundation;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

using NodaTime;

namespace CareOps.Web.Accounts;

/// <summary>Sets up an authenticator app, makes new recovery codes, or turns both off.</summary>
[Requires(Right.Account)]
public sealed class TwoFactorModel(
    AccountQueries queries,
    AuthenticatorSecrets secrets,
    TurnOnTwoFactorHandler turnOn,
    TurnOffTwoFactorHandler turnOff,
    RenewRecoveryCodesHandler renew,
    IClock clock,
    UserManager<Account> accounts,
    SignInManager<Account> signIn) : AccountPage(accounts, signIn)
{
    public AccountOverview Account { get; private set; } = null!;

    /// <summary>The secret on its way to the app, which only this server can read.</summary>
    public string Carried { get; private set; } = string.Empty;

    public string Readable { get; private set; } = string.Empty;

    public string QrSvg { get; private set; } = string.Empty;

    /// <summary>Shown once, on the page that answers the form.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(null, cancellationToken);

    public async Task<IActionResult> OnPostTurnOnAsync(
        [FromForm] string? carried, [FromForm] string? code, [FromForm] string? currentPassword, CancellationToken cancellationToken)
    {
        var turned = await turnOn.HandleAsync(Me, new TurnOnTwoFactor(carried, code, currentPassword), cancellationToken);
        if (turned.Succeeded)
        {
            await StaySignedInAsync();
        }

        await LoadAsync(carried, cancellationToken);
        return Shown(turned);
    }

    public async Task<IActionResult> OnPostRenewAsync([FromForm] string? currentPassword, CancellationToken cancellationToken)
    {
        var renewed = await renew.HandleAsync(Me, new RenewRecoveryCodes(currentPassword), cancellationToken);
        await LoadAsync(null, cancellationToken);
        return Shown(renewed);
    }

    public async Task<IActionResult> OnPostTurnOffAsync([FromForm] string? currentPassword, CancellationToken cancellationToken)
    {
        var turned = await turnOff.HandleAsync(Me, new TurnOffTwoFactor(currentPassword), cancellationToken);
        if (!turned.Succeeded)
        {
            await LoadAsync(null, cancellationToken);
            return Refused(turned.Error);
        }

        await StaySignedInAsync();
        return LocalRedirect("/account/two-factor");
    }

    private IActionResult Shown(Result<NewRecoveryCodes> codes)
    {
        if (!codes.Succeeded)
        {
            return Refused(codes.Error);
        }

        Codes = codes.Value.Codes;
        return Page();
    }

    private async Task LoadAsync(string? carried, CancellationToken cancellationToken)
    {
        Account = await queries.OwnAsync(Me, cancellationToken);
        if (!Account.HasTwoFactor)
        {
            // What was scanned already stays: a mistyped code must not mean to start again.
            var now = clock.GetCurrentInstant();
            var kept = secrets.FromSetup(Me.AccountId, carried, now);
            var secret = kept ?? Totp.NewSecret();
            Carried = kept is null ? secrets.ForSetup(Me.AccountId, secret, now) : carried!;
            Readable = Totp.Readable(secret);
            QrSvg = QrCode.Of(Totp.Address(secret, Account.Email)).Svg;
        }
    }
}
