using CareOps.Core.Alerts;
using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Data.Postgres;
using CareOps.Core.Files;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Inventory;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Members;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Messaging;
using CareOps.Core.Onboarding;
using CareOps.Core.Reports;
using CareOps.Core.Webhooks;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Tests.Support;

/// <summary>All of the core on a real database of its own, with a clock that tests move. The workers run when a test says so.</summary>
public sealed class TestHouse : IAsyncDisposable
{
    private const string MigratedTemplate = "careops_migrated";

    private readonly IServiceProvider _services;
    private readonly string? _folder;
    private readonly string? _postgres;
    private bool _isGuest;

    private TestHouse(IServiceProvider services, FakeClock clock, string? folder, string? postgres)
    {
        _services = services;
        Clock = clock;
        _folder = folder;
        _postgres = postgres;
    }

    public FakeClock Clock { get; }

    /// <summary>How to reach this house's PostgreSQL database; null on SQLite.</summary>
    public string? Postgres => _postgres;

    public IServiceProvider Services => _services;

    public static async Task<TestHouse> StartAsync(Engine engine = Engine.Sqlite, ProviderAddresses? providers = null)
    {
        var clock = new FakeClock();
        var folder = Directory.CreateTempSubdirectory("careops-test-").FullName;
        var postgres = engine == Engine.Postgres ? await EmptyPostgresAsync() : null;
        var location = new DatabaseLocation(postgres, Path.Combine(folder, "careops.db"));
        if (engine == Engine.Sqlite)
        {
            await MigratedFile.PutAsync(location.SqliteFile);
        }

        return new TestHouse(Build(location, FilesIn(folder), clock, providers), clock, folder, postgres);
    }

    /// <summary>The core that a server already runs, its workers included. It ends with the server.</summary>
    public static TestHouse Inside(TestServer server, FakeClock clock) => new(server.Services, clock, folder: null, postgres: null);

    /// <summary>Another node on this house's PostgreSQL database, to be disposed before it.</summary>
    public TestHouse Beside(ProviderAddresses? providers = null) =>
        new(Build(new DatabaseLocation(_postgres, string.Empty), FilesIn(_folder!), Clock, providers, Get<IDataProtectionProvider>()), Clock, folder: null, postgres: _postgres) { _isGuest = true };

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A registered business that is open: one service of 30 minutes, weekdays nine to five.</summary>
    public async Task<TestBusiness> OpenBusinessAsync(string name = "Riverside Physio", string timeZone = "Europe/Oslo")
    {
        var number = Guid.NewGuid().ToString("N")[..8];
        var registered = (await Get<RegisterWorkspaceHandler>().HandleAsync(
            new Caller.Visitor(WorkspaceId.None),
            new RegisterWorkspace("Mia Kvam", $"mia-{number}@example.org", "correct horse", name, timeZone),
            CancellationToken.None)).Required();
        var owner = (await Get<WorkspaceQueries>().MembershipsAsync(registered.AccountId, CancellationToken.None)).Single().Caller;
        (await Get<OpenBusinessHandler>().HandleAsync(owner, new OpenBusiness(true), CancellationToken.None)).Required();
        var service = (await Get<SlotQueries>().ServicesAsync(owner, CancellationToken.None)).Single();
        return new TestBusiness(this, registered, owner, service);
    }

    /// <summary>Lets the workers do all that is due: events to rules, messages to providers.</summary>
    public async Task DrainAsync()
    {
        int done;
        do
        {
            done = await Get<OutboxDispatcher>().DispatchAsync(CancellationToken.None)
                + await Get<DueRuns>().DispatchAsync(CancellationToken.None)
                + await Get<DeliveryDispatcher>().DispatchAsync(CancellationToken.None)
                + await Get<AttachmentFetcher>().FetchAsync(CancellationToken.None)
                + await Get<AccountMailDispatcher>().DispatchAsync(CancellationToken.None)
                + await Get<WebhookDispatcher>().DispatchAsync(CancellationToken.None);
        }
        while (done > 0);
    }

    /// <summary>Reads anything of one workspace.</summary>
    public async Task<T> ReadAsync<T>(WorkspaceId workspace, Func<CareOpsDb, Task<T>> read)
    {
        await using var db = await Get<ReadDoor>()
            .OpenAsync(new Caller.SystemWork(workspace, "test"), Right.System, CancellationToken.None);
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is null && _postgres is null)
        {
            return;
        }

        await ((ServiceProvider)_services).DisposeAsync();
        if (_folder is not null)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }

        if (_postgres is not null && !_isGuest)
        {
            await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(_postgres);
        }
    }

    /// <summary>A database of its own with today's schema, made by copying one that was migrated once.</summary>
    public static async Task<string> EmptyPostgresAsync()
    {
        var cluster = await PostgresCluster.SharedAsync();
        return await cluster.CreateCopyAsync(MigratedTemplate, static async template =>
        {
            await using var contexts = new PostgresContexts(template);
            await using var db = contexts.ForMigrating();
            await db.Database.MigrateAsync();
        });
    }

    private static string FilesIn(string folder) => Path.Combine(folder, "files");

    private static ServiceProvider Build(DatabaseLocation location, string files, FakeClock clock, ProviderAddresses? providers, IDataProtectionProvider? keys = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton<IClock>(clock);
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.Configure<PasswordHasherOptions>(static options => options.IterationCount = 1);
        services.AddSingleton(keys ?? new EphemeralDataProtectionProvider());
        services.AddData(location);
        services.AddLiveUpdates(location.Engine);
        services.AddFiles(new FileLocation(files));
        services.AddWorkspaces(new RegistrationOptions(RegistrationPolicy.Open));
        services.AddAlerts();
        services.AddContacts();
        services.AddMessaging(providers);
        services.AddBookings();
        services.AddBookingLinks();
        services.AddInbox();
        services.AddMembers(new AccountMailOptions(null, null, Path.Combine(files, "..", "account-mail")));
        services.AddInventory();
        services.AddForms();
        services.AddAutomation();
        services.AddWebhooks(new WebhookOptions(AllowsPrivateNetworks: true));
        services.AddDashboard();
        services.AddOnboarding();
        services.AddReports();
        return services.BuildServiceProvider();
    }
}
