using CareOps.Bench.Processes;
using CareOps.Core.Alerts;
using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Inventory;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Messaging;
using CareOps.Core.Reports;
using CareOps.Core.Webhooks;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Bench.Today;

/// <summary>
/// A business that has taken 280 bookings a day for as long as it takes to have so many, up to a week from now, on SQLite: as many messages
/// in a tenth as many conversations, of as many contacts. It grows as a business does, by growing older. Written by plain SQL.
/// </summary>
internal sealed class BusyHistory(int bookings) : IAsyncDisposable
{
    public const int ADay = 280;

    private const int DaysAhead = 7;
    private const int BookingsOfAContact = 10;
    private const int ARun = 20_000;
    private const long Minute = 60_000_000;
    private const long Day = 24 * 60 * Minute;

    private readonly TemporaryDirectory _directory = new();
    private ServiceProvider? _services;

    public Caller.Member Owner { get; private set; } = null!;

    public Workspace Workspace { get; private set; } = null!;

    private string File => _directory.File("history.db");

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _services = Build(File, _directory.File("files"));
        await Get<DatabaseMigrator>().MigrateAsync(cancellationToken);
        var registered = (await Get<RegisterWorkspaceHandler>().HandleAsync(
            new Caller.Visitor(WorkspaceId.None),
            new RegisterWorkspace("Owner", "owner@bench.example", $"Bench-{Guid.NewGuid():N}", "Bench", "Europe/Oslo"),
            cancellationToken)).Required();
        Owner = (await Get<WorkspaceQueries>().MembershipsAsync(registered.AccountId, cancellationToken))[0].Caller;
        Workspace = await Get<WorkspaceQueries>().CurrentAsync(Owner, cancellationToken);
        Fill((await Get<SlotQueries>().ServicesAsync(Owner, cancellationToken))[0].Id);
        await Get<TableStatistics>().RefreshAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        _directory.Dispose();
    }

    private static ServiceProvider Build(string file, string files)
    {
        var services = new ServiceCollection();
        services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddData(new DatabaseLocation(null, file));
        services.AddLiveUpdates(Engine.Sqlite);
        services.AddFiles(new FileLocation(files));
        services.AddWorkspaces(new RegistrationOptions(RegistrationPolicy.Open));
        services.AddAlerts();
        services.AddContacts();
        services.AddMessaging();
        services.AddBookings();
        services.AddBookingLinks();
        services.AddInbox();
        services.AddInventory();
        services.AddForms();
        services.AddAutomation();
        services.AddWebhooks(new WebhookOptions(AllowsPrivateNetworks: false));
        services.AddDashboard();
        services.AddReports();
        return services.BuildServiceProvider();
    }

    private void Fill(Guid service)
    {
        using var connection = new SqliteConnection($"Data Source={File};Foreign Keys=False");
        connection.Open();
        Execute(connection, null, "PRAGMA synchronous = OFF");
        Execute(connection, null, "PRAGMA cache_size = -200000");
        var now = SystemClock.Instance.GetCurrentInstant().ToUnixTimeTicks() / 10;
        var first = now + (DaysAhead * Day) - (bookings / ADay * Day);
        var (workspace, owner, contact, conversation) = (Bytes(Owner.Workspace.Value), Bytes(Owner.Id.Value), Array.Empty<byte>(), Array.Empty<byte>());
        for (var start = 0; start < bookings; start += ARun)
        {
            using var transaction = connection.BeginTransaction();
            for (var number = start; number < Math.Min(start + ARun, bookings); number++)
            {
                var at = first + (number / ADay * Day) + (number % ADay * 5 * Minute);
                if (number % BookingsOfAContact == 0)
                {
                    (contact, conversation) = (NewId(), NewId());
                    AddContact(connection, transaction, workspace, contact, conversation, number, at - (3 * Day));
                }

                Execute(
                    connection,
                    transaction,
                    """
                    INSERT INTO "Messages" ("Id", "WorkspaceId", "ConversationId", "Kind", "Channel", "Body", "CreatedAt", "Status", "StatusAt", "SendsWhilePaused")
                    VALUES ($1, $2, $3, 'Automated', 'Email', 'You are booked', $4, 'Delivered', $4, 0)
                    """,
                    NewId(), workspace, conversation, at - (3 * Day));
                Execute(
                    connection,
                    transaction,
                    """
                    INSERT INTO "Bookings" ("Id", "WorkspaceId", "Reference", "ServiceId", "ServiceName", "MemberId", "ContactId", "StartsAt", "EndsAt",
                      "Status", "Name", "Source", "PriceMinor", "CreatedAt", "CancellableUntil", "ReschedulableUntil", "StartVersion", "Revision", "QuietRevision")
                    VALUES ($1, $2, $3, $4, 'Appointment', $5, $6, $7, $8, $9, 'Customer', 'Online', 49000, $10, $7, $7, 1, 1, 0)
                    """,
                    NewId(), workspace, $"{number:000000}", Bytes(service), owner, contact, at, at + (30 * Minute), StatusOf(number, at > now), at - (3 * Day));
            }

            transaction.Commit();
        }

        Execute(connection, null, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static string StatusOf(int number, bool isAhead) => (isAhead, number % 13) switch
    {
        (true, 0) => "Cancelled",
        (true, _) => "Confirmed",
        (_, 0) => "Cancelled",
        (_, 1) => "NoShow",
        _ => "Completed",
    };

    private static void AddContact(
        SqliteConnection connection, SqliteTransaction transaction, byte[] workspace, byte[] contact, byte[] conversation, int number, long at)
    {
        Execute(
            connection,
            transaction,
            """
            INSERT INTO "Contacts" ("Id", "WorkspaceId", "Name", "Email", "NormalisedEmail", "Source", "CreatedAt", "LastActivityAt")
            VALUES ($1, $2, 'Customer', $3, $3, $4, $5, $5)
            """,
            contact, workspace, $"customer-{number}@bench.example", number % 40 == 0 ? "ContactForm" : "Booking", at);
        Execute(
            connection,
            transaction,
            """
            INSERT INTO "Conversations" ("Id", "WorkspaceId", "ContactId", "LastMessageAt", "LastMessagePreview", "LastMessageKind", "LastChannel",
              "UnreadCount", "IsUnread", "FirstAskedAt", "FirstResponseAt", "Status")
            VALUES ($1, $2, $3, $4, 'You are booked', 'Automated', 'Email', 0, 0, $4, $5, 'Open')
            """,
            conversation, workspace, contact, at, at + (number % 300 * Minute));
    }

    private static byte[] NewId() => Bytes(Guid.CreateVersion7());

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static void Execute(SqliteConnection connection, SqliteTransaction? transaction, string text, params ReadOnlySpan<object> values)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (text, transaction);
        for (var number = 0; number < values.Length; number++)
        {
            command.Parameters.AddWithValue($"${number + 1}", values[number]);
        }

        command.ExecuteNonQuery();
    }
}
