using CareOps.Core.Foundation;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;
using CareOps.Web.Public;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Accounts;

/// <summary>The second step of signing in: a code of the app, or a recovery code. Who the password was right for stands in a cookie.</summary>
[Requires(Right.Anyone)]
public sealed class CodeModel(WorkspaceQueries workspaces, SignInManager<Account> signIn) : FormPage
{
    private static readonly Error Locked = new("signin.locked", "Too many wrong codes. Wait 15 minutes, then sign in again.");

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? LocalRedirect("/account/login") : Page();

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? code, string? returnUrl, bool remember, CancellationToken cancellationToken)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } account)
        {
            return LocalRedirect("/account/login");
        }

        var typed = (code ?? string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal);
        var outcome = typed.Length == Totp.Digits && typed.All(char.IsAsciiDigit)
            ? await signIn.TwoFactorAuthenticatorSignInAsync(typed, remember, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(typed);
        if (outcome.Succeeded)
        {
            return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : await StartPage.OfAsync(workspaces, account.Id, cancellationToken));
        }

        return Refused(outcome.IsLockedOut ? Locked : AccountErrors.WrongCode);
    }
}
