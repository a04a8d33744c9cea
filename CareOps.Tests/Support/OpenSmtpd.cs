using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CareOps.Tests.Support;

/// <summary>The mail server of OpenBSD, which takes mail for everyone and puts it into one folder. One at a time on a machine.</summary>
internal sealed class OpenSmtpd : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder;
    private readonly Process _process;

    private OpenSmtpd(string folder, int port)
    {
        (_folder, Port) = (folder, port);
        var configuration = Path.Combine(folder, "smtpd.conf");
        File.WriteAllText(
            configuration,
            $$"""
            listen on 127.0.0.1 port {{port}} hostname mail.riverside.example
            table everyone { "@" = "nobody" }
            action "keep" maildir "{{Mails}}" virtual <everyone>
            match from any for any action "keep"

            """);
        _process = Process.Start(new ProcessStartInfo(SystemTools.OpenSmtpd.Require(), ["-d", "-f", configuration])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Port { get; }

    private string Mails => Path.Combine(_folder, "mails");

    public static async Task<OpenSmtpd> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("careops-smtpd-").FullName;

        Directory.CreateDirectory(Path.Combine(folder, "mails"));
        if (!OperatingSystem.IsWindows())
        {
            // It delivers as a user who owns nothing.
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
            File.SetUnixFileMode(Path.Combine(folder, "mails"), (UnixFileMode)0b111_111_111);
        }

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var server = new OpenSmtpd(folder, port);
        await Eventually.TrueAsync(() => AnswersAsync(port), Patience, "OpenSMTPD to listen");
        return server;
    }

    /// <summary>The one mail that arrived, as it lies there.</summary>
    public async Task<string> MailAsync()
    {
        await Eventually.TrueAsync(() => Arrived().Length > 0, Patience, "a mail");
        return Assert.Single(Arrived());
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string[] Arrived()
    {
        var folder = Path.Combine(Mails, "new");
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }
}
