using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

using CareOps.Core.Messaging;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CareOps.Tests.Messaging;

/// <summary>
/// The APIs of Resend, SendGrid and Twilio as they are documented, on a port of this machine. What a request has that the
/// documentation doesn't know, or lacks, is a fault that <see cref="DisposeAsync"/> fails the test for.
/// </summary>
internal sealed partial class ProviderSimulator : IAsyncDisposable
{
    public const string Key = "fake-key-for-tests";
    public const string AccountSid = "AC00000000000000000000000000000001";

    private static readonly string[] ResendFields = ["from", "to", "subject", "text", "html", "headers", "tags", "reply_to", "attachments"];
    private static readonly string[] SendGridFields = ["personalizations", "from", "subject", "content", "reply_to", "attachments"];
    private static readonly string[] TwilioFields = ["To", "From", "MessagingServiceSid", "Body", "StatusCallback"];

    private static readonly string[] ResendFileFields = ["content", "content_type", "filename"];
    private static readonly string[] SendGridFileFields = ["content", "disposition", "filename", "type"];

    private readonly WebApplication _application;
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentDictionary<string, string> _idempotent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _received = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    private ProviderSimulator(WebApplication application)
    {
        _application = application;
    }

    public SimulatorMode Mode { get; set; } = SimulatorMode.Accept;

    /// <summary>What <see cref="Mode"/> holds for; everything else is accepted.</summary>
    public Func<SimulatedRequest, bool> Concerns { get; set; } = static _ => true;

    /// <summary>What is said in Retry-After: seconds, or a date.</summary>
    public string RetryAfter { get; set; } = "900";

    /// <summary>What came in, whatever was answered.</summary>
    public ConcurrentQueue<SimulatedRequest> Requests { get; } = new();

    /// <summary>What customers got: each idempotency key once.</summary>
    public ConcurrentQueue<SimulatedRequest> Delivered { get; } = new();

    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public ProviderAddresses Addresses => new(Address, Address, Address);

