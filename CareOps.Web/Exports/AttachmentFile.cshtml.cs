using CareOps.Core.Files;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace CareOps.Web.Exports;

/// <summary>
/// A file of a conversation, for members who may read it. Strangers sent it: a browser saves it, or draws it where it is a picture, and
/// runs nothing that it may hold.
/// </summary>
[Requires(Right.ViewInbox)]
public sealed class AttachmentFileModel(AttachmentQueries attachments, WorkspaceQueries workspaces, FileStore store) : PageModel
{
    private const string Policy = "default-src 'none'; img-src 'self'; frame-ancestors 'none'; sandbox";

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

        var disposition = new ContentDispositionHeaderValue(view == 1 && file.Type.IsPicture() ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        Response.Headers.ContentDisposition = disposition.ToString();
        Response.Headers.ContentSecurityPolicy = Policy;
        Response.Headers.CacheControl = "private, no-cache";
        Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return new FileStreamResult(store.Open(file.Place), file.Type.ContentType())
        {
            EntityTag = new EntityTagHeaderValue($"\"{file.Sha256}\""),
            EnableRangeProcessing = true,
        };
    }
}
