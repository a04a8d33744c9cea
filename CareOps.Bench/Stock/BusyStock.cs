using CareOps.Bench.Processes;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Bench.Stock;

/// <summary>
/// A business with 5,000 items of 200 movements each and 10,000 bookings to come, each of which takes ten items, on SQLite. Written by
/// plain SQL, with the ledger's triggers at work.
/// </summary>
internal sealed class BusyStock : IAsyncDisposable
{
    public const int Items = 5_000;
    public const int MovementsEach = 200;
    public const int Bookings = 10_000;
    public const int UsedByABooking = 10;

    private const int ItemsAtOnce = 100;
    private const long Hour = 3_600_000_000;

    private readonly TemporaryDirectory _directory = new();
    private ServiceProvider? _services;

    public Caller.Member Owner { get; private set; } = null!;

    private string File => _directory.File("stock.db");

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _services = Build(File);
        await Get<DatabaseMigrator>().MigrateAsync(cancellationToken);
        var registered = (await Get<RegisterWorkspaceHandler>().HandleAsync(
            new Caller.Visitor(WorkspaceId.None),
            new RegisterWorkspace("Owner", "owner@bench.example", $"Bench-{Guid.NewGuid():N}", "Bench", "Europe/Oslo"),
            cancellationToken)).Required();
        Owner = (await Get<WorkspaceQueries>().MembershipsAsync(registered.AccountId, cancellationToken))[0].Caller;
        Fill((await Get<SlotQueries>().ServicesAsync(Owner, cancellationToken))[0].Id);
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

    private static ServiceProvider Build(string file)
    {
        var services = new ServiceCollection();
        services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddData(new DatabaseLocation(null, file));
        services.AddLiveUpdates(Engine.Sqlite);
        services.AddWorkspaces(new RegistrationOptions(RegistrationPolicy.Open));
        services.AddContacts();
        services.AddMessaging();
        services.AddBookings();
        services.AddInventory();
        return services.BuildServiceProvider();
    }

    private void Fill(Guid service)
    {
        using var connection = new SqliteConnection($"Data Source={File};Foreign Keys=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous = OFF");
        var now = SystemClock.Instance.GetCurrentInstant().ToUnixTimeTicks() / 10;
        var (workspace, contact) = (Bytes(Owner.Workspace.Value), Bytes(Guid.CreateVersion7()));
        for (var first = 0; first < Items; first += ItemsAtOnce)
        {
            using var transaction = connection.BeginTransaction();
            for (var number = first; number < first + ItemsAtOnce; number++)
            {
                WriteItem(connection, workspace, Bytes(service), number, now);
            }

            transaction.Commit();
        }

        using (var transaction = connection.BeginTransaction())
        {
            for (var number = 0; number < Bookings; number++)
            {
                var start = now + ((number + 1) * Hour);
                Execute(
                    connection,
                    """
                    INSERT INTO "Bookings" ("Id", "WorkspaceId", "Reference", "ServiceId", "ServiceName", "MemberId", "ContactId", "StartsAt", "EndsAt",
                      "Status", "Name", "Source", "CreatedAt", "CancellableUntil", "ReschedulableUntil", "StartVersion", "Revision", "QuietRevision")
                    VALUES ($1, $2, $3, $4, 'Appointment', $5, $6, $7, $8, 'Confirmed', 'Customer', 'Online', $7, $7, $7, 1, 1, 0)
                    """,
                    Bytes(Guid.CreateVersion7()), workspace, $"B{number:00000}", Bytes(service), Bytes(Owner.Id.Value), contact, start, start + Hour);
            }

            transaction.Commit();
        }

        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static void WriteItem(SqliteConnection connection, byte[] workspace, byte[] service, int number, long now)
    {
        var item = Bytes(Guid.CreateVersion7());
        Execute(
            connection,
            """
            INSERT INTO "InventoryItems" ("Id", "WorkspaceId", "Name", "NameKey", "Category", "Unit", "Quantity", "Movements", "LowAt", "IsArchived", "CreatedAt")
            VALUES ($1, $2, $3, $4, $5, 'pieces', 0, 0, 0, 0, $6)
            """,
            item, workspace, $"Item {number:0000}", $"item {number:0000}", $"Category {number % 12}", now);
        for (var movement = 1; movement <= MovementsEach; movement++)
        {
            Execute(
                connection,
                """
                INSERT INTO "StockMovements" ("Id", "WorkspaceId", "ItemId", "Number", "Kind", "Change", "Before", "After", "At")
                VALUES ($1, $2, $3, $4, 'Received', 1000, $5, $6, $7)
                """,
                Bytes(Guid.CreateVersion7()), workspace, item, movement, (movement - 1) * 1000L, movement * 1000L, now);
        }

        Execute(
            connection,
            """UPDATE "InventoryItems" SET "Quantity" = $1, "Movements" = $2 WHERE "Id" = $3""",
            MovementsEach * 1000L, MovementsEach, item);
        if (number < UsedByABooking)
        {
            Execute(
                connection,
                """INSERT INTO "ServiceUsages" ("WorkspaceId", "ServiceId", "ItemId", "Quantity") VALUES ($1, $2, $3, 100)""",
                workspace, service, item);
        }
    }

    private static void Execute(SqliteConnection connection, string text, params object[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        for (var number = 0; number < values.Length; number++)
        {
            command.Parameters.AddWithValue($"${number + 1}", values[number]);
        }

        command.ExecuteNonQuery();
    }

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);
}
