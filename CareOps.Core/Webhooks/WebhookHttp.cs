using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Webhooks;

/// <summary>Which addresses events may be sent to.</summary>
/// <param name="AllowsPrivateNetworks">Addresses of this machine and its network, and plain http: for receivers that stand beside the server.</param>
public sealed record WebhookOptions(bool AllowsPrivateNetworks);

/// <summary>
/// Posts to receivers. It connects to the very address that was checked, follows no redirect, uses no proxy and keeps no cookie, so a
/// request reaches a public address or none. Limits on time and size bound what a receiver can hold up.
/// </summary>
public sealed class WebhookHttp : IDisposable
{
    private const int MostOfAnAnswer = 1000;
    private const int MostHeaderKilobytes = 16;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private static readonly Duration LongestWait = Duration.FromHours(12);

    private readonly HttpClient _client;
    private readonly WebhookOptions _options;
    private readonly IClock _clock;

    public WebhookHttp(WebhookOptions options, IClock clock)
    {
        (_options, _clock) = (options, clock);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = MostHeaderKilobytes,

            // Where a name points to is asked anew each time: a kept connection would go on to where it pointed before.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = ConnectAsync,
        };
        _client = new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
    }

    /// <summary>How long one request may take, answer included: less than the lease of a delivery.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Asks where a name points to. A test puts another in its place.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; set; } = Dns.GetHostAddressesAsync;

    public void Dispose() => _client.Dispose();

    /// <summary>Never throws for what a receiver may do wrong.</summary>
    public async Task<WebhookAnswer> PostAsync(
        string url, IReadOnlyList<(string Name, string Value)> headers, byte[] body, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var head = HeadOf(url, headers, body);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            using var request = RequestOf(url, headers, body);
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var beginning = await BeginningAsync(answer, limit.Token);
            return new WebhookAnswer(head, watch.Elapsed)
            {
                Status = (int)answer.StatusCode,
                ResponseHead = HeadOf(answer, beginning),
                RetryAfter = WaitOf(answer),
                Problem = ProblemOf(answer.StatusCode),
            };
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new WebhookAnswer(head, watch.Elapsed) { Problem = Explain(exception) };
        }
    }

    private static HttpRequestMessage RequestOf(string url, IReadOnlyList<(string Name, string Value)> headers, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    // What is done with it depends on the status alone; its beginning is for the person who reads the log.
    private static async Task<string> BeginningAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostOfAnAnswer];
        var read = await stream.ReadAtLeastAsync(buffer, MostOfAnAnswer, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }

    private static string HeadOf(string url, IReadOnlyList<(string Name, string Value)> headers, byte[] body)
    {
        var target = new Uri(url);
        var lines = headers
            .Prepend(("content-length", body.Length.ToString(CultureInfo.InvariantCulture)))
            .Prepend(("content-type", "application/json"))
            .Prepend(("host", target.Authority))
            .Select(static header => $"{header.Item1}: {header.Item2}");
        return $"POST {target.PathAndQuery}\n{string.Join('\n', lines)}";
    }

    private static string HeadOf(HttpResponseMessage answer, string beginning)
    {
        var lines = answer.Headers.Concat(answer.Content.Headers).Select(static header => $"{header.Key.ToLowerInvariant()}: {string.Join(", ", header.Value)}");
        return string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {answer.ReasonPhrase}\n{string.Join('\n', lines)}\n\n{beginning}");
    }

    private static string? ProblemOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => "The receiver answered with a redirect, which CareOps does not follow.",
        410 => "The receiver said that this address is gone.",
        429 => "The receiver asked to slow down.",
        var code => string.Create(CultureInfo.InvariantCulture, $"The receiver answered with {code}."),
    };

    private static string Explain(Exception exception) => exception switch
    {
        OperationCanceledException => "The receiver did not answer in time.",
        _ when Of<AddressRefusedException>(exception) is { } refused => refused.Message,
        _ when Of<AuthenticationException>(exception) is not null => "The receiver's certificate is out of date, or made out to another name.",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "The receiver's name is unknown.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "The receiver can't be reached.",
        _ => "The connection to the receiver broke.",
    };

    private static T? Of<T>(Exception exception)
        where T : Exception => exception as T ?? (exception.InnerException is { } inner ? Of<T>(inner) : null);

    // RFC 9110, section 10.2.3: seconds or a date.
    private Duration? WaitOf(HttpResponseMessage answer)
    {
        Duration? wait = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => Duration.FromTimeSpan(delta),
            { Date: { } date } => Instant.FromDateTimeOffset(date) - _clock.GetCurrentInstant(),
            _ => null,
        };
        return wait is { } asked ? Duration.Min(Duration.Max(asked, Duration.Zero), LongestWait) : null;
    }

    // One address that is not public refuses them all: a name that points to both is not one to be trusted.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTimeout);
        try
        {
            var addresses = await AddressesAsync(context.DnsEndPoint.Host, limit.Token);
            if (!_options.AllowsPrivateNetworks && !addresses.All(NetworkGuard.IsPublic))
            {
                throw new AddressRefusedException();
            }

            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, limit.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }

    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [address] : await Resolve(host, cancellationToken);
        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>The receiver's name points into a private network.</summary>
    private sealed class AddressRefusedException() : IOException(
        "The receiver's address lies in a private network, where CareOps sends nothing unless whoever runs the server allows it.");
}

/// <summary>What came of one try.</summary>
public sealed record WebhookAnswer(string RequestHead, TimeSpan Took)
{
    /// <summary>HTTP's; null where there was no answer.</summary>
    public int? Status { get; init; }

    public string? ResponseHead { get; init; }

    public Duration? RetryAfter { get; init; }

    /// <summary>A sentence for members; null where it was taken.</summary>
    public string? Problem { get; init; }

    public bool IsTaken => Problem is null;

    /// <summary>410: the receiver wants no more, ever.</summary>
    public bool IsGone => Status == (int)HttpStatusCode.Gone;
}
