using CareOps.Bench.Processes;
using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Core.Forms;
using CareOps.Core.Inbox;
using CareOps.Core.Inventory;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Bench.Rules;

/// <summary>
/// A business with so many past bookings and two decided runs for each, on SQLite, and a hundred bookings in a day's time whose reminder
/// is due whenever a round begins. Written by plain SQL.
/// </summary>
internal sealed class BusyRules(int bookings) : IAsyncDisposable
{
    public const int Due = 100;

    private const int ARun = 20_000;
    private const int ReminderOffset = 24 * 60;
    private const long Minute = 60_000_000;

    private readonly TemporaryDirectory _directory = new();
    private readonly List<Guid> _due = [];
    private ServiceProvider? _services;
    private Caller.SystemWork _caller = new(WorkspaceId.None, "bench");

    private string File => _directory.File("rules.db");

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    public OutboxWorker Worker() => ActivatorUtilities.CreateInstance<OutboxWorker>(_services!);

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _services = Build(File);
        await Get<DatabaseMigrator>().MigrateAsync(cancellationToken);
        var registered = (await Get<RegisterWorkspaceHandler>().HandleAsync(
            new Caller.Visitor(WorkspaceId.None),
            new RegisterWorkspace("Owner", "owner@bench.example", $"Bench-{Guid.NewGuid():N}", "Bench", "Europe/Oslo"),
            cancellationToken)).Required();
        var owner = (await Get<WorkspaceQueries>().MembershipsAsync(registered.AccountId, cancellationToken))[0].Caller;
        (await Get<OpenBusinessHandler>().HandleAsync(owner, new OpenBusiness(true), cancellationToken)).Required();
        _caller = new Caller.SystemWork(owner.Workspace, "bench");
        var service = (await Get<SlotQueries>().ServicesAsync(owner, cancellationToken))[0].Id;
        var rule = await ReadAsync(
            db => db.Rules().Where(static row => row.Trigger == RuleTrigger.BookingAhead).Select(static row => row.Id).SingleAsync(cancellationToken),
            cancellationToken);
        var contacts = await WriteAsync(
            static (db, _) =>
            {
                var made = Enumerable.Range(0, Due).Select(number => Contact.Create(
                    db, new ContactDetails($"Customer {number}", EmailAddress.Parse($"customer{number}@bench.example"), null), ContactSource.Booking)).ToList();
                db.AddRange(made);
                return Task.FromResult(made.ConvertAll(static contact => contact.Id));
            },
            cancellationToken);
        Fill(owner, service, rule, contacts);
    }

    /// <summary>The reminders wait again, and their moment has come.</summary>
    public Task<int> LetFallDueAsync(CancellationToken cancellationToken) => WriteAsync(
        (db, token) => db.AutomationRuns().Where(run => _due.Contains(run.SubjectId)).ExecuteUpdateAsync(
            set => set.SetProperty(static run => run.DueAt, db.Now).SetProperty(static run => run.Status, RunStatus.Scheduled)
                .SetProperty(static run => run.MessageId, (Guid?)null),
            token),
        cancellationToken);

    public Task<int> CountWrittenAsync(CancellationToken cancellationToken) => ReadAsync(
        db => db.AutomationRuns().CountAsync(run => _due.Contains(run.SubjectId) && run.MessageId != null, cancellationToken), cancellationToken);

    public Task<T> WriteAsync<T>(Func<CareOpsDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        Get<IWriteDoor>().RunAsync(_caller, work, cancellationToken);

    public async Task<T> ReadAsync<T>(Func<CareOpsDb, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var db = await Get<ReadDoor>().OpenAsync(_caller, Right.System, cancellationToken);
        return await read(db);
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
        services.AddInbox();
        services.AddInventory();
        services.AddForms();
        services.AddAutomation();
        return services.BuildServiceProvider();
    }

    private void Fill(Caller.Member owner, Guid service, Guid rule, List<Guid> contacts)
    {
        using var connection = new SqliteConnection($"Data Source={File};Foreign Keys=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous = OFF");
        var now = SystemClock.Instance.GetCurrentInstant().ToUnixTimeTicks() / 10;
        for (var first = 0; first < bookings + Due; first += ARun)
        {
            using var transaction = connection.BeginTransaction();
            using var writer = new Writer(connection, transaction, owner, service, rule);
            for (var number = first; number < Math.Min(first + ARun, bookings + Due); number++)
            {
                // The last ones are still to come: half an hour less than a day ahead, each a second later than the one before.
                var isDue = number >= bookings;
                var start = isDue ? now + (((23 * 60) + 30) * Minute) + number : now - ((bookings - number) * Minute);
                var booking = writer.WriteBooking(number, start, contacts[number % contacts.Count]);
                writer.WriteRun(booking, ReminderOffset, start, contacts[number % contacts.Count]);
                if (isDue)
                {
                    _due.Add(booking);
                }
                else
                {
                    writer.WriteRun(booking, 0, start, contacts[number % contacts.Count]);
                }
            }

            transaction.Commit();
        }

        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    /// <summary>Two prepared statements.</summary>
    private sealed class Writer : IDisposable
    {
        private readonly SqliteCommand _booking;
        private readonly SqliteCommand _run;
        private readonly byte[] _workspace;
        private readonly byte[] _member;
        private readonly byte[] _service;
        private readonly byte[] _rule;

        public Writer(SqliteConnection connection, SqliteTransaction transaction, Caller.Member owner, Guid service, Guid rule)
        {
            (_workspace, _member, _service, _rule) = (Bytes(owner.Workspace.Value), Bytes(owner.Id.Value), Bytes(service), Bytes(rule));
            _booking = Prepare(
                connection,
                transaction,
                """
                INSERT INTO "Bookings" ("Id", "WorkspaceId", "Reference", "ServiceId", "ServiceName", "MemberId", "ContactId", "StartsAt", "EndsAt",
                  "Status", "Name", "Source", "CreatedAt", "CancellableUntil", "ReschedulableUntil", "StartVersion", "Revision", "QuietRevision")
                VALUES ($1, $2, $3, $4, 'Appointment', $5, $6, $7, $8, 'Confirmed', 'Customer', 'Online', $7, $7, $7, 1, 1, 0)
                """,
                8);
            _run = Prepare(
                connection,
                transaction,
                """
                INSERT INTO "AutomationRuns" ("Id", "WorkspaceId", "RuleId", "SubjectId", "Occurrence", "Offset", "ContactId", "Status", "Reason",
                  "Attempts", "CreatedAt", "StatusAt")
                VALUES ($1, $2, $3, $4, 1, $5, $6, 'Sent', 'It was sent.', 0, $7, $7)
                """,
                7);
        }

        public Guid WriteBooking(int number, long start, Guid contact)
        {
            var id = Guid.CreateVersion7();
            Run(_booking, Bytes(id), _workspace, $"B{number:0000000}", _service, _member, Bytes(contact), start, start + (30 * Minute));
            return id;
        }

        public void WriteRun(Guid booking, int offset, long at, Guid contact) =>
            Run(_run, Bytes(Guid.CreateVersion7()), _workspace, _rule, Bytes(booking), offset, Bytes(contact), at);

        public void Dispose()
        {
            _booking.Dispose();
            _run.Dispose();
        }

        private static SqliteCommand Prepare(SqliteConnection connection, SqliteTransaction transaction, string text, int parameters)
        {
            var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = text;
            for (var number = 1; number <= parameters; number++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${number}" });
            }

            return command;
        }

        private static void Run(SqliteCommand command, params object[] values)
        {
            for (var number = 0; number < values.Length; number++)
            {
                command.Parameters[number].Value = values[number];
            }

            command.ExecuteNonQuery();
        }

        private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);
    }
}
