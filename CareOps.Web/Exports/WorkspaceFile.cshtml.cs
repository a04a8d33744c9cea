using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Exports;

/// <summary>Everything of the workspace in one file, for its owners. Sent while it is written: it is stored nowhere.</summary>
[Requires(Right.ManageWorkspace)]
public sealed class WorkspaceFileModel(
    WorkspaceExport exports, NoteExportHandler noting, WorkspaceQueries workspaces, ExportsUnderWay underWay) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string workspaceSlug, Guid key, CancellationToken cancellationToken)
    {
        if (await ExportCaller.FindAsync(workspaces, User, workspaceSlug, Right.ManageWorkspace, cancellationToken) is not { } caller
            || !(await noting.HandleAsync(caller, new NoteExport(), cancellationToken)).Succeeded)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        Response.ContentType = "application/zip";
        Response.Headers.ContentDisposition = $"attachment; filename=\"{workspaceSlug}.zip\"";
        Response.Headers.CacheControl = "no-store";

        // A ZIP's writer ends its parts without waiting.
        if (HttpContext.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true;
        }

        await exports.WriteAsync(
            caller, Response.Body, progress => underWay.Report(caller.Workspace, key, progress), cancellationToken);
        return new EmptyResult();
    }
}
