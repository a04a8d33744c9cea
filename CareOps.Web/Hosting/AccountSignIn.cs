using System.Security.Claims;

using CareOps.Core.Foundation;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CareOps.Web.Hosting;

/// <summary>Identity's signing in and out, with a session in the database for each browser: it can be seen, and ended from elsewhere.</summary>
public sealed class AccountSignIn(
    UserManager<Account> accounts,
    IHttpContextAccessor context,
    IUserClaimsPrincipalFactory<Account> claims,
    IOptions<IdentityOptions> options,
    ILogger<AccountSignIn> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Account> confirmation,
    KeepSessionHandler keep,
    EndSessionHandler end,
    SessionCheck sessions)
    : SignInManager<Account>(accounts, context, claims, options, logger, schemes, confirmation)
{
    /// <summary>Where the cookie names its session.</summary>
    public const string SessionClaim = "session";

    private Guid? _going;

    /// <summary>Identity makes the claims anew each minute and knows only its own.</summary>
    internal static Task CarryOver(SecurityStampRefreshingPrincipalContext context)
    {
        if (context.CurrentPrincipal?.FindFirst(SessionClaim) is { } session)
        {
            context.NewPrincipal?.Identities.First().AddClaim(session.Clone());
        }

        return Task.CompletedTask;
    }

    public override async Task RefreshSignInAsync(Account user)
    {
        _going = Context.User.SessionId();
        await base.RefreshSignInAsync(user);
        _going = null;
    }

    public override async Task SignInWithClaimsAsync(
        Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var kept = await keep.HandleAsync(
            new Caller.Person(user.Id), new KeepSession(_going, BrowserName.Of(Context.Request.Headers.UserAgent)), Context.RequestAborted);
        if (!kept.Succeeded)
        {
            // Ended meanwhile, from elsewhere.
            await base.SignOutAsync();
            return;
        }

        await base.SignInWithClaimsAsync(
            user, authenticationProperties, additionalClaims.Append(new Claim(SessionClaim, kept.Value.ToString())));
    }

    public override async Task SignOutAsync()
    {
        if (Context.User.AccountId() is { } account && Context.User.SessionId() is { } session)
        {
            await end.HandleAsync(new Caller.Person(account), new EndSession(session), Context.RequestAborted);
        }

        await base.SignOutAsync();
    }

    /// <summary>Asked each minute, of cookies and of open screens.</summary>
    public override async Task<Account?> ValidateSecurityStampAsync(ClaimsPrincipal? principal) =>
        await base.ValidateSecurityStampAsync(principal) is { } account
        && principal!.SessionId() is { } session
        && await sessions.GoesOnAsync(new Caller.Person(account.Id), session, CancellationToken.None)
            ? account
            : null;
}
