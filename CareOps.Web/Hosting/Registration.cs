using CareOps.Core.Alerts;
using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Files;
using CareOps.Core.Forms;
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
using CareOps.Web.Components.Calendar;
using CareOps.Web.Components.Inbox;
using CareOps.Web.Components.Layout;
using CareOps.Web.Exports;
using CareOps.Web.Public;

using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;

using Radzen;

namespace CareOps.Web.Hosting;

/// <summary>Everything the program is made of.</summary>
public static class Registration
{
    public static WebApplicationBuilder AddCareOps(this WebApplicationBuilder builder, CareOpsSettings settings)
    {
        CreateDataDirectory(settings.DataDirectory);
        builder.Logging.AddCareOpsLogging(builder.Configuration, settings);
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddCore(settings);
        services.AddWorkers(settings.Database.Engine);
        services.AddCareOpsJobs(settings);
        services.AddAccounts(settings);
        services.AddPages(settings);
        services.AddMembersScreens();
        services.AddCareOpsHealth();
        return builder;
    }

    private static void CreateDataDirectory(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"CareOps:DataDirectory is \"{folder}\", which can't be written: {exception.Message}");
        }
    }

    private static void AddCore(this IServiceCollection services, CareOpsSettings settings)
    {
        services.AddData(settings.Database);
        services.AddLiveUpdates(settings.Database.Engine);
        services.AddFiles(settings.Files);
        services.AddWorkspaces(new RegistrationOptions(settings.Registration));
        services.AddAlerts();
        services.AddContacts();
        services.AddMessaging(settings.MessageTargets);
        services.AddBookings();
        services.AddBookingLinks();
        services.AddInbox();
        services.AddMembers(settings.AccountMail);
        services.AddInventory();
        services.AddForms();
        services.AddAutomation();
        services.AddWebhooks(new WebhookOptions(settings.AllowsPrivateNetworks));
        services.AddDashboard();
        services.AddOnboarding();
        services.AddReports();
    }

    private static void AddWorkers(this IServiceCollection services, Engine engine)
    {
        services.AddHostedService<OutboxWorker>();
        services.AddHostedService<DeliveryWorker>();
        services.AddHostedService<AccountMailWorker>();
        services.AddHostedService<AttachmentWorker>();
        services.AddHostedService<WebhookWorker>();
        services.AddHostedService<DueWorker>();
        if (engine == Engine.Postgres)
        {
            services.AddHostedService(static provider => provider.GetRequiredService<OtherNodes>());
        }

        services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
    }

    private static void AddAccounts(this IServiceCollection services, CareOpsSettings settings)
    {
        services.AddDataProtection()
            .SetApplicationName("CareOps")

            // Keys made from here on; older ones go on as they were. Encrypting and signing apart cost twice as much with each form that is posted.
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM })
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataDirectory, "keys")));
        services.AddHttpContextAccessor();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SignedInState>();
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddIdentityCore<Account>(static options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Lockout.MaxFailedAccessAttempts = Account.MostWrongPasswords;
                options.Lockout.DefaultLockoutTimeSpan = Account.LockoutTime.ToTimeSpan();
                options.Tokens.AuthenticatorTokenProvider = AuthenticatorCodes.Name;
            })
            .AddUserStore<AccountStore>()
            .AddTokenProvider<AuthenticatorCodes>(AuthenticatorCodes.Name)
            .AddSignInManager<AccountSignIn>();
        services.ConfigureApplicationCookie(static options =>
        {
            options.Cookie.Name = "careops";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = AccountSession.Lifetime.ToTimeSpan();
            options.SlidingExpiration = true;
            options.LoginPath = "/account/login";
            options.AccessDeniedPath = "/account/login";
            options.ReturnUrlParameter = "returnUrl";
        });
        services.Configure<IdentityPasskeyOptions>(static options =>
        {
            // It stands for both factors, so its device has to see to it who holds it.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            options.ValidateOrigin = PasskeyOrigin.IsOursAsync;
        });
        services.Configure<SecurityStampValidatorOptions>(static options =>
        {
            options.ValidationInterval = TimeSpan.FromMinutes(1);
            options.OnRefreshingPrincipal = AccountSignIn.CarryOver;
        });
    }

    private static void AddPages(this IServiceCollection services, CareOpsSettings settings)
    {
        services.AddSingleton<FormStamps>();
        services.AddSingleton<PostedFiles>();
        services.AddSingleton<EmbedStamps>();
        services.AddSingleton<KeptPages>();
        services.AddSingleton<PrefilledBooking>();
        services.AddSingleton<TestBookings>();
        services.AddSingleton<ExportsUnderWay>();
        services.AddSingleton<CalendarFeedVersions>();
        services.AddAntiforgery(static options => options.Cookie.Name = "careops.form");
        services.AddRazorPages(static options =>
        {
            // Pages lie beside the feature they belong to, and each names its own address.
            options.RootDirectory = "/";
            options.Conventions.AddFolderApplicationModelConvention("/", static model =>
            {
                model.LimitRate();
                model.RefuseUnknownMethods();
            });
        });
        services.AddRateLimits(settings);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            // The framework takes an empty list of proxies to mean that whoever sends these headers is believed.
            options.ForwardedHeaders = settings.TrustedProxies.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in settings.TrustedProxies)
            {
                options.KnownProxies.Add(proxy);
            }
        });
    }

    private static void AddMembersScreens(this IServiceCollection services)
    {
        services.AddRadzenComponents();
        services.AddScoped<WorkspaceAccess>();
        services.AddScoped<ReplyDrafts>();
        services.AddSingleton<InboxPresence>();
        services.AddHostedService<PresenceBeat>();
        services.AddScoped<PresenceConnection>();
        services.AddScoped<CircuitHandler>(static provider => provider.GetRequiredService<PresenceConnection>());
        services.AddSingleton<CalendarReader>();
        services.AddRazorComponents().AddInteractiveServerComponents(static options =>
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3));
    }
}
