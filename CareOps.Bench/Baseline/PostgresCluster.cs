using System.Diagnostics;

using CareOps.Bench.Processes;

using Npgsql;

namespace CareOps.Bench.Baseline;

/// <summary>
/// A PostgreSQL server of this run's own, with its data in a temporary folder and its commits durable (fsync and
/// synchronous_commit on). It listens on a Unix socket in that folder and nowhere else.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string User = "postgres";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();
    private readonly string _initdb = FindServerProgram("initdb");
    private readonly string _pgCtl = FindServerProgram("pg_ctl");
    private bool _started;

    /// <summary>Where the socket lies; the port is PostgreSQL's usual one.</summary>
    public string SocketDirectory => _directory.Path;

    /// <summary>The address as SQLAlchemy writes it.</summary>
    public string SqlAlchemyAddress => $"postgresql+psycopg2://{User}@/{User}?host={SocketDirectory}";

    /// <summary>The address as Npgsql writes it.</summary>
    public string ConnectionString => $"Host={SocketDirectory};Username={User};Database={User};Maximum Pool Size=100";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
        {
            // PostgreSQL refuses to run as root, so the folder and the server go to the system's own user for it.
            var chown = Programs.Find("chown", "Install coreutils.");
            var give = new ProcessStartInfo(chown, [User, _directory.Path]);
            await ChildProcess.RunAsync("chown", give, Patience, cancellationToken);
        }

        await RunAsync(_initdb, ["-D", Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C"], cancellationToken);
        await RunAsync(
            _pgCtl, ["-D", Data, "-l", _directory.File("log"), "-w", "-o", Settings, "start"], cancellationToken);
        _started = true;
    }

    /// <summary>
    /// Has the server look at its tables, once there is something in them. It does so by itself within a minute; one that grows from
    /// nothing meanwhile is read by plans for an empty table.
    /// </summary>
    public async Task AnalyzeAsync(CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand("ANALYZE");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_started)
        {
            await RunAsync(_pgCtl, ["-D", Data, "-m", "immediate", "-w", "stop"], CancellationToken.None);
        }

        _directory.Dispose();
    }

    private string Data => _directory.File("data");

    // Durable as CareOps is; the rest is what an operator would set on a small machine, in the server's favour.
    private string Settings =>
        $"-k {_directory.Path} -c listen_addresses= -c fsync=on -c synchronous_commit=on " +
        "-c shared_buffers=256MB -c max_connections=200";

    private async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo(
                Programs.Find("setpriv", "Install util-linux."),
                [$"--reuid={User}", $"--regid={User}", "--clear-groups", "--", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = _directory.Path;
        await ChildProcess.RunAsync(Path.GetFileName(program), start, Patience, cancellationToken);
    }

    private static string FindServerProgram(string name)
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.EnumerateDirectories(Debian) : [];
        return Programs.Find(
            name, "Debian: apt-get install postgresql.", versions.Select(version => Path.Combine(version, "bin")));
    }
}
