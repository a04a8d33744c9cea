using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Accounts;

/// <summary>Signing out, by a button: a link of another site must not do it.</summary>
[Requires(Right.Anyone)]
public sealed class LogoutModel(SignInManager<Account> signIn) : PageModel
{
    public IActionResult OnGet() => User.AccountId() is null ? LocalRedirect("/account/login") : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return LocalRedirect("/account/login");
    }
}
