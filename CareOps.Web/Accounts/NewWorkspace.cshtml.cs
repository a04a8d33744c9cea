using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

using NodaTime;

namespace CareOps.Web.Accounts;

/// <summary>Somebody with an account names another business and becomes its owner.</summary>
[Requires(Right.Account)]
public sealed class NewWorkspaceModel(
    WorkspaceQueries workspaces,
    CreateWorkspaceHandler createWorkspace,
    IClock clock,
    UserManager<Account> accounts,
    SignInManager<Account> signIn) : AccountPage(accounts, signIn)
{
    public bool IsOpen { get; private set; }

    public string? BusinessName { get; private set; }

    public string? TimeZone { get; private set; } = Locales.FallbackTimeZone;

    public IReadOnlyList<ZoneChoice> Zones => ZoneChoice.All(clock.GetCurrentInstant());

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        IsOpen = await workspaces.MayCreateAsync(Me.AccountId, cancellationToken);

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? businessName, [FromForm] string? timeZone, CancellationToken cancellationToken)
    {
        IsOpen = await workspaces.MayCreateAsync(Me.AccountId, cancellationToken);
        (BusinessName, TimeZone) = (businessName, timeZone);
        var created = await createWorkspace.HandleAsync(Me, new CreateWorkspace(businessName, timeZone), cancellationToken);
        return created.Succeeded ? LocalRedirect($"/app/{created.Value.Slug}/onboarding") : Refused(created.Error);
    }
}
