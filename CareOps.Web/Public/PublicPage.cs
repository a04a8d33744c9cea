using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Public;

/// <summary>A page for everyone: no sign-in, no script needed. Resolves the business from the address.</summary>
public abstract class PublicPage(WorkspaceQueries workspaces) : FormPage
{
    /// <summary>The business; set by <see cref="OpenAsync"/> or <see cref="Enter"/>.</summary>
    public Workspace Business { get; private set; } = null!;

    /// <summary>A member looks at the page before it is open.</summary>
    public bool IsPreview { get; private set; }

    /// <summary>Inside another site's page, without cookies.</summary>
    public bool IsEmbedded => HttpContext.IsEmbedded();

    /// <summary>A visitor, or the member who previews.</summary>
    protected Caller Caller { get; private set; } = new Caller.Visitor(WorkspaceId.None);

    /// <summary>Finds the business behind the address.</summary>
    /// <returns>Null when it may be shown; otherwise the answer: 404, "not open yet" with the business's name withheld.</returns>
    protected async Task<IActionResult?> OpenAsync(string? slug, CancellationToken cancellationToken)
    {
        var business = await workspaces.FindBySlugAsync(slug, cancellationToken);
        if (business is null)
        {
            return NotFound();
        }

        Enter(business, new Caller.Visitor(business.Id));
        if (business.IsOpen)
        {
            return null;
        }

        if (User.AccountId() is { } account
            && (await workspaces.MembershipsAsync(account, cancellationToken))
                .FirstOrDefault(membership => membership.Caller.Workspace == business.Id) is { } membership)
        {
            Caller = membership.Caller;
            IsPreview = true;
            return null;
        }

        HttpContext.Items[StatusModel.NotOpenYet] = true;
        return NotFound();
    }

    /// <summary>What a secret link that opens nothing is answered with: 410 where it once did, else 404.</summary>
    protected StatusCodeResult Spent(Error error) =>
        error.Kind == ErrorKind.Gone ? StatusCode(StatusCodes.Status410Gone) : NotFound();

    /// <summary>For pages that find their business by something else than its address.</summary>
    protected void Enter(Workspace business, Caller caller)
    {
        Business = business;
        Caller = caller;
    }
}
