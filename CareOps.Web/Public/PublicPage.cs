using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Public;

/// <summary>A page for everyone: no sign-in, no script needed. Resolves the business from the address.</summary>
public abstract class PublicPage(WorkspaceQueries workspaces) : PageModel
{
    /// <summary>The business; set by <see cref="OpenAsync"/>.</summary>
    public Workspace Business { get; private set; } = null!;

    /// <summary>An owner looks at the page before it is open.</summary>
    public bool IsPreview { get; private set; }

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

        Business = business;
        Caller = new Caller.Visitor(business.Id);
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

    /// <summary>Puts each sentence beside its field and answers with the status that fits.</summary>
    protected IActionResult Refused(Error error)
    {
        if (error.Kind == ErrorKind.NotFound)
        {
            return NotFound();
        }

        foreach (var one in error.All)
        {
            ModelState.AddModelError(one.Field ?? string.Empty, one.Message);
        }

        Response.StatusCode = error.Kind switch
        {
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.Gone => StatusCodes.Status410Gone,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status400BadRequest,
        };
        return Page();
    }

    /// <summary>The first sentence beside a field, or null.</summary>
    public string? ErrorOf(string field) =>
        ModelState.TryGetValue(field, out var state) && state.Errors.Count > 0 ? state.Errors[0].ErrorMessage : null;
}
