using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

using CareOps.Core.Files;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>
/// Calls providers' APIs: with a limit on time and size, and without following redirects, so that a request goes to the configured
/// address and nowhere else.
/// </summary>
public sealed class ProviderHttp : IDisposable
{
    private const int MostBytes = 4 * 1024 * 1024;

    private const int BytesOfASecond = 1024 * 1024;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly Duration LongestWait = Duration.FromHours(1);

    private readonly HttpClient _client;

    private readonly IClock _clock;

    public ProviderHttp(IClock clock)
    {
        _clock = clock;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = ConnectionLifetime,
            ConnectCallback = ConnectAsync,
        };
        _client = new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostBytes };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("CareOps/1.0");
    }

    /// <summary>How long one request may take: less than the lease of a delivery.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    public void Dispose() => _client.Dispose();

    /// <summary>Hands over a message.</summary>
    /// <param name="request">The request; disposed here.</param>
    /// <param name="provider">How the provider is called in sentences.</param>
    /// <param name="knowsRepetitions">Whether the request carries a key by which the provider knows a repetition.</param>
    /// <param name="read">What an answer means that is neither about the sign-in nor about the moment; null where it is not the provider's.</param>
    /// <param name="cancellationToken">Stops waiting, and throws.</param>
    public async Task<SendOutcome> SendAsync(
        HttpRequestMessage request,
        string provider,
        bool knowsRepetitions,
        Func<ProviderAnswer, SendOutcome?> read,
        CancellationToken cancellationToken)
    {
        var lost = knowsRepetitions ? SendOutcomeKind.RepeatHere : SendOutcomeKind.Ambiguous;
        try
        {
            var answer = await AskAsync(request, cancellationToken);
            return answer.Status switch
            {
                HttpStatusCode.Unauthorized => new(
                    SendOutcomeKind.TryAgain, $"{provider} refused the sign-in. Check the key in Settings, Channels."),
                HttpStatusCode.TooManyRequests => Later(answer, $"{provider} asks to slow down. CareOps tries again later."),
                HttpStatusCode.RequestTimeout => Later(answer, $"{provider} did not get the whole message in time."),

                // A gateway speaks: what stands behind it may have accepted the message.
                HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => new(
                    lost, $"{provider} took the message but never said whether it accepted it."),
                >= HttpStatusCode.InternalServerError => Later(answer, $"{provider} has a problem of its own and can't take messages now."),
                >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new(
                    SendOutcomeKind.TryAgain, $"{provider} answered with a redirect, which CareOps does not follow."),
                _ => read(answer) ?? new(lost, $"{provider}'s answer made no sense, so nobody knows whether it took the message."),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome(lost, $"{provider} took the message but never said whether it accepted it.");
        }
        catch (HttpRequestException exception) when (WasNeverSent(exception))
        {
            return new SendOutcome(SendOutcomeKind.TryAgain, $"{provider} can't be reached.");
        }
        catch (HttpRequestException)
        {
            return new SendOutcome(lost, $"The connection to {provider} broke while the message was being sent.");
        }
    }

    /// <summary>Asks for something, such as the text of a received message.</summary>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    /// <exception cref="OperationCanceledException">The answer didn't come in time.</exception>
    public async Task<ProviderAnswer> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Timeout + TimeFor(request.Content?.Headers.ContentLength ?? 0));
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, limit.Token);
            var headers = answer.Headers.ToDictionary(
                static header => header.Key, static header => string.Join(' ', header.Value), StringComparer.OrdinalIgnoreCase);

            // JSON is UTF-8; what the answer says of its alphabet may name one that doesn't exist.
            var body = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(limit.Token));
            return new ProviderAnswer(answer.StatusCode, headers, body) { RetryAfter = WaitOf(answer) };
        }
    }

    /// <summary>Fetches a file, without keeping it in memory.</summary>
    /// <param name="request">The request.</param>
    /// <param name="keep">Reads it to its end.</param>
    /// <param name="cancellationToken">Stops, and throws.</param>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    /// <exception cref="IOException">The connection broke on the way.</exception>
    /// <exception cref="OperationCanceledException">It didn't come in time.</exception>
    public async Task<FetchedFile> FetchAsync(
        HttpRequestMessage request, Func<Stream, CancellationToken, Task<Result<KeptFile>>> keep, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout + TimeFor(FileStore.MostBytes));
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        if (answer is { StatusCode: >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest, Headers.Location: { } location })
        {
            return new FetchedFile(location, null);
        }

        if (!answer.IsSuccessStatusCode)
        {
            return new FetchedFile(null, null);
        }

        await using var content = await answer.Content.ReadAsStreamAsync(limit.Token);
        return new FetchedFile(null, await keep(content, limit.Token));
    }

    /// <summary>How much longer something so large may take: a line that carries less than a megabyte a second is broken.</summary>
    internal static TimeSpan TimeFor(long bytes) => TimeSpan.FromSeconds(bytes / BytesOfASecond);

    private static SendOutcome Later(ProviderAnswer answer, string reason) =>
        new SendOutcome(SendOutcomeKind.TryAgain, reason) with { RetryAfter = answer.RetryAfter };

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

    private static bool WasNeverSent(HttpRequestException exception) => exception.HttpRequestError
        is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    // With a limit of its own: a provider that can't be reached is told from one that took the request and fell silent.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>What came of fetching a file.</summary>
/// <param name="Location">Where it lies instead.</param>
/// <param name="Value">What reading it came to; null where it was not handed over.</param>
public sealed record FetchedFile(Uri? Location, Result<KeptFile>? Value);

/// <summary>What a provider answered.</summary>
public sealed record ProviderAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public Duration? RetryAfter { get; init; }

    public bool Succeeded => (int)Status is >= 200 and < 300;

    /// <summary>A text or number of the body's JSON object; null where it has none.</summary>
    public string? Field(string name)
    {
        try
        {
            using var json = JsonDocument.Parse(Body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value)
                ? value.ValueKind switch
                {
                    JsonValueKind.String => value.GetString(),
                    JsonValueKind.Number => value.GetDouble().ToString(CultureInfo.InvariantCulture),
                    _ => null,
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
