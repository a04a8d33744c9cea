using System.Text;

using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Exports;

/// <summary>Everything that is kept of one contact, for them to have.</summary>
[Requires(Right.Export)]
public sealed class ContactFileModel(ContactExportQueries exports, WorkspaceQueries workspaces) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string workspaceSlug, Guid contactId, CancellationToken cancellationToken)
    {
        if (await ExportCaller.FindAsync(workspaces, User, workspaceSlug, Right.Export, cancellationToken) is not { } caller
            || !caller.May(Right.ViewContacts))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        return await exports.OneAsync(caller, contactId, cancellationToken) is { } file
            ? File(Encoding.UTF8.GetBytes(file), "application/json", $"contact-{contactId}.json")
            : NotFound();
    }
}
