using CareOps.Core.Files;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Exports;

/// <summary>A file of a conversation, for members who may read it.</summary>
[Requires(Right.ViewInbox)]
public sealed class AttachmentFileModel(AttachmentQueries attachments, WorkspaceQueries workspaces, FileStore store) : PageModel
{
    /// <param name="workspaceSlug">Whose it is.</param>
    /// <param name="attachmentId">The attachment.</param>
    /// <param name="view">1: shown where it is a picture.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public async Task<IActionResult> OnGetAsync(string workspaceSlug, Guid attachmentId, int view, CancellationToken cancellationToken)
    {
        if (await ExportCaller.FindAsync(workspaces, User, workspaceSlug, Right.ViewInbox, cancellationToken) is not { } caller)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (await attachments.FileAsync(caller, attachmentId, cancellationToken) is not { } file || !store.Has(file.Place))
        {
            return NotFound();
        }

        return Response.Send(store, new KeptFile(file.Place, file.Name, file.Type, file.Size, file.Sha256), isShown: view == 1);
    }
}
