using CareOps.Core.Files;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Exports;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Public;

/// <summary>The document that goes with a form, for whoever holds the form's secret link.</summary>
[Requires(Right.HoldLink)]
public sealed class FormDocumentModel(PublicLinks links, FormPageQueries forms, FileStore store) : PageModel
{
    /// <param name="token">The form's.</param>
    /// <param name="version">The version that the page shows; null for the one that is answered.</param>
    /// <param name="view">1: shown where it is a picture.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public async Task<IActionResult> OnGetAsync(string token, int? version, int view, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.Form, cancellationToken);
        if (!holder.Succeeded)
        {
            return StatusCode(holder.Error.Kind == ErrorKind.Gone ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound);
        }

        return await forms.DocumentAsync(holder.Value, version, cancellationToken) is { } file && store.Has(file.Place)
            ? Response.Send(store, file, isShown: view == 1)
            : NotFound();
    }
}
