using System.Globalization;
using System.Net;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CareOps.Bench.Bare;

/// <summary>The least a web server on this platform can do: a GET answers bytes from memory, a POST is read and redirected.</summary>
internal static class BareKestrel
{
    /// <summary>The hidden verb by which this program starts itself as that server.</summary>
    public const string Verb = "bare";

    public static async Task ServeAsync(string port, string pageFile, CancellationToken cancellationToken)
    {
        var page = await File.ReadAllBytesAsync(pageFile, cancellationToken);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        });
        await using var app = builder.Build();
        app.Run(context => HttpMethods.IsPost(context.Request.Method) ? RedirectAsync(context) : AnswerAsync(context, page));
        await app.StartAsync(cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task RedirectAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = "/";
        context.Response.ContentLength = 0;
    }

    private static Task AnswerAsync(HttpContext context, byte[] page)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = page.Length;
        return context.Response.Body.WriteAsync(page, context.RequestAborted).AsTask();
    }
}
