using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Messaging;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Tests.Support;

/// <summary>The program as an operator starts it: a process of its own, which tests can kill.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private AppProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        _process.OutputDataReceived += Note;
        _process.ErrorDataReceived += Note;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Starts it and waits until it is ready to work.</summary>
    public static async Task<AppProcess> StartAsync(string dataDirectory, string? postgres = null, params (string Name, string Value)[] settings)
    {
        var address = new UriBuilder("http", "127.0.0.1", FreePort()).Uri;
        var command = Command(dataDirectory, postgres, "--urls", address.AbsoluteUri);
        foreach (var (name, value) in settings)
        {
            command.Environment[name] = value;
        }

        var app = new AppProcess(Process.Start(command)!, address);
        using var client = new HttpClient { BaseAddress = address };
        await Eventually.TrueAsync(() => app.IsReadyAsync(client), Patience, $"{address} to be ready");
        return app;
    }

    /// <summary>The core on the program's own database and keys, so that the program can read what is encrypted here.</summary>
    public static ServiceProvider OpenCore(string dataDirectory)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection().SetApplicationName("CareOps").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(dataDirectory, "keys")));
        services.AddData(new DatabaseLocation(null, Path.Combine(dataDirectory, "careops.db")));
        services.AddFiles(new FileLocation(Path.Combine(dataDirectory, "files")));
        services.AddMessaging();
        return services.BuildServiceProvider();
    }

    /// <summary>Runs a verb to its end.</summary>
    /// <returns>The exit code and everything it printed.</returns>
    public static async Task<(int Code, string Output)> RunAsync(string dataDirectory, string? postgres, params string[] arguments)
    {
        using var process = Process.Start(Command(dataDirectory, postgres, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Ends it as a power cut would: kill -9, nothing is flushed or told.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo Command(string dataDirectory, string? postgres, params string[] arguments)
    {
        // As built for this very run: the folder above the framework's name says Debug or Release.
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        var assembly = Path.Combine(Repository.Folder("CareOps.Web"), "bin", configuration, "net10.0", "CareOps.Web.dll");
        return new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = dataDirectory,
            Environment =
            {
                ["CareOps__DataDirectory"] = dataDirectory,
                ["ConnectionStrings__CareOps"] = postgres ?? string.Empty,
                ["CareOps__Registration"] = "Open",
                ["CareOps__Webhooks__AllowPrivateNetworks"] = "true", // its mail servers stand on this machine
                ["CareOps__RateLimits__Public"] = "0",
                ["CareOps__RateLimits__SignIn"] = "0",
                ["CareOps__Bots__MinimumSeconds"] = "0",
            },
        };
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> IsReadyAsync(HttpClient client)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The program ended with {_process.ExitCode}:\n{_output}");
        }

        try
        {
            using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }
}
