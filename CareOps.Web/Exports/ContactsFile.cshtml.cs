using System.Text;

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
    // Without it, spreadsheets take letters beyond ASCII for others.
    private static readonly byte[] Mark = Encoding.UTF8.GetPreamble();

    public async Task<IActionResult> OnGetAsync(string workspaceSlug, CancellationToken cancellationToken)
    {
        if (await ExportCaller.FindAsync(workspaces, User, workspaceSlug, cancellationToken) is not { } caller)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var text = await exports.AllAsync(caller, cancellationToken);
        return File([.. Mark, .. Encoding.UTF8.GetBytes(text)], "text/csv; charset=utf-8", $"contacts-{workspaceSlug}.csv");
    }
}
