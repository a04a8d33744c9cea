using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CareOps.Tests.Support;

/// <summary>Somebody else's website: another name, another port, and a content policy that lets our script and frame in.</summary>
internal sealed class HostSite : IAsyncDisposable
{
    private readonly WebApplication _site;

    private HostSite(WebApplication site)
    {
        _site = site;
    }

    /// <summary>A page on <c>localhost</c>; the program under test answers on 127.0.0.1, which browsers take for another site.</summary>
    public Uri Address => new(_site.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    /// <param name="careOps">Where the program is.</param>
    /// <param name="body">What stands in the page's main part.</param>
    public static async Task<HostSite> StartAsync(Uri careOps, string body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        var origin = careOps.GetLeftPart(UriPartial.Authority);
        site.MapGet("/", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src {origin}; frame-src {origin}; style-src 'self'; img-src 'self'";
            return Results.Content(
                $"<!DOCTYPE html><html lang=\"en\"><head><title>A clinic's own site</title></head><body><main><h1>Our clinic</h1>{body}</main></body></html>",
                "text/html");
        });
        await site.StartAsync(CancellationToken.None);
        return new HostSite(site);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
