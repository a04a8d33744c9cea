using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CareOps.Tests.Messaging;

/// <summary>
/// A mail server that fails at one exact point of a sending. That our mail is good is proven at other people's servers
/// (<see cref="Support.SmtpServer"/>); this one only breaks off where those can't be made to.
/// </summary>
internal sealed class SmtpSimulator : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private readonly Lock _counting = new();
    private int _atOnce;

    private SmtpSimulator()
    {
        _listener.Start();
        _work = ServeAsync();
    }

    public SmtpFault Fault { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What the server keeps, whatever it answered.</summary>
    public ConcurrentQueue<string> Delivered { get; } = new();

    /// <summary>How many mails were being taken at one moment, at most.</summary>
    public int MostAtOnce { get; private set; }

    public static SmtpSimulator Start() => new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _work;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                sessions.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await using var writer = new StreamWriter(stream, Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
                await TalkAsync(reader, writer);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The other side went, or the test is over.
            }
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        if (Fault == SmtpFault.Silent)
        {
            await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, _stop.Token);
        }

        await writer.WriteLineAsync("220 simulator");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var command = line.Split(' ')[0].ToUpperInvariant();
            if (command == "QUIT" || (command == "MAIL" && Fault == SmtpFault.CutBeforeMessage))
            {
                return;
            }

            await writer.WriteLineAsync(command switch
            {
                "MAIL" when Fault == SmtpFault.SignInRequired => "530 5.7.0 Authentication required",
                "RCPT" when Fault == SmtpFault.SlowDown => "451 4.7.1 Too many messages, slow down",
                "DATA" => "354 Go on",
                _ => "250 Yes",
            });
            if (command == "DATA" && !await TakeAsync(reader, writer))
            {
                return;
            }
        }
    }

    /// <returns>Whether the conversation goes on.</returns>
    private async Task<bool> TakeAsync(StreamReader reader, StreamWriter writer)
    {
        lock (_counting)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
        }

        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line and not ".")
        {
            mail.AppendLine(line);
        }

        lock (_counting)
        {
            _atOnce--;
        }

        if (Fault == SmtpFault.ProblemOfItsOwn)
        {
            await writer.WriteLineAsync("451 4.3.0 Local error in processing");
            return true;
        }

        Delivered.Enqueue(mail.ToString());
        switch (Fault)
        {
            case SmtpFault.CutAfterMessage:
                return false;
            case SmtpFault.SilentAfterMessage:
                await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, _stop.Token);
                return false;
            case SmtpFault.GarbageAfterMessage:
                await writer.WriteLineAsync("<html>Welcome to the wireless network</html>");
                return true;
            default:
                await writer.WriteLineAsync("250 Taken");
                return true;
        }
    }
}

internal enum SmtpFault
{
    None,
    SignInRequired,
    SlowDown,
    ProblemOfItsOwn,
    Silent,
    SilentAfterMessage,
    CutBeforeMessage,
    CutAfterMessage,
    GarbageAfterMessage,
}
