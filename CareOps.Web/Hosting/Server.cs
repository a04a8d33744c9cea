using CareOps.Core.Data;
using CareOps.Core.Data.Sqlite;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CareOps.Web.Hosting;

/// <summary>Builds and runs the web server.</summary>
internal static class Server
{
    private const string DefaultAddress = "http://localhost:5080";

    public static async Task RunAsync(string[] args)
    {
        var app = Build(args);
        await PrepareAsync(app);
        app.Lifetime.ApplicationStarted.Register(() => Announce(app));
        await app.RunAsync();
    }

    /// <summary>The application with everything registered, not yet started.</summary>
    /// <exception cref="StartRefusedException">A setting is wrong or something the machine must have is missing.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        // Without it, assets are missing when `dotnet run` starts outside the Development environment.
        builder.WebHost.UseStaticWebAssets();
        if (!builder.Environment.IsDevelopment())
        {
            // From its build folder the framework looks at the disk with each request, for a file that was added since.
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = bool.FalseString;
        }

        builder.WebHost.ConfigureKestrel(static options => options.AddServerHeader = false);
        var settings = CareOpsSettings.Read(builder.Configuration);
        RequireSqlite(settings);
        builder.AddCareOps(settings);
        configure?.Invoke(builder.Services);
        return builder.Build().UseCareOps();
    }

    /// <summary>Brings the schema up to date before the first request or worker.</summary>
    public static async Task PrepareAsync(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<CareOpsSettings>();
        // Before the workers start: what they write must carry the right address. A port chosen by the system is known later.
        app.Services.GetRequiredService<PublicAddress>().Root = settings.PublicUrl?.AbsoluteUri
            ?? app.Configuration[WebHostDefaults.ServerUrlsKey]?.Split(';')[0]
            ?? DefaultAddress;

        try
        {
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException { InnerException: System.Data.Common.DbException })
        {
            throw new StartRefusedException(
                $"The database can't be opened ({Where(settings)}): {exception.GetBaseException().Message}");
        }
    }

    private static string Where(CareOpsSettings settings) =>
        settings.Database.Engine == Engine.Sqlite ? settings.Database.SqliteFile : "ConnectionStrings:CareOps";

    private static void RequireSqlite(CareOpsSettings settings)
    {
        if (settings.Database.Engine != Engine.Sqlite)
        {
            return;
        }

        try
        {
            OperatingSystemSqlite.RequireVersion();
        }
        catch (DllNotFoundException exception)
        {
            throw new StartRefusedException(exception.Message);
        }
    }

    private static void Announce(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<CareOpsSettings>();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? DefaultAddress;
        if (settings.PublicUrl is null)
        {
            app.Services.GetRequiredService<PublicAddress>().Root = address;
        }

        var next = settings.Registration == RegistrationPolicy.Closed ? "sign in." : "register the business, or sign in.";
        Console.WriteLine($"""

            CareOps runs on {address}
            Data: {(settings.Database.Engine == Engine.Sqlite ? settings.DataDirectory : "PostgreSQL, and " + settings.DataDirectory)}
            Open the address in a browser: {next}
            """);
    }
}
