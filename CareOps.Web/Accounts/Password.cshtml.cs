using CareOps.Core.Foundation;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Accounts;

/// <summary>Another password, by somebody who knows the current one.</summary>
[Requires(Right.Account)]
public sealed class PasswordModel(ChangePasswordHandler changePassword, UserManager<Account> accounts, SignInManager<Account> signIn)
    : AccountPage(accounts, signIn)
{
    public void OnGet()
    {
        // The form is empty.
    }

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? currentPassword, [FromForm] string? password, CancellationToken cancellationToken)
    {
        var changed = await changePassword.HandleAsync(Me, new ChangePassword(currentPassword, password), cancellationToken);
        if (!changed.Succeeded)
        {
            return Refused(changed.Error);
        }

        await StaySignedInAsync();
        return LocalRedirect("/account?done=password");
    }
}
