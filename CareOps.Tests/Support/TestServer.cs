using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

using NodaTime;

namespace CareOps.Tests.Support;

/// <summary>The whole program on a real port, with an empty data directory or PostgreSQL database of its own.</summary>
public sealed class TestServer : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("careops-server-").FullName;
    private readonly string? _postgres;
    private readonly FakeClock? _clock;
    private readonly Action<IServiceCollection>? _configure;
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal)
    {
        ["CareOps:Registration"] = "Open",
        ["CareOps:RateLimits:Public"] = "0",
        ["CareOps:RateLimits:SignIn"] = "0",
        ["CareOps:Bots:MinimumSeconds"] = "0",
    };

    public TestServer(string? postgres = null, FakeClock? clock = null, params (string Key, string Value)[] settings)
        : this(configure: null, postgres, clock, settings)
    {
    }

    /// <param name="configure">What is different here from the program.</param>
    /// <param name="postgres">The database, or null for SQLite.</param>
    /// <param name="clock">Given: the server's clock.</param>
    /// <param name="settings">As an operator would set them.</param>
    public TestServer(
        Action<IServiceCollection>? configure, string? postgres, FakeClock? clock, params (string Key, string Value)[] settings)
    {
        _configure = configure;
        _postgres = postgres;
        _clock = clock;
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }

        if (postgres is null)
        {
            MigratedFile.Put(Path.Combine(_folder, "careops.db"));
        }

        // Its port is a setting like others: the factory would put one in by itself, at times after the program has started to listen.
        UseKestrel();
        StartServer();
    }

    /// <summary>Where browsers find it.</summary>
    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        .Replace("[::]", "localhost", StringComparison.Ordinal));

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A client that keeps cookies and shows redirects instead of following them.</summary>
    public HttpClient Browse() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("CareOps:DataDirectory", _folder);
        builder.UseSetting("ConnectionStrings:CareOps", _postgres ?? string.Empty);
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureServices(services =>
        {
            if (_clock is not null)
            {
                services.RemoveAll<IClock>();
                services.AddSingleton<IClock>(_clock);
            }

            _configure?.Invoke(services);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_folder))
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
