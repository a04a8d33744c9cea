using System.Text.Json;

using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;
using CareOps.Web.Public;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace CareOps.Web.Accounts;

/// <summary>Signing in. An unknown address, a wrong password and a locked account get the same sentence after the same time.</summary>
[Requires(Right.Anyone)]
public sealed class LoginModel(
    WorkspaceQueries workspaces,
    UserManager<Account> accounts,
    SignInManager<Account> signIn,
    IPasswordHasher<Account> passwords) : FormPage
{
    private static readonly Error Wrong = new(
        "signin.wrong", "Email or password is wrong. Check both and try again. After five wrong tries, wait 15 minutes or set a new password.");

    private static readonly Error NoPasskey = new(
        "signin.passkey", "This passkey doesn't sign anybody in here. Use your password instead.");

    // Longer than any of the ways to fail takes: hashing, counting, looking up.
    private static readonly TimeSpan Even = TimeSpan.FromMilliseconds(300);

    public LoginForm Typed { get; private set; } = new();

    public bool RegistrationIsOpen { get; private set; }

    public bool IsSignedIn => User.AccountId() is not null;

    /// <summary>Whether a new password was just set.</summary>
    public bool IsReset { get; private set; }

    /// <summary>Where to go on, if it is a page of ours.</summary>
    public string? ReturnUrl { get; private set; }

    public async Task OnGetAsync(bool reset, string? returnUrl, CancellationToken cancellationToken)
    {
        IsReset = reset;
        await LoadAsync(returnUrl, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(
        [FromForm] LoginForm form, string? returnUrl, CancellationToken cancellationToken)
    {
        Typed = form;
        var even = Task.Delay(Even, cancellationToken);
        var account = await FindAsync(Text.Line(form.Email));
        var outcome = await TryAsync(account, form.Password ?? string.Empty, form.Remember);
        if (outcome.Succeeded)
        {
            return await GoOnAsync(account!, returnUrl, cancellationToken);
        }

        if (outcome.RequiresTwoFactor)
        {
            return RedirectToPage("/Accounts/Code", new { returnUrl, remember = form.Remember });
        }

        await even;
        await LoadAsync(returnUrl, cancellationToken);
        return Refused(Wrong);
    }

    /// <summary>What the browser needs to sign in with a passkey. The same for everyone: nobody is named yet.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(
        [FromForm] string? credential, string? returnUrl, CancellationToken cancellationToken)
    {
        if (await PasskeyAsync(credential) is { Succeeded: true } && await PasskeyOwnerAsync(credential!) is { } account)
        {
            return await GoOnAsync(account, returnUrl, cancellationToken);
        }

        await LoadAsync(returnUrl, cancellationToken);
        return Refused(NoPasskey);
    }

    private async Task LoadAsync(string? returnUrl, CancellationToken cancellationToken)
    {
        ReturnUrl = Url.IsLocalUrl(returnUrl) ? returnUrl : null;
        RegistrationIsOpen = await workspaces.RegistrationIsOpenAsync(cancellationToken);
    }

    private async Task<IActionResult> GoOnAsync(Account account, string? returnUrl, CancellationToken cancellationToken) =>
        LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : await StartPage.OfAsync(workspaces, account.Id, cancellationToken));

    private Task<Account?> FindAsync(string? email) =>
        email is null ? Task.FromResult<Account?>(null) : accounts.FindByEmailAsync(email);

    private async Task<SignInResult> TryAsync(Account? account, string password, bool remember)
    {
        if (account is not null && !await accounts.IsLockedOutAsync(account))
        {
            return await signIn.PasswordSignInAsync(account, password, remember, lockoutOnFailure: true);
        }

        // The load of an answer must not tell which addresses have an account, or a locked one.
        passwords.HashPassword(new Account(), password);
        return SignInResult.Failed;
    }

    private async Task<SignInResult?> PasskeyAsync(string? credential)
    {
        try
        {
            return string.IsNullOrEmpty(credential) ? null : await signIn.PasskeySignInAsync(credential);
        }
        catch (Exception exception) when (exception is InvalidOperationException or JsonException)
        {
            // No challenge was asked for in this browser, or what came is no credential.
            return null;
        }
    }

    // Whose it is, the signed-in cookie says from the next request on; the credential's own id says it now.
    private async Task<Account?> PasskeyOwnerAsync(string credential)
    {
        using var json = JsonDocument.Parse(credential);
        return json.RootElement.TryGetProperty("rawId", out var id) && id.GetString() is { } encoded
            ? await accounts.FindByPasskeyIdAsync(System.Buffers.Text.Base64Url.DecodeFromChars(encoded))
            : null;
    }
}

/// <summary>What someone types to sign in.</summary>
public sealed class LoginForm
{
    public string? Email { get; init; }

    public string? Password { get; init; }

    public bool Remember { get; init; }
}
