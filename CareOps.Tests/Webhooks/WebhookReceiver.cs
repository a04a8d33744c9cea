using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

using CareOps.Core.Webhooks;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Tests.Webhooks;

/// <summary>
/// A program that receives events, on a port of this machine, as docs/webhooks.md tells its authors to write one: it believes only what
/// is signed with a secret it knows. What a request has that the document doesn't know, or lacks, fails the test at the end.
/// </summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly string[] Headers =
        ["Host", "Content-Type", "Content-Length", "User-Agent", "webhook-id", "webhook-timestamp", "webhook-signature"];

    private static readonly string[] Fields = ["id", "type", "version", "timestamp", "workspace", "data"];

    private readonly WebApplication _application;
    private readonly IClock _clock;
    private readonly ConcurrentQueue<string> _faults = new();

    private WebhookReceiver(WebApplication application, IClock clock)
    {
        (_application, _clock) = (application, clock);
    }

    /// <summary>What a signature may be made with; empty: signatures are not checked.</summary>
    public ConcurrentQueue<string> Secrets { get; } = new();

    public ReceiverMode Mode { get; set; } = ReceiverMode.Accept;

    /// <summary>Under <see cref="ReceiverMode.Late"/>: answered once this is set.</summary>
    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What came in, whatever was answered.</summary>
    public ConcurrentQueue<ReceivedEvent> Requests { get; } = new();

    /// <summary>What was taken: each delivery id once, as the document recommends.</summary>
    public ConcurrentDictionary<string, ReceivedEvent> Taken { get; } = new(StringComparer.Ordinal);

    public string Url => $"{_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}/careops";

    public int Port => new Uri(Url).Port;

    public static async Task<WebhookReceiver> StartAsync(IClock clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var receiver = new WebhookReceiver(application, clock);
        application.Run(receiver.AnswerAsync);
        await application.StartAsync(CancellationToken.None);
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        Release.TrySetResult();
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
        Assert.Empty(_faults);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
        var received = new ReceivedEvent(
            $"{context.Request.Headers["webhook-id"]}",
            $"{context.Request.Headers["webhook-timestamp"]}",
            $"{context.Request.Headers["webhook-signature"]}",
            memory.ToArray());
        Requests.Enqueue(received);
        Check(context, received);
        if (Mode is ReceiverMode.Accept or ReceiverMode.Late)
        {
            Taken.TryAdd(received.Id, received);
        }

        await RespondAsync(context);
    }

    private async Task RespondAsync(HttpContext context)
    {
        switch (Mode)
        {
            case ReceiverMode.Accept:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case ReceiverMode.Fail:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                await context.Response.WriteAsync("<html>\0 oops \u0007</html>", context.RequestAborted);
                break;
            case ReceiverMode.Redirect:
                context.Response.Headers.Location = Url;
                context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
                break;
            case ReceiverMode.SlowDown:
                context.Response.Headers.RetryAfter = "7200";
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                break;
            case ReceiverMode.Gone:
                context.Response.StatusCode = StatusCodes.Status410Gone;
                break;
            case ReceiverMode.Drop:
                context.Abort();
                break;
            case ReceiverMode.Drip:
                await DripAsync(context);
                break;
            case ReceiverMode.Late:
                await Release.Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            default:
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
        }
    }

    // Accepts, and then says so for ever.
    private static async Task DripAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync(".", CancellationToken.None);
            await Task.Delay(50, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Check(HttpContext context, ReceivedEvent received)
    {
        Require(context.Request.Method == "POST", "An event is posted.");
        Require(context.Request.ContentType == "application/json", "The body is no JSON.");
        Require(context.Request.Headers.Keys.All(name => Headers.Contains(name, StringComparer.OrdinalIgnoreCase)), "A header is not documented.");
        Require(Guid.TryParseExact(received.Id, "D", out _), "webhook-id is no id.");
        var age = _clock.GetCurrentInstant().ToUnixTimeSeconds() - long.Parse(received.Timestamp, CultureInfo.InvariantCulture);
        Require(Math.Abs(age) <= 300, "webhook-timestamp is older than five minutes.");
        Require(Secrets.IsEmpty || Secrets.Any(received.IsSignedWith), "No signature is made with a known secret.");
        var json = received.Json();
        Require(json.EnumerateObject().Select(static field => field.Name).SequenceEqual(Fields), "The fields are not the documented ones.");
    }

    private void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            _faults.Enqueue(otherwise);
        }
    }
}

/// <summary>A request as it came.</summary>
internal sealed record ReceivedEvent(string Id, string Timestamp, string Signature, byte[] Body)
{
    public string Type => Json().GetProperty("type").GetString()!;

    public JsonElement Json() => JsonDocument.Parse(Body).RootElement;

    /// <summary>As a receiver checks: it makes the signature itself, and looks for it among those that were sent.</summary>
    public bool IsSignedWith(string secret)
    {
        var key = Convert.FromBase64String(secret[WebhookSecrets.Prefix.Length..]);
        var signed = Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.").Concat(Body).ToArray();
        var expected = $"v1,{Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(key, signed))}";
        return Signature.Split(' ').Contains(expected, StringComparer.Ordinal);
    }
}

internal enum ReceiverMode
{
    Accept,
    Fail,
    Redirect,
    SlowDown,
    Gone,
    Drop,

    /// <summary>Takes the request and says nothing.</summary>
    Stall,

    /// <summary>Answers, but never comes to an end.</summary>
    Drip,

    /// <summary>Takes it, and answers when the test lets it.</summary>
    Late,
}
