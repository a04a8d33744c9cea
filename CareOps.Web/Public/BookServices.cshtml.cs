using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Public;

/// <summary>The booking page's first step: which service. Skipped where there is only one.</summary>
[Requires(Right.Anyone)]
public sealed class BookServicesModel(WorkspaceQueries workspaces, SlotQueries slots, KeptPages pages) : PublicPage(workspaces)
{
    public IReadOnlyList<Service> Services { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string workspace, CancellationToken cancellationToken)
    {
        if (await OpenAsync(workspace, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        Services = await slots.OfferedAsync(Caller, Business, cancellationToken);
        return Services is [var only] ? LocalRedirect(HttpContext.Keep($"/book/{Business.Slug}/{only.Slug}")) : Page(pages, "services");
    }
}
