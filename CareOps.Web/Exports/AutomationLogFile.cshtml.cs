using CareOps.Core.Automation;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Automation;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Exports;

/// <summary>The automation log, as its screen shows it, as a file for spreadsheets.</summary>
[Requires(Right.Export)]
public sealed class AutomationLogFileModel(AutomationQueries automation, WorkspaceQueries workspaces) : PageModel
{
    public async Task<IActionResult> OnGetAsync(
        string workspaceSlug, string? q, string? outcome, string? rule, string? from, string? until, CancellationToken cancellationToken)
    {
        if (await ExportCaller.FindAsync(workspaces, User, workspaceSlug, Right.Export, cancellationToken) is not { } caller
            || !caller.May(Right.ViewInbox))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var zone = (await workspaces.CurrentAsync(caller, cancellationToken)).Zone;
        var text = await automation.LogFileAsync(caller, LogAddress.FilterOf(zone, q, outcome, rule, from, until), cancellationToken);
        return File(SheetFile.BytesOf(text), SheetFile.ContentType, $"automation-{workspaceSlug}.csv");
    }
}
