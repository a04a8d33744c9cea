using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Bench.Deliveries;

/// <summary>Stands in for SendGrid, which knows no repetition: takes every mail and notes when and how often it came.</summary>
internal sealed class CountingProvider : IAsyncDisposable
{
    // As our request carries it: "custom_args":{"delivery":"{id}-{round}"}.
    private static readonly byte[] BeforeKey = Encoding.ASCII.GetBytes("\"delivery\":\"");

    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, int> _times = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<long> _arrivals = new();
    private int _count;

    private CountingProvider(WebApplication application)
    {
        _application = application;
    }

    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>How many mails came since the last <see cref="Forget"/>.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How many mails came again that had come before.</summary>
    public int Duplicates => _times.Values.Sum(static times => times - 1);

    /// <summary>When mails came, in ticks of the stopwatch, oldest first.</summary>
    public IReadOnlyList<long> Arrivals => [.. _arrivals.Order()];

    public static async Task<CountingProvider> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static options => options.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var provider = new CountingProvider(application);
        application.Run(provider.AnswerAsync);
        await application.StartAsync(cancellationToken);
        return provider;
    }

    public void Forget()
    {
        _times.Clear();
        _arrivals.Clear();
        Volatile.Write(ref _count, 0);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _arrivals.Enqueue(Stopwatch.GetTimestamp());
        _times.AddOrUpdate(KeyIn(body.GetBuffer().AsSpan(0, (int)body.Length)), 1, static (_, times) => times + 1);
        Interlocked.Increment(ref _count);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.Headers["X-Message-Id"] = "taken";
        context.Response.ContentLength = 0;
    }

    private static string KeyIn(ReadOnlySpan<byte> body)
    {
        var rest = body[(body.IndexOf(BeforeKey) + BeforeKey.Length)..];
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'"')]);
    }
}
