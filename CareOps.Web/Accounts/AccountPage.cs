using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;
using CareOps.Web.Public;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace CareOps.Web.Accounts;

/// <summary>A page about the account of whoever is signed in.</summary>
[Authorize]
public abstract class AccountPage(UserManager<Account> accounts, SignInManager<Account> signIn) : FormPage
{
    /// <summary>From the cookie: nobody names the account in a form.</summary>
    protected Caller.Person Me => new(User.AccountId() ?? throw new InvalidOperationException("Nobody is signed in."));

    protected UserManager<Account> Accounts { get; } = accounts;

    protected SignInManager<Account> Sessions { get; } = signIn;

    /// <summary>Keeps this browser signed in after a change that ends every session.</summary>
    protected async Task StaySignedInAsync()
    {
        if (await Accounts.FindByIdAsync(Me.AccountId.ToString()) is { } account)
        {
            await Sessions.RefreshSignInAsync(account);
        }
    }
}