    public static async Task<ProviderSimulator> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        var application = builder.Build();
        var simulator = new ProviderSimulator(application);
        application.Run(simulator.AnswerAsync);
        await application.StartAsync(CancellationToken.None);
        return simulator;
    }

    /// <summary>Resend's answer to who asks for a received mail.</summary>
    public void Hold(string emailId, object email) => _received[emailId] = JsonSerializer.Serialize(email);

    /// <summary>A file of a received message: what its address, a redirect or a signed link leads to.</summary>
    public void HoldFile(string id, byte[] content) => _files[id] = content;

    /// <summary>Where Twilio says that such a file is.</summary>
    public string MediaUrl(string id) => new Uri(Address, $"/2010-04-01/Accounts/{AccountSid}/Messages/MM1/Media/{id}").AbsoluteUri;

    /// <summary>Nobody gets a file now.</summary>
    public bool FilesAreDown { get; set; }

    /// <summary>Where Twilio sends on to; null for its own network.</summary>
    public string? MediaLeadsTo { get; set; }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
        Assert.Empty(_faults);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var request = new SimulatedRequest(
            context.Request.Path.Value!,
            await reader.ReadToEndAsync(context.RequestAborted),
            context.Request.Headers["Idempotency-Key"].FirstOrDefault());
        Requests.Enqueue(request);
        if (IsOfAFile(request.Path))
        {
            Require(context.Request.Method == "GET", "Files are asked for with GET.");
            await AnswerWithFileAsync(context, request.Path);
            return;
        }

        if (request.Path.StartsWith("/emails/receiving/", StringComparison.Ordinal))
        {
            Require(context.Request.Method == "GET", "Received mail is asked for with GET.");
            CheckBearer(context);
            var isHere = _received.TryGetValue(request.Path.Split('/')[^1], out var email);
            await WriteAsync(context, isHere ? 200 : 404, email ?? "{}");
            return;
        }

        Check(context, request);
        var mode = Concerns(request) ? Mode : SimulatorMode.Accept;
        if (mode is SimulatorMode.Accept or SimulatorMode.DropAfterAccepting or SimulatorMode.StallAfterAccepting or SimulatorMode.GarbageAfterAccepting
            && (request.IdempotencyKey is null || _idempotent.TryAdd(request.IdempotencyKey, request.Body)))
        {
            Delivered.Enqueue(request);
        }

        await AnswerAsync(context, request, mode);
    }

    private async Task AnswerAsync(HttpContext context, SimulatedRequest request, SimulatorMode mode)
    {
        switch (mode)
        {
            case SimulatorMode.Accept when request.IdempotencyKey is { } key && _idempotent[key] != request.Body:
                await WriteAsync(context, 409, """{"name":"invalid_idempotent_request"}""");
                break;
            case SimulatorMode.Accept:
                await AcceptAsync(context, request);
                break;
            case SimulatorMode.ServerError:
                await WriteAsync(context, 500, "<html>oops</html>");
                break;
            case SimulatorMode.TooManyRequests:
                context.Response.Headers.RetryAfter = RetryAfter;
                await WriteAsync(context, 429, "{}");
                break;
            case SimulatorMode.Unauthorized:
                await WriteAsync(context, 401, "{}");
                break;
            case SimulatorMode.Redirect:
                context.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
                await WriteAsync(context, 307, string.Empty);
                break;
            case SimulatorMode.Refuse:
                await WriteAsync(context, 400, """{"code":21211,"name":"validation_error"}""");
                break;
            case SimulatorMode.Stopped:
                await WriteAsync(context, 400, """{"code":21610,"message":"Attempt to send to unsubscribed recipient"}""");
                break;
            case SimulatorMode.Garbage or SimulatorMode.GarbageAfterAccepting:
                context.Response.ContentType = mode == SimulatorMode.Garbage ? "text/html" : "text/html; charset=nonsense";
                await WriteAsync(context, 200, "<html>Welcome to the wireless network</html>");
                break;
            case SimulatorMode.DropBeforeAccepting or SimulatorMode.DropAfterAccepting:
                context.Abort();
                break;
            default:
                await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, context.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
        }
    }

    private static bool IsOfAFile(string path) => path.StartsWith("/network/", StringComparison.Ordinal)
        || path.Contains("/Media/", StringComparison.Ordinal)
        || path.Contains("/attachments/", StringComparison.Ordinal);

    private async Task AnswerWithFileAsync(HttpContext context, string path)
    {
        var id = path.Split('/')[^1];
        if (FilesAreDown || !_files.TryGetValue(id, out var content))
        {
            await WriteAsync(context, FilesAreDown ? 503 : 404, string.Empty);
        }
        else if (path.StartsWith("/network/", StringComparison.Ordinal))
        {
            Require(context.Request.Headers.Authorization.Count == 0, "The account's key went to a network that must not see it.");
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
        }
        else if (path.Contains("/Media/", StringComparison.Ordinal))
        {
            CheckBasic(context);
            context.Response.Headers.Location = MediaLeadsTo ?? $"/network/{id}";
            await WriteAsync(context, 307, string.Empty);
        }
        else
        {
            CheckBearer(context);
            await WriteAsync(context, 200, JsonSerializer.Serialize(new { @object = "attachment", id, download_url = new Uri(Address, $"/network/{id}?signature=1") }));
        }
    }

    private static Task AcceptAsync(HttpContext context, SimulatedRequest request)
    {
        var id = Guid.NewGuid().ToString("N");
        if (request.Path == "/v3/mail/send")
        {
            context.Response.Headers["X-Message-Id"] = id;
            return WriteAsync(context, 202, string.Empty);
        }

        return request.Path == "/emails"
            ? WriteAsync(context, 200, $$"""{"id":"{{request.IdempotencyKey}}"}""")
            : WriteAsync(context, 201, $$"""{"sid":"SM{{id}}","status":"queued"}""");
    }

    private static Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    private void Check(HttpContext context, SimulatedRequest request)
    {
        Require(context.Request.Method == "POST", $"{request.Path} was asked with {context.Request.Method}.");
        switch (request.Path)
        {
            case "/emails":
                CheckBearer(context);
                Require(request.IdempotencyKey is { Length: > 0 and <= 256 }, "There is no idempotency key.");
                CheckJson(context, request, ResendFields);
                break;
            case "/v3/mail/send":
                CheckBearer(context);
                CheckJson(context, request, SendGridFields);
                break;
            case $"/2010-04-01/Accounts/{AccountSid}/Messages.json":
                CheckBasic(context);
                Require(context.Request.ContentType == "application/x-www-form-urlencoded", "Twilio takes a form.");
                CheckForm(request.Form());
                break;
            default:
                _faults.Enqueue($"Nobody knows {request.Path}.");
                break;
        }
    }

    private void CheckForm(IReadOnlyDictionary<string, string> form)
    {
        Require(form.Keys.All(TwilioFields.Contains), "Twilio doesn't know one of the parameters.");
        Require(form.ContainsKey("From") != form.ContainsKey("MessagingServiceSid"), "Either From or MessagingServiceSid.");
        Require(Number().IsMatch(form["To"]), "To is not E.164.");
        Require(form["Body"].Length is > 0 and <= 1600, "Body is empty or too long.");
    }

    private void CheckBasic(HttpContext context) => Require(
        context.Request.Headers.Authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountSid}:{Key}"))}",
        "Twilio's basic authentication is wrong.");

    private void CheckBearer(HttpContext context) =>
        Require(context.Request.Headers.Authorization == $"Bearer {Key}", "The key is not in a bearer token.");

    private void CheckJson(HttpContext context, SimulatedRequest request, string[] fields)
    {
        Require(context.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true, "The body is not JSON.");
        var json = request.Json();
        Require(json.EnumerateObject().All(field => fields.Contains(field.Name)), $"{request.Path} doesn't know one of the fields.");
        Require(json.GetProperty("subject").GetString() is { Length: > 0 }, "There is no subject.");
        Require(context.Request.ContentLength > 0, "The length is not said beforehand.");
        var known = request.Path == "/emails" ? ResendFileFields : SendGridFileFields;
        foreach (var file in request.Files())
        {
            Require(file.EnumerateObject().Select(static field => field.Name).Order(StringComparer.Ordinal).SequenceEqual(known), "A file has other fields.");
            Require(file.GetProperty("content").TryGetBytesFromBase64(out var content) && content.Length > 0, "A file is not in base64, or empty.");
            Require(file.GetProperty("filename").GetString() is { Length: > 0 }, "A file has no name.");
        }

        if (request.Path == "/emails")
        {
            Require(json.GetProperty("to").GetArrayLength() == 1, "to is no list of one.");
            Require(json.GetProperty("tags").EnumerateArray().All(tag => Tag().IsMatch(tag.GetProperty("value").GetString()!)), "A tag has characters that Resend refuses.");
        }
        else
        {
            var one = Assert.Single(json.GetProperty("personalizations").EnumerateArray());
            Require(one.GetProperty("custom_args").GetProperty("delivery").GetString() is { Length: > 0 }, "There are no custom_args.");
            Require(json.GetProperty("content")[0].GetProperty("type").GetString() == "text/plain", "There is no plain text.");
            Require(
                !json.TryGetProperty("attachments", out var files)
                || files.EnumerateArray().All(static file => !file.GetProperty("type").GetString()!.Contains(';', StringComparison.Ordinal)),
                "The attachment type cannot contain ';', or CRLF characters.");
        }
    }

    private void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            _faults.Enqueue(otherwise);
        }
    }

    [GeneratedRegex(@"^\+[1-9]\d{6,14}$", RegexOptions.None, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$", RegexOptions.None, 1000)]
    private static partial Regex Tag();
}

/// <summary>A request as it came.</summary>
internal sealed record SimulatedRequest(string Path, string Body, string? IdempotencyKey)
{
    public JsonElement Json() => JsonDocument.Parse(Body).RootElement;

    /// <summary>What goes with a mail.</summary>
    public IReadOnlyList<JsonElement> Files() => Json().TryGetProperty("attachments", out var files) ? [.. files.EnumerateArray()] : [];

    public IReadOnlyDictionary<string, string> Form() => Body.Split('&').Select(static pair => pair.Split('='))
        .ToDictionary(static pair => Uri.UnescapeDataString(pair[0]), static pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')), StringComparer.Ordinal);
}

internal enum SimulatorMode
{
    Accept,
    ServerError,
    TooManyRequests,
    Unauthorized,
    Redirect,
    Refuse,

    /// <summary>Twilio's own list says that this number answered STOP.</summary>
    Stopped,
    DropBeforeAccepting,
    DropAfterAccepting,
    StallBeforeAccepting,
    StallAfterAccepting,

    /// <summary>200 and a page, as of a network that wants people to sign in first.</summary>
    Garbage,

    /// <summary>200 and a page in an alphabet that doesn't exist, although the message was taken.</summary>
    GarbageAfterAccepting,
}
