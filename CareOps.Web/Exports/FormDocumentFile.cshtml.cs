using CareOps.Core.Files;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Exports;

/// <summary>The document of a form's version, for members.</summary>
[Requires(Right.ViewForms)]
public sealed class FormDocumentFileModel(FormFileQueries files, WorkspaceQueries workspaces, FileStore store) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string workspaceSlug, Guid templateId, int version, CancellationToken cancellationToken)
    {
        if (await ExportCaller.FindAsync(workspaces, User, workspaceSlug, Right.ViewForms, cancellationToken) is not { } caller)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        return await files.DocumentAsync(caller, templateId, version, cancellationToken) is { } file && store.Has(file.Place)
            ? Response.Send(store, file)
            : NotFound();
    }
}
