using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Exports;

/// <summary>All contacts as a file for spreadsheets.</summary>
[Requires(Right.Export)]
public sealed class ContactsFileModel(ContactExportQueries exports, WorkspaceQueries workspaces) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string workspaceSlug, CancellationToken cancellationToken)
    {
        if (await ExportCaller.FindAsync(workspaces, User, workspaceSlug, Right.Export, cancellationToken) is not { } caller
            || !caller.May(Right.ViewContacts))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var text = await exports.AllAsync(caller, cancellationToken);
        return File(SheetFile.BytesOf(text), SheetFile.ContentType, $"contacts-{workspaceSlug}.csv");
    }
}
