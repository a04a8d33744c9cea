using CareOps.Core.Foundation;
using CareOps.Core.Reports;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Reports;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

using NodaTime;

namespace CareOps.Web.Exports;

/// <summary>A report, as its screen shows it, as a file for spreadsheets. Takes both the right to export and that to see reports.</summary>
[Requires(Right.Export)]
public sealed class ReportFileModel(ReportQueries reports, WorkspaceQueries workspaces, IClock clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(
        string workspaceSlug, string? report, string? from, string? until, CancellationToken cancellationToken)
    {
        if (await ExportCaller.FindAsync(workspaces, User, workspaceSlug, Right.Export, cancellationToken) is not { } caller || !caller.May(Right.ViewReports))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var workspace = await workspaces.CurrentAsync(caller, cancellationToken);
        var address = ReportAddress.Of(report, from, until, clock.GetCurrentInstant().InZone(workspace.Zone).Date);
        var text = await reports.SheetAsync(caller, workspace, address.Kind, address.Range, cancellationToken);
        return File(SheetFile.BytesOf(text), SheetFile.ContentType, $"{ReportWords.Of(address.Kind).Word}-{workspaceSlug}.csv");
    }
}
