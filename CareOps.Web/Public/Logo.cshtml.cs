using CareOps.Core.Files;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Public;

/// <summary>A business's logo, for its pages and mails. Its address is as hard to guess as a link's, and another logo has another one.</summary>
[Requires(Right.Anyone)]
public sealed class LogoModel(WorkspaceQueries workspaces, LogoQueries logos, FileStore store) : PageModel
{
    private const string Policy = "default-src 'none'; frame-ancestors 'none'; sandbox";

    public async Task<IActionResult> OnGetAsync(string workspace, Guid file, CancellationToken cancellationToken)
    {
        if (await workspaces.FindBySlugAsync(workspace, cancellationToken) is not { ErasureAt: null } business
            || await logos.FileAsync(new Caller.Visitor(business.Id), file, cancellationToken) is not { } logo
            || !store.Has(logo.Place))
        {
            return NotFound();
        }

        Response.Headers.ContentSecurityPolicy = Policy;
        Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return File(store.Open(logo.Place), logo.Type.ContentType());
    }
}
