using System.Diagnostics;
using System.Net;
using System.Reflection;

using CareOps.Bench.Framework;
using CareOps.Bench.Processes;

namespace CareOps.Bench.Booking;

/// <summary>CareOps.Web as an operator runs it: a process of its own, SQLite in a temporary data directory.</summary>
/// <param name="fill">Prepares the demo workspace in the database file; one that is open around the clock where it is null.</param>
/// <param name="postgres">The database, where it is not SQLite.</param>
/// <param name="beside">Another node, whose data directory and keys this one shares.</param>
/// <param name="settings">More environment variables.</param>
public sealed class CareOpsServer(
    Func<string, CancellationToken, Task>? fill = null,
    string? postgres = null,
    CareOpsServer? beside = null,
    params (string Name, string Value)[] settings) : IAsyncDisposable
{
    /// <summary>The address of the demo workspace.</summary>
    public const string Workspace = "demo";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string Dotnet = Programs.Find("dotnet", "Install the .NET SDK.");

    private readonly TemporaryDirectory _directory = beside?._directory ?? new TemporaryDirectory();
    private readonly int _port = Ports.Free();
    private ChildProcess? _process;

    /// <summary>The owner's, whose email is owner@demo.example.</summary>
    public string Password { get; } = $"Bench-{Guid.NewGuid():N}";

    public string Database => _directory.File("careops.db");

    public IPEndPoint EndPoint => new(IPAddress.Loopback, _port);

    /// <summary>What the server's process has computed so far.</summary>
    public TimeSpan ProcessorTime => _process?.ProcessorTime ?? TimeSpan.Zero;

    /// <summary>Fills the data directory before the server starts: the demo workspace, made ready for what is measured.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await ChildProcess.RunAsync(
            "CareOps.Web demo", Command("demo", "--password", Password), Patience, cancellationToken);
        await (fill ?? WideOpenWorkspace.PrepareAsync)(_directory.File("careops.db"), cancellationToken);
    }

    /// <summary>How many bookings are stored: held against what was acknowledged.</summary>
    public Task<int> CountBookingsAsync(CancellationToken cancellationToken) =>
        WideOpenWorkspace.CountBookingsAsync(_directory.File("careops.db"), cancellationToken);

    /// <summary>Waits until every event was handled and every message settled.</summary>
    public async Task WaitUntilQuietAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await WideOpenWorkspace.CountWaitingAsync(_directory.File("careops.db"), cancellationToken) > 0)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = ChildProcess.Start("CareOps.Web", Command("--urls", Address("").AbsoluteUri));
        await _process.WaitUntilReadyAsync(Address("/health/ready"), Patience, cancellationToken);
    }

    /// <summary>Ends it as a power cut would. It can be started again.</summary>
    public async Task KillAsync()
    {
        await _process!.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        if (beside is null)
        {
            _directory.Dispose();
        }
    }

    // Production settings, except what holds back a single client on purpose: every caller here has the same address.
    private ProcessStartInfo Command(params string[] arguments)
    {
        var command = Command(WebAssembly(), arguments);
        foreach (var (name, value) in settings)
        {
            command.Environment[name] = value;
        }

        return command;
    }

    private ProcessStartInfo Command(string assembly, string[] arguments) => new(Dotnet, [assembly, .. arguments])
    {
        WorkingDirectory = Path.GetDirectoryName(assembly),
        Environment =
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Logging__LogLevel__Default"] = "Warning",
            ["CareOps__DataDirectory"] = _directory.Path,
            ["ConnectionStrings__CareOps"] = postgres ?? string.Empty,
            ["CareOps__RateLimits__Public"] = "0",
            ["CareOps__RateLimits__SignIn"] = "0",
            ["CareOps__Bots__MinimumSeconds"] = "0",
        },
    };

    public Uri Address(string path) => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", _port, path).Uri;

    private static string WebAssembly()
    {
        var path = Assembly.GetExecutingAssembly()
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "CareOps.Web").Value!;
        return File.Exists(path)
            ? path
            : throw new BenchmarkException($"CareOps.Web is not built at {path}: dotnet build -c Release.");
    }
}
