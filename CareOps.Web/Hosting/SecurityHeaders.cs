using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace CareOps.Web.Hosting;

/// <summary>What browsers are told to refuse, and which transport is accepted.</summary>
[SuppressMessage("Security", "S7039", Justification = "Only style attributes are inline: they carry data, as a block's place in the day.")]
internal static class SecurityHeaders
{
    // Blazor opens its WebSocket to this very host; styles carry data (a block's place in the day) in style attributes.
    private const string PolicyButFrames =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; ";

    private const string Policy = PolicyButFrames + "frame-ancestors 'none'";

    // Nothing on an embedded page is done by the right of whoever looks at it, so a site that frames it gains nothing by it.
    private const string EmbeddedPolicy = PolicyButFrames + "frame-ancestors *";

    // The set-up shows the public pages beside what is typed about them.
    private const string PreviewPolicy = PolicyButFrames + "frame-ancestors 'self'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use(static (context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PolicyOf(context);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (HasSecret(context.Request))
        {
            // A secret address must not leave the page by the Referer header, nor stay in a cache.
            headers["Referrer-Policy"] = "no-referrer";
            headers.CacheControl = "no-cache, no-store";
        }

        return IsForeignSocket(context) ? RefuseAsync(context) : next(context);
    });

    private static string PolicyOf(HttpContext context)
    {
        if (context.IsEmbedded())
        {
            return EmbeddedPolicy;
        }

        return context.IsPreviewFrame() ? PreviewPolicy : Policy;
    }

    /// <summary>Plain http is for this machine only; elsewhere it is sent on to https.</summary>
    public static void UseSecureTransport(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Request.IsHttps)
        {
            context.Response.Headers.StrictTransportSecurity = "max-age=31536000";
            return next(context);
        }

        if (IsThisMachine(context) || context.Request.Path.StartsWithSegments("/health"))
        {
            return next(context);
        }

        var target = new UriBuilder("https", context.Request.Host.Host)
        {
            Path = context.Request.Path,
            Query = context.Request.QueryString.Value,
        };
        context.Response.Redirect(target.Uri.AbsoluteUri, permanent: false, preserveMethod: true);
        return Task.CompletedTask;
    });

    // A booking page that is filled in for someone shows them, whoever opens it.
    private static bool HasSecret(HttpRequest request) => HasSecretPath(request.Path)
        || (request.Path.StartsWithSegments("/book") && request.Query.ContainsKey("for"));

    private static bool HasSecretPath(PathString path) =>
        path.StartsWithSegments("/booking") || path.StartsWithSegments("/calendar") || path.StartsWithSegments("/form")
        || path.StartsWithSegments("/account") || path.StartsWithSegments("/waitlist") || path.StartsWithSegments("/unsubscribe");

    private static bool IsThisMachine(HttpContext context) =>
        context.Connection.LocalIpAddress is null || IPAddress.IsLoopback(context.Connection.LocalIpAddress);

    // A page of another site could open our socket with the visitor's cookie: browsers say where it came from.
    private static bool IsForeignSocket(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/_blazor")
        && context.Request.Headers.Origin.ToString() is { Length: > 0 } origin
        && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || from.Authority != context.Request.Host.Value);

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
