using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

using CareOps.Bench.Framework;

namespace CareOps.Bench.Live;

/// <summary>
/// A member's open screen without a browser around it: a Blazor circuit that takes each batch of changes, says that it was drawn, and
/// notes when a text first came along. What a browser needs to draw it is not in the figure.
/// </summary>
internal sealed partial class OpenScreen : IAsyncDisposable
{
    private static readonly byte[] Handshake = Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e");

    private const byte EndOfHandshake = 0x1e;

    // The server closes a connection on which nothing came for thirty seconds; a browser says every fifteen that it is there.
    private static readonly TimeSpan BetweenPings = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private Task _receiving = Task.CompletedTask;
    private Task _pinging = Task.CompletedTask;
    private byte[] _awaited = [];
    private TaskCompletionSource<long> _seen = new();

    private OpenScreen()
    {
    }

    /// <param name="member">Signed in.</param>
    /// <param name="cookies">The member's.</param>
    /// <param name="address">The screen's full address.</param>
    /// <param name="text">Something that is on it once it is loaded.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<OpenScreen> OpenAsync(
        HttpClient member, CookieContainer cookies, Uri address, string text, CancellationToken cancellationToken)
    {
        var page = await member.GetStringAsync(address, cancellationToken);
        var components = Components().Matches(page).Select(static (found, index) =>
            $$"""{"type":"add","ssrComponentId":{{index + 1}},"marker":{{found.Groups["json"].Value}}}""");
        var start = new Start(
            $$"""{"batchId":1,"operations":[{{string.Join(',', components)}}]}""", State().Match(page).Groups["state"].Value);
        using var answer = await member.PostAsync(new Uri(address, "/_blazor/negotiate?negotiateVersion=1"), null, cancellationToken);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("connectionToken").GetString();
        var screen = new OpenScreen();
        try
        {
            await screen.ConnectAsync(cookies, address, token!, start, text, cancellationToken);
            return screen;
        }
        catch
        {
            await screen.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends when a change of the screen brings this text, with the moment as <see cref="Stopwatch"/> counts it. One text at a time.</summary>
    public Task<long> UntilAsync(string text)
    {
        lock (_lock)
        {
            _awaited = Encoding.UTF8.GetBytes(text);
            _seen = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _seen.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_receiving, _pinging);
        _socket.Dispose();
        _sending.Dispose();
        _closing.Dispose();
    }

    private async Task ConnectAsync(
        CookieContainer cookies, Uri address, string token, Start start, string text, CancellationToken cancellationToken)
    {
        var hub = new UriBuilder(address) { Scheme = "ws", Path = "/_blazor", Query = $"id={Uri.EscapeDataString(token)}" }.Uri;
        _socket.Options.Cookies = cookies;
        _socket.Options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
        await _socket.ConnectAsync(hub, cancellationToken);
        await _socket.SendAsync(Handshake, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        var loaded = UntilAsync(text);
        _receiving = ReceiveAsync();
        _pinging = PingAsync();
        await SendAsync(Packed.Call("0", "StartCircuit", $"{address.GetLeftPart(UriPartial.Authority)}/", address.AbsoluteUri, "[]", start.State));
        await SendAsync(Packed.Call(null, "UpdateRootComponents", start.Operations, string.Empty));
        await loaded.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[16_384];
        using var frame = new MemoryStream();
        var isShaken = false;
        try
        {
            while (true)
            {
                frame.SetLength(0);
                ValueWebSocketReceiveResult received;
                do
                {
                    received = await _socket.ReceiveAsync(buffer.AsMemory(), _closing.Token);
                    await frame.WriteAsync(buffer.AsMemory(0, received.Count), _closing.Token);
                }
                while (!received.EndOfMessage);

                if (received.MessageType == WebSocketMessageType.Close)
                {
                    throw new BenchmarkException("The server closed a screen.");
                }

                // The first frame answers the handshake, and what came right after it may be in the same one.
                var bytes = frame.ToArray();
                foreach (var message in Packed.Messages(isShaken ? bytes : bytes[(Array.IndexOf(bytes, EndOfHandshake) + 1)..]))
                {
                    await TakeAsync(message);
                }

                isShaken = true;
            }
        }
        catch (Exception exception) when (_closing.IsCancellationRequested && exception is OperationCanceledException or WebSocketException)
        {
            // The screen is closed.
        }
        catch (Exception exception)
        {
            lock (_lock)
            {
                _seen.TrySetException(exception);
            }
        }
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(BetweenPings);
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token))
            {
                await SendAsync(Packed.Ping);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The screen is closed, or whoever receives will say why not.
        }
    }

    private async Task TakeAsync(object?[] message)
    {
        if (message is [3L, _, _, 1L, string refusal, ..])
        {
            throw new BenchmarkException($"The server refused a call: {refusal}");
        }

        if (message is not [1L, _, _, string target, object?[] arguments, ..])
        {
            return;
        }

        switch (target, arguments)
        {
            case ("JS.RenderBatch", [long batch, byte[] changes, ..]):
                Look(changes);
                await SendAsync(Packed.Call(null, "OnRenderCompleted", batch, null));
                break;
            case ("JS.BeginInvokeJS", [long task, _, _, long resultKind, ..]):
                // Scripts are the browser's; an object of theirs is only ever handed back.
                var result = resultKind == 1 ? """{"__jsObjectId":1}""" : "null";
                await SendAsync(Packed.Call(null, "EndInvokeJSFromDotNet", task, true, $"[{task},true,{result}]"));
                break;
            case ("JS.Error", [string error, ..]):
                throw new BenchmarkException($"The screen failed: {error}");
            default:
                break;
        }
    }

    private void Look(byte[] changes)
    {
        lock (_lock)
        {
            if (_awaited.Length > 0 && changes.AsSpan().IndexOf(_awaited) >= 0)
            {
                _seen.TrySetResult(Stopwatch.GetTimestamp());
            }
        }
    }

    private async Task SendAsync(byte[] message)
    {
        await _sending.WaitAsync(_closing.Token);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, _closing.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>What the page says about the components on it, as Blazor's own script sends it back.</summary>
    private sealed record Start(string Operations, string State);

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>[^-]*)-->", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex State();

    [GeneratedRegex("""<!--Blazor:(?<json>\{"type":"server".*?\})-->""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Components();
}
