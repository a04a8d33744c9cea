using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Accounts;
using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Public;

/// <summary>The bare address leads on: to the first setup, to signing in, or to the member's workspace.</summary>
[Requires(Right.Anyone)]
public sealed class HomeModel(WorkspaceQueries workspaces) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (User.AccountId() is { } account)
        {
            return LocalRedirect(await StartPage.OfAsync(workspaces, account, cancellationToken));
        }

        var isFirstStart = await workspaces.NoneExistsAsync(cancellationToken)
            && await workspaces.RegistrationIsOpenAsync(cancellationToken);
        return LocalRedirect(isFirstStart ? "/account/register" : "/account/login");
    }
}
