using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

using Npgsql;

namespace CareOps.Tests.Support;

/// <summary>
/// A private PostgreSQL on a free port of 127.0.0.1, in a folder of its own. It ends with this process, however that ends
/// (see postgres.sh); what a dead run left all the same, the next one removes.
/// </summary>
/// <remarks>
/// Databases belong to the role <c>careops</c>, which is no superuser: a migration that needs more than an owner's rights
/// fails here as it would at a customer's. Trusted extensions such as btree_gist need no more.
/// </remarks>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Owner = "careops";
    private const string FolderPrefix = "careops-pg-";
    private const int Attempts = 3;

    // A machine with much other work is slow to answer, and that is no failure of what is tested.
    private const string Patience = "Timeout=120;Command Timeout=120";

    private const long MemoryNeeded = 4L << 30;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(120);
    private static readonly NpgsqlCommandBuilder Quote = new();
    private static readonly Lazy<Task<PostgresCluster>> Shared = new(StartAsync);

    private readonly ConcurrentDictionary<string, Lazy<Task>> _templates = new(StringComparer.Ordinal);
    private readonly Process _keeper;
    private readonly NpgsqlDataSource _administrator;

    private PostgresCluster(Process keeper, int port)
    {
        _keeper = keeper;
        Port = port;
        _administrator = NpgsqlDataSource.Create(
            $"Host=127.0.0.1;Port={port};Database=postgres;Username=postgres;Maximum Pool Size=10;{Patience}");
    }

    public int Port { get; }

    /// <summary>The cluster of this test run, started by whoever asks first. Nobody disposes it.</summary>
    public static Task<PostgresCluster> SharedAsync() => Shared.Value;

    /// <summary>Starts a cluster of the caller's own, for tests that take the database away.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is missing or did not start; the message says why.</exception>
    public static async Task<PostgresCluster> StartAsync()
    {
        var log = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = FreePort(); // somebody else may take it before PostgreSQL does: hence the attempts
            var name = $"{FolderPrefix}{Environment.ProcessId}-{Path.GetRandomFileName()}";
            var folder = Path.Combine(TemporaryFolder(), name);
            var keeper = Keep(folder, port);
            if (await IsReadyAsync(keeper, folder))
            {
                var cluster = new PostgresCluster(keeper, port);
                await cluster.ExecuteAsync($"CREATE ROLE {Owner} LOGIN");
                return cluster;
            }

            keeper.Dispose();
            log = await ReadLogAsync(folder);
        }

        throw new InvalidOperationException($"PostgreSQL did not start: {log}");
    }

    /// <summary>Makes a database and answers its connection string.</summary>
    /// <param name="name">Left out: a name nobody else has.</param>
    /// <param name="template">Left out: an empty database. Nobody may be connected to the template.</param>
    public async Task<string> CreateDatabaseAsync(string? name = null, string? template = null)
    {
        name ??= $"test_{Guid.NewGuid():N}";
        var source = Quote.QuoteIdentifier(template ?? "template1");
        await ExecuteAsync($"CREATE DATABASE {Quote.QuoteIdentifier(name)} OWNER {Owner} TEMPLATE {source} STRATEGY FILE_COPY");
        return ConnectionString(name);
    }

    /// <summary>Answers a copy of a template that is prepared once per run, so that migrations are paid for once.</summary>
    /// <param name="template">What the template is called. One name always means one preparation.</param>
    /// <param name="prepare">Gets the template's connection string while it is still empty.</param>
    public async Task<string> CreateCopyAsync(string template, Func<string, Task> prepare)
    {
        await _templates.GetOrAdd(template, name => new Lazy<Task>(() => MakeTemplateAsync(name, prepare))).Value;
        return await CreateDatabaseAsync(template: template);
    }

    /// <summary>Drops the database of a connection string; whoever is still connected is thrown out.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        Forget(connectionString);
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await ExecuteAsync($"DROP DATABASE IF EXISTS {Quote.QuoteIdentifier(name)} WITH (FORCE)");
    }

    /// <summary>Stops the cluster as a crash would and removes it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _administrator.DisposeAsync();
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    // Each database has a pool of its own, and all of them share 300 connections: idle ones go soon.
    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username={Owner};Include Error Detail=true;{Patience};"
        + "Maximum Pool Size=50;Connection Idle Lifetime=5;Connection Pruning Interval=2";

    private async Task MakeTemplateAsync(string name, Func<string, Task> prepare)
    {
        var connectionString = await CreateDatabaseAsync(name);
        await prepare(connectionString);
        Forget(connectionString);
        // A copy is refused while anybody, a late background reader included, is connected.
        await ExecuteAsync($"ALTER DATABASE {Quote.QuoteIdentifier(name)} ALLOW_CONNECTIONS false");
        await ExecuteAsync($"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static void Forget(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private static Process Keep(string folder, int port)
    {
        var control = SystemTools.PostgreSql.Require();
        var locale = OperatingSystem.IsLinux() ? "C.UTF-8" : "C";
        string[] command =
        [
            .. AsServerUser(),
            "/bin/sh",
            Path.Combine(AppContext.BaseDirectory, "Support", "postgres.sh"),
            folder,
            $"{port}",
            locale,
            Path.Combine(Path.GetDirectoryName(control)!, "initdb"),
            control,
            .. FoldersOfDeadRuns(),
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        return Process.Start(start)!;
    }

    // PostgreSQL refuses to run as root. The account of Debian's package is there for exactly this.
    private static string[] AsServerUser()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return [];
        }

        var hasAccount = File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal));
        return [SystemTools.FindProgram("runuser") ?? "runuser", "-u", hasAccount ? "postgres" : "nobody", "--"];
    }

    private static async Task<string> ReadLogAsync(string folder)
    {
        var log = Path.Combine(folder, "log");
        return File.Exists(log) ? await File.ReadAllTextAsync(log) : "it could not make its folder";
    }

    private static async Task<bool> IsReadyAsync(Process keeper, string folder)
    {
        var ready = Path.Combine(folder, "ready");
        await Eventually.TrueAsync(() => keeper.HasExited || File.Exists(ready), StartTimeout, "PostgreSQL to start");
        return !keeper.HasExited;
    }

    private static IEnumerable<string> FoldersOfDeadRuns() =>
        Directory.EnumerateDirectories(TemporaryFolder(), FolderPrefix + "*").Where(folder =>
            int.TryParse(Path.GetFileName(folder)[FolderPrefix.Length..].Split('-')[0], out var owner) && !IsAlive(owner));

    private static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // In memory where there is plenty: a copy of a database is then made in a thirtieth of the time. Else a folder that
    // is open to the account the server runs as; root's TMPDIR may not be.
    private static string TemporaryFolder()
    {
        const string Memory = "/dev/shm";
        if (Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > MemoryNeeded)
        {
            return Memory;
        }

        return Environment.IsPrivilegedProcess ? "/tmp" : Path.GetTempPath();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
