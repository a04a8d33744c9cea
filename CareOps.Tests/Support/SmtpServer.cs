using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareOps.Tests.Support;

/// <summary>
/// A real SMTP server, aiosmtpd, on a port of its own: what a test wants to know is whether another's software takes
/// our mail. It ends with this process, however that ends (see smtp_server.py).
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    public const string Host = "127.0.0.1";

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("careops-smtp-").FullName;
    private readonly StringBuilder _complaints = new();
    private readonly Process _process;

    private SmtpServer(string python, int port, IEnumerable<string> account)
    {
        SetMode(SmtpMode.Accept);
        var script = Path.Combine(AppContext.BaseDirectory, "Support", "smtp_server.py");
        var start = new ProcessStartInfo(python, [script, _folder, $"{port}", .. account])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Complain(line.Data);
        _process.BeginErrorReadLine();
    }

    public int Port { get; private set; }

    /// <summary>Starts a server that accepts everything.</summary>
    /// <param name="user">Given: mail is taken from this user only.</param>
    /// <param name="password">The user's.</param>
    /// <param name="certificate">Given: mail is taken after STARTTLS only. The files of a certificate and its key.</param>
    /// <param name="port">0: a free one. Another: to come back where a server was before.</param>
    /// <exception cref="InvalidOperationException">The server is missing or did not start; the message says why.</exception>
    public static async Task<SmtpServer> StartAsync(
        string? user = null, string? password = null, int port = 0, (string File, string Key)? certificate = null)
    {
        string[] files = certificate is { } pair ? [pair.File, pair.Key] : [];
        string[] account = user is null ? [] : [user, password ?? "", .. files];
        var server = new SmtpServer(SystemTools.SmtpPython.Require(), port, account);
        var answer = await server._process.StandardOutput.ReadLineAsync().WaitAsync(StartTimeout);
        if (!int.TryParse(answer, CultureInfo.InvariantCulture, out var listening))
        {
            await server._process.WaitForExitAsync();
            var complaints = server.Complaints();
            await server.DisposeAsync();
            throw new InvalidOperationException($"The SMTP server did not start: {complaints}");
        }

        server.Port = listening;
        return server;
    }

    /// <summary>Holds from the next command on, for open connections too.</summary>
    /// <param name="mode">How it behaves from now on.</param>
    /// <param name="addresses">For <see cref="SmtpMode.RejectRecipients"/>, in any case.</param>
    public void SetMode(SmtpMode mode, params string[] addresses)
    {
        var unfinished = Path.Combine(_folder, "mode.part");
        File.WriteAllText(unfinished, JsonSerializer.Serialize(new { mode, addresses }, Json));
        File.Move(unfinished, Path.Combine(_folder, "mode.json"), overwrite: true);
    }

    /// <summary>What arrived so far, in order.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> ReceivedAsync()
    {
        var received = new List<ReceivedMail>();
        foreach (var file in Arrived().Order(StringComparer.Ordinal))
        {
            await using var content = File.OpenRead(file);
            var mail = await JsonSerializer.DeserializeAsync<ReceivedMail>(content, Json);
            received.Add(mail! with { RawFile = Path.Combine(_folder, mail.RawFile) });
        }

        return received;
    }

    /// <summary>Waits until at least that many messages have arrived since the start, and answers all of them.</summary>
    /// <exception cref="TimeoutException">Fewer came; the message tells which.</exception>
    public async Task<IReadOnlyList<ReceivedMail>> WaitForAsync(int count, TimeSpan timeout)
    {
        try
        {
            await Eventually.TrueAsync(() => Arrived().Skip(count - 1).Any(), timeout, $"{count} messages");
        }
        catch (TimeoutException waited)
        {
            var received = await ReceivedAsync();
            var subjects = string.Join("; ", received.Select(mail => $"{mail.Subject} to {string.Join(", ", mail.To)}"));
            throw new TimeoutException($"{waited.Message} Received {received.Count}: {subjects} {Complaints()}", waited);
        }

        return await ReceivedAsync();
    }

    /// <summary>Stops the server, cuts open connections and removes what it received.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private IEnumerable<string> Arrived() => Directory.EnumerateFiles(_folder, "0*.json");

    private string Complaints()
    {
        lock (_complaints)
        {
            return _complaints.ToString();
        }
    }

    private void Complain(string? line)
    {
        lock (_complaints)
        {
            _complaints.AppendLine(line);
        }
    }
}
