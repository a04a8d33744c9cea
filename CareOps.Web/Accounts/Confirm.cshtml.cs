using CareOps.Core.Foundation;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;
using CareOps.Web.Public;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Accounts;

/// <summary>Confirms an address by the link of a message: by a button, since mail programs open links to look at them.</summary>
[Requires(Right.Anyone)]
public sealed class ConfirmModel(
    AccountQueries queries, ConfirmEmailHandler confirmEmail, UserManager<Account> accounts, SignInManager<Account> signIn) : FormPage
{
    private static readonly Caller Visitor = new Caller.Visitor(WorkspaceId.None);

    private static readonly AccountLinkPurpose[] Purposes = [AccountLinkPurpose.ConfirmEmail, AccountLinkPurpose.ChangeEmail];

    /// <summary>Which address; null where the link is spent.</summary>
    public string? Email { get; private set; }

    public bool IsConfirmed { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        Email = await queries.EmailOfLinkAsync(Visitor, token, Purposes, cancellationToken);
        return Email is null ? StatusCode(StatusCodes.Status410Gone) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellationToken)
    {
        Email = await queries.EmailOfLinkAsync(Visitor, token, Purposes, cancellationToken);
        var confirmed = await confirmEmail.HandleAsync(Visitor, new ConfirmEmail(token), cancellationToken);
        if (!confirmed.Succeeded)
        {
            return confirmed.Error.Kind == ErrorKind.Gone ? StatusCode(StatusCodes.Status410Gone) : Refused(confirmed.Error);
        }

        if (accounts.GetUserId(User) == confirmed.Value.ToString() && await accounts.FindByIdAsync(confirmed.Value.ToString()) is { } account)
        {
            // Another address ends every session; this one was just shown to be its owner's.
            await signIn.RefreshSignInAsync(account);
        }

        IsConfirmed = true;
        return Page();
    }
}
