using CareOps.Core.Contacts.Import;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Exports;

/// <summary>The lines of a file that did not come in, with the reasons: for who imported it to mend.</summary>
[Requires(Right.ManageContacts)]
public sealed class ImportReportModel(ContactImportQueries imports, WorkspaceQueries workspaces) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string workspaceSlug, Guid importId, CancellationToken cancellationToken)
    {
        if (await ExportCaller.FindAsync(workspaces, User, workspaceSlug, Right.ManageContacts, cancellationToken) is not { } caller)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        return await imports.RefusedAsync(caller, importId, cancellationToken) is { } text
            ? File(SheetFile.BytesOf(text), SheetFile.ContentType, $"stayed-out-{importId}.csv")
            : NotFound();
    }
}
