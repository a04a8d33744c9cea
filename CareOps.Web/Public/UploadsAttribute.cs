using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CareOps.Web.Public;

/// <summary>
/// A page that takes files reads them here, before anything else asks for a field: what is too large is answered with 413, and what the
/// server's own disk could not take with 503. Nothing of either is kept.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class UploadsAttribute : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <summary>Of one post, in bytes.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>What is larger than this, in bytes, is cut off; up to here it is read away, so that a browser hears the answer.</summary>
    public const int MostReadBytes = 2 * MostBytes;

    private const int RetrySeconds = 30;

    // After the limits are set, before the antiforgery token is looked for.
    private const int BeforeAntiforgery = 950;

    public int Order => BeforeAntiforgery;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (!request.HasFormContentType)
        {
            return;
        }

        try
        {
            context.Result = await ReadAsync(request, context.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException refusal)
        {
            context.Result = new StatusCodeResult(refusal.StatusCode);
        }
        catch (InvalidDataException)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        }
        catch (IOException)
        {
            context.HttpContext.Response.Headers.RetryAfter = $"{RetrySeconds}";
            context.Result = new StatusCodeResult(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IActionResult?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MostBytes)
        {
            await request.Body.CopyToAsync(Stream.Null, cancellationToken);
            return new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        }

        await request.ReadFormAsync(cancellationToken);
        return null;
    }
}
