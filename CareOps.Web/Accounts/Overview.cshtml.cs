using CareOps.Core.Foundation;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Accounts;

/// <summary>What a person sees and changes of their own account.</summary>
[Requires(Right.Account)]
public sealed class OverviewModel(
    AccountQueries queries,
    WorkspaceQueries workspaces,
    ChangeNameHandler changeName,
    ResendConfirmationHandler resend,
    SignOutEverywhereHandler signOut,
    EndSessionHandler endSession,
    UserManager<Account> accounts,
    SignInManager<Account> signIn) : AccountPage(accounts, signIn)
{
    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["name"] = "Your name is changed.",
        ["email"] = "We sent a message to the new address. Your address changes when you follow the link in it.",
        ["password"] = "Your password is changed. You are signed out everywhere else.",
        ["confirmation"] = "We sent you a message. Follow the link in it to confirm your address.",
        ["session"] = "That device is signed out, within a minute.",
        ["sessions"] = "You are signed out everywhere else.",
    };

    public AccountOverview Account { get; private set; } = null!;

    /// <summary>The one that asks.</summary>
    public Guid? ThisSession => User.SessionId();

    public IReadOnlyList<Membership> Memberships { get; private set; } = [];

    public bool MayCreate { get; private set; }

    public string? Name { get; private set; }

    /// <summary>What was just done, from the address: one of our own sentences, never a text from outside.</summary>
    public string? Told { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken cancellationToken)
    {
        Told = done is null ? null : Sentences.GetValueOrDefault(done);
        await LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostNameAsync([FromForm] string? name, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Name = name;
        var changed = await changeName.HandleAsync(Me, new ChangeName(name), cancellationToken);
        return changed.Succeeded ? Done("name") : Refused(changed.Error);
    }

    public async Task<IActionResult> OnPostConfirmationAsync(CancellationToken cancellationToken)
    {
        await resend.HandleAsync(Me, new ResendConfirmation(), cancellationToken);
        return Done("confirmation");
    }

    public async Task<IActionResult> OnPostSignOutAsync(CancellationToken cancellationToken)
    {
        if (!(await signOut.HandleAsync(Me, new SignOutEverywhere(ThisSession), cancellationToken)).Succeeded)
        {
            return await LeaveAsync();
        }

        await StaySignedInAsync();
        return Done("sessions");
    }

    public async Task<IActionResult> OnPostEndSessionAsync([FromForm] Guid id, CancellationToken cancellationToken)
    {
        var ended = await endSession.HandleAsync(Me, new EndSession(id), cancellationToken);
        return ended.Succeeded ? Done("session") : NotFound();
    }

    private LocalRedirectResult Done(string what) => LocalRedirect($"/account?done={what}");

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Account = await queries.OwnAsync(Me, cancellationToken);
        Memberships = await workspaces.MembershipsAsync(Me.AccountId, cancellationToken);
        MayCreate = await workspaces.MayCreateAsync(Me.AccountId, cancellationToken);
        Name = Account.Name;
    }
}
