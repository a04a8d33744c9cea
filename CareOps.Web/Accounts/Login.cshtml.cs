using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;
using CareOps.Web.Public;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace CareOps.Web.Accounts;

/// <summary>Signing in. An unknown address and a wrong password get the same sentence after the same work.</summary>
[Requires(Right.Anyone)]
public sealed class LoginModel(
    WorkspaceQueries workspaces,
    UserManager<Account> accounts,
    SignInManager<Account> signIn,
    IPasswordHasher<Account> passwords) : FormPage
{
    private static readonly Error Wrong = new("signin.wrong", "Email or password is wrong. Check both and try again.");

    private static readonly Error Locked = new(
        "signin.locked", "Too many wrong passwords. Wait 15 minutes, then try again.");

    public LoginForm Typed { get; private set; } = new();

    public bool RegistrationIsOpen { get; private set; }

    public bool IsSignedIn => User.AccountId() is not null;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        RegistrationIsOpen = await workspaces.RegistrationIsOpenAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(
        [FromForm] LoginForm form, string? returnUrl, CancellationToken cancellationToken)
    {
        Typed = form;
        var account = await FindAsync(Text.Line(form.Email));
        var outcome = await TryAsync(account, form.Password ?? string.Empty, form.Remember);
        if (outcome.Succeeded)
        {
            return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : await StartOfAsync(account!, cancellationToken));
        }

        RegistrationIsOpen = await workspaces.RegistrationIsOpenAsync(cancellationToken);
        return Refused(outcome.IsLockedOut ? Locked : Wrong);
    }

    private Task<Account?> FindAsync(string? email) =>
        email is null ? Task.FromResult<Account?>(null) : accounts.FindByEmailAsync(email);

    private async Task<SignInResult> TryAsync(Account? account, string password, bool remember)
    {
        if (account is not null)
        {
            return await signIn.PasswordSignInAsync(account, password, remember, lockoutOnFailure: true);
        }

        // The time of an answer must not tell which addresses have an account.
        passwords.HashPassword(new Account(), password);
        return SignInResult.Failed;
    }

    private async Task<string> StartOfAsync(Account account, CancellationToken cancellationToken) =>
        await workspaces.MembershipsAsync(account.Id, cancellationToken) is [var first, ..] ? $"/app/{first.Slug}" : "/";
}

/// <summary>What someone types to sign in.</summary>
public sealed class LoginForm
{
    public string? Email { get; init; }

    public string? Password { get; init; }

    public bool Remember { get; init; }
}
