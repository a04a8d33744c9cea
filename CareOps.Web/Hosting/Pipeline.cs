using CareOps.Core.Data;
using CareOps.Web.Components;
using CareOps.Web.Webhooks;

namespace CareOps.Web.Hosting;

/// <summary>What a request passes, in order.</summary>
public static class Pipeline
{
    private const string SecondsUntilRetry = "5";

    public static WebApplication UseCareOps(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseEmbedding();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/status/500",
            StatusCodeSelector = static exception => DatabaseFailures.IsUnavailable(exception)
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError,
        });
        app.Use(RetryAfterAsync);
        app.UseSecurityHeaders();
        app.UseStatusCodePagesWithReExecute("/status/{0}");
        app.UseSecureTransport();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseWorkspaceGate();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapCareOpsHealth();
        app.MapProviderWebhooks();
        app.MapRazorPages().WithStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    private static Task RetryAfterAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
            {
                context.Response.Headers.RetryAfter = SecondsUntilRetry;
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}
