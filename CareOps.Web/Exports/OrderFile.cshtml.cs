using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Exports;

/// <summary>One purchase order as a file for spreadsheets.</summary>
[Requires(Right.Export)]
public sealed class OrderFileModel(StockFileQueries files, WorkspaceQueries workspaces) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string workspaceSlug, Guid orderId, CancellationToken cancellationToken)
    {
        if (await ExportCaller.FindAsync(workspaces, User, workspaceSlug, Right.Export, cancellationToken) is not { } caller
            || !caller.May(Right.ViewInventory))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        return await files.OrderAsync(caller, orderId, cancellationToken) is { } text
            ? File(SheetFile.BytesOf(text), SheetFile.ContentType, $"order-{orderId}.csv")
            : NotFound();
    }
}
