using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

using CareOps.Bench.Framework;
using CareOps.Bench.Processes;

namespace CareOps.Bench.Baseline;

/// <summary>The FastAPI baseline (<c>app.py</c>) on its PostgreSQL, one uvicorn worker per core.</summary>
/// <param name="bookings">How many lie ahead from the start, over sixty days.</param>
public sealed class BaselineServer(int bookings = 0) : IAsyncDisposable
{
    public const int Members = 20;

    private const string Install =
        "Debian: apt-get install python3-fastapi python3-uvicorn python3-sqlalchemy python3-psycopg2.";

    // Debian's own interpreter first: the one its python3-* packages belong to, whatever else is on the PATH.
    private readonly string _python = Programs.Find("python3", Install, "/usr/bin");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PostgresCluster _postgres = new();
    private readonly int _port = Ports.Free();
    private ChildProcess? _uvicorn;

    public IPEndPoint EndPoint => new(IPAddress.Loopback, _port);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _postgres.StartAsync(cancellationToken);
        await ChildProcess.RunAsync(
            "The baseline's preparation", Command("app.py", "prepare", $"{Members}", $"{bookings}"), Patience, cancellationToken);
        _uvicorn = ChildProcess.Start("The baseline", Command(
            "-m", "uvicorn", "app:app",
            "--host", "127.0.0.1",
            "--port", $"{_port}",
            "--workers", $"{Environment.ProcessorCount}",
            "--no-access-log",
            "--log-level", "warning"));
        await _uvicorn.WaitUntilReadyAsync(Address("/health"), Patience, cancellationToken);
    }

    /// <summary>How many bookings its database holds.</summary>
    /// <exception cref="BenchmarkException">Bookings and events differ: the baseline lost half of a transaction.</exception>
    public async Task<long> CountBookingsAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var counts = await client.GetFromJsonAsync<Dictionary<string, long>>(Address("/counts"), cancellationToken);
        return counts!["booking"] == counts["outbox_event"]
            ? counts["booking"]
            : throw new BenchmarkException(
                $"The baseline stored {counts["booking"]} bookings but {counts["outbox_event"]} events.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_uvicorn is not null)
        {
            await _uvicorn.DisposeAsync();
        }

        await _postgres.DisposeAsync();
    }

    private Uri Address(string path) => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", _port, path).Uri;

    private ProcessStartInfo Command(params string[] arguments) => new(_python, arguments)
    {
        WorkingDirectory = Path.Combine(AppContext.BaseDirectory, "Baseline"),
        Environment =
        {
            ["BASELINE_DATABASE"] = _postgres.SqlAlchemyAddress,
            ["PYTHONDONTWRITEBYTECODE"] = "1",
        },
    };
}
