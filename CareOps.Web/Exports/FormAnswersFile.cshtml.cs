using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Exports;

/// <summary>What came back for one version of a form, as a file for spreadsheets.</summary>
[Requires(Right.Export)]
public sealed class FormAnswersFileModel(FormTrackerQueries tracker, WorkspaceQueries workspaces) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string workspaceSlug, Guid templateId, int version, CancellationToken cancellationToken)
    {
        if (await ExportCaller.FindAsync(workspaces, User, workspaceSlug, Right.Export, cancellationToken) is not { } caller
            || !caller.May(Right.ViewForms))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        return await tracker.SheetAsync(caller, templateId, version, cancellationToken) is { } text
            ? File(SheetFile.BytesOf(text), SheetFile.ContentType, $"form-{templateId}-{version}.csv")
            : NotFound();
    }
}
