using CareOps.Core.Foundation;
using CareOps.Core.Members;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;
using CareOps.Web.Public;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Accounts;

/// <summary>Somebody follows an invitation: with the account they have, or with one that is made here.</summary>
[Requires(Right.HoldLink)]
public sealed class InvitationModel(
    PublicLinks links,
    MemberQueries members,
    AcceptInvitationHandler acceptInvitation,
    JoinByInvitationHandler joinByInvitation,
    UserManager<Account> accounts,
    SignInManager<Account> signIn) : FormPage
{
    public InvitationOffer Offer { get; private set; } = null!;

    /// <summary>The address of whoever is signed in; null for nobody.</summary>
    public string? SignedInAs { get; private set; }

    public string? Name { get; private set; }

    public bool IsForSignedIn => SignedInAs is not null && Account.Normalise(SignedInAs) == Account.Normalise(Offer.Email);

    public string SignInUrl => $"/account/login?returnUrl={Uri.EscapeDataString(Request.Path)}";

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken) =>
        await LoadAsync(token, cancellationToken) is null ? Gone() : Page();

    /// <summary>Without an account yet.</summary>
    public async Task<IActionResult> OnPostAsync(
        string token, [FromForm] string? name, [FromForm] string? password, CancellationToken cancellationToken)
    {
        if (await LoadAsync(token, cancellationToken) is not { } holder)
        {
            return Gone();
        }

        Name = name;
        var joined = await acceptInvitation.HandleAsync(holder, new AcceptInvitation(name, password), cancellationToken);
        return await GoOnAsync(joined);
    }

    /// <summary>With the account that is signed in.</summary>
    public async Task<IActionResult> OnPostJoinAsync(string token, CancellationToken cancellationToken)
    {
        if (await LoadAsync(token, cancellationToken) is not { } holder)
        {
            return Gone();
        }

        if (User.AccountId() is not { } account)
        {
            return LocalRedirect(SignInUrl);
        }

        return await GoOnAsync(await joinByInvitation.HandleAsync(holder, new JoinByInvitation(account), cancellationToken));
    }

    private async Task<IActionResult> GoOnAsync(Result<Joined> joined)
    {
        if (!joined.Succeeded)
        {
            return joined.Error.Kind == ErrorKind.Gone ? Gone() : Refused(joined.Error);
        }

        if (User.AccountId() != joined.Value.AccountId)
        {
            var account = await accounts.FindByIdAsync(joined.Value.AccountId.ToString());
            await signIn.SignInAsync(account!, isPersistent: false);
        }

        return LocalRedirect($"/app/{joined.Value.Slug}");
    }

    private async Task<Caller.LinkHolder?> LoadAsync(string token, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.Invitation, cancellationToken);
        if (!holder.Succeeded || await members.ByLinkAsync(holder.Value, cancellationToken) is not { } offer)
        {
            return null;
        }

        Offer = offer;
        SignedInAs = (await accounts.GetUserAsync(User))?.Email;
        return holder.Value;
    }

    // An invitation that never was and one that is over look the same.
    private StatusCodeResult Gone() => StatusCode(StatusCodes.Status410Gone);
}
