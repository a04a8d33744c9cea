using Microsoft.Net.Http.Headers;

namespace CareOps.Web.Hosting;

/// <summary>
/// Booking inside another site's page (<c>?embed=1</c>). Such a request has no cookies and gets none: whoever sends it is a
/// stranger, whatever their browser holds. That is why every site may frame these pages, and why their form needs no cookie
/// against forged posts (docs/adr/0022-embedded-forms-without-cookies.md).
/// </summary>
internal static class Embedding
{
    /// <summary>What an address says to be shown in a frame.</summary>
    public const string Query = "embed=1";

    private const string Script = "/embed.js";

    // A site's visitors load it with each page: asked for once a day, and used while that is done.
    private const string ScriptCaching = "public, max-age=86400, stale-while-revalidate=604800";

    private static readonly object Mark = new();

    public static bool IsEmbedded(this HttpContext context) => context.Items.ContainsKey(Mark);

    /// <summary>First of all, so that nothing after it sees a cookie; also where an error page stands in for the page.</summary>
    public static void UseEmbedding(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Request.Path.Equals(Script, StringComparison.Ordinal))
        {
            ShareScript(context.Response);
        }
        else if (AsksToBeFramed(context.Request))
        {
            context.Items[Mark] = true;
            context.Request.Headers.Remove(HeaderNames.Cookie);
            context.Response.OnStarting(static response =>
            {
                ((HttpResponse)response).Headers.Remove(HeaderNames.SetCookie);
                return Task.CompletedTask;
            }, context.Response);
        }

        return next(context);
    });

    private static bool AsksToBeFramed(HttpRequest request) =>
        (request.Path.StartsWithSegments("/book") || request.Path.StartsWithSegments("/booking") || request.Path.StartsWithSegments("/waitlist"))
        && request.Query["embed"] == "1";

    private static void ShareScript(HttpResponse response) => response.OnStarting(() =>
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        response.Headers.CacheControl = ScriptCaching;
        return Task.CompletedTask;
    });
}
