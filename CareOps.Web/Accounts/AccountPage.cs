using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;
using CareOps.Web.Public;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CareOps.Web.Accounts;

/// <summary>A page about the account of whoever is signed in.</summary>
[Authorize]
public abstract class AccountPage(UserManager<Account> accounts, SignInManager<Account> signIn) : FormPage
{
    /// <summary>From the cookie: nobody names the account in a form.</summary>
    protected Caller.Person Me => new(User.AccountId() ?? throw new InvalidOperationException("Nobody is signed in."));

    protected UserManager<Account> Accounts { get; } = accounts;

    protected SignInManager<Account> Sessions { get; } = signIn;

    /// <summary>
    /// Before anything is changed the session is asked for in the database, and not once a minute as for looking: in that minute a copied
    /// cookie could still change what it must not.
    /// </summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method) && await Sessions.ValidateSecurityStampAsync(User) is null)
        {
            context.Result = await LeaveAsync();
            return;
        }

        await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>This browser's session is over.</summary>
    protected async Task<IActionResult> LeaveAsync()
    {
        await Sessions.SignOutAsync();
        return LocalRedirect("/account/login");
    }

    /// <summary>Keeps this browser signed in after a change that ends every session.</summary>
    protected async Task StaySignedInAsync()
    {
        if (await Accounts.FindByIdAsync(Me.AccountId.ToString()) is { } account)
        {
            await Sessions.RefreshSignInAsync(account);
        }
    }
}
