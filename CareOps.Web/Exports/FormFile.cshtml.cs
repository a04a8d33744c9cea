using CareOps.Core.Files;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Exports;

/// <summary>A file that a customer added to a form, for members who may see forms. Never shown, only saved.</summary>
[Requires(Right.ViewForms)]
public sealed class FormFileModel(FormFileQueries files, WorkspaceQueries workspaces, FileStore store) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string workspaceSlug, Guid fileId, CancellationToken cancellationToken)
    {
        if (await ExportCaller.FindAsync(workspaces, User, workspaceSlug, Right.ViewForms, cancellationToken) is not { } caller)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        return await files.FileAsync(caller, fileId, cancellationToken) is { } file && store.Has(file.Place)
            ? Response.Send(store, file)
            : NotFound();
    }
}
