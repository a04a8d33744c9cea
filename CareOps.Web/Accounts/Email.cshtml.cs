using CareOps.Core.Foundation;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Accounts;

/// <summary>Asks to sign in with another address.</summary>
[Requires(Right.Account)]
public sealed class EmailModel(ChangeEmailHandler changeEmail, UserManager<Account> accounts, SignInManager<Account> signIn)
    : AccountPage(accounts, signIn)
{
    public string? Typed { get; private set; }

    public void OnGet()
    {
        // The form is empty.
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? email, [FromForm] string? currentPassword, CancellationToken cancellationToken)
    {
        Typed = email;
        var changed = await changeEmail.HandleAsync(Me, new ChangeEmail(email, currentPassword), cancellationToken);
        return changed.Succeeded ? LocalRedirect("/account?done=email") : Refused(changed.Error);
    }
}
