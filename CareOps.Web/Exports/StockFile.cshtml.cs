using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Exports;

/// <summary>All items as a file for spreadsheets.</summary>
[Requires(Right.Export)]
public sealed class StockFileModel(StockFileQueries files, WorkspaceQueries workspaces) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string workspaceSlug, CancellationToken cancellationToken)
    {
        if (await ExportCaller.FindAsync(workspaces, User, workspaceSlug, Right.Export, cancellationToken) is not { } caller
            || !caller.May(Right.ViewInventory))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var text = await files.AllAsync(caller, cancellationToken);
        return File(SheetFile.BytesOf(text), SheetFile.ContentType, $"stock-{workspaceSlug}.csv");
    }
}
