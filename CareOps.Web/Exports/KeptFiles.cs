using CareOps.Core.Files;

using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace CareOps.Web.Exports;

/// <summary>
/// How files that strangers sent leave the house: a browser saves them, or draws them where they are pictures, and runs nothing that
/// they may hold.
/// </summary>
internal static class KeptFiles
{
    private const string Policy = "default-src 'none'; img-src 'self'; frame-ancestors 'none'; sandbox";

    public static FileStreamResult Send(this HttpResponse response, FileStore store, StoredFile file, bool isShown = false) =>
        response.Send(store, new KeptFile(file.Place, file.Name, file.Type, file.Size, file.Sha256), isShown);

    /// <param name="response">Gets the headers.</param>
    /// <param name="store">Has the file.</param>
    /// <param name="file">One that is there.</param>
    /// <param name="isShown">Drawn, if it is a picture.</param>
    public static FileStreamResult Send(this HttpResponse response, FileStore store, KeptFile file, bool isShown)
    {
        var disposition = new ContentDispositionHeaderValue(isShown && file.Type.IsPicture() ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return new FileStreamResult(store.Open(file.Place), file.Type.ContentType())
        {
            EntityTag = new EntityTagHeaderValue($"\"{file.Sha256}\""),
            EnableRangeProcessing = true,
        };
    }
}
