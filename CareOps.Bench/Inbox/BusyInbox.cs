using CareOps.Bench.Processes;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Bench.Inbox;

/// <summary>
/// A business with so many conversations of ten messages each, on SQLite: a fifth unread, a third the owner's, one in a hundred with a
/// failed message and one with a held one. Written by plain SQL, with the search's triggers at work.
/// </summary>
internal sealed class BusyInbox(int conversations) : IAsyncDisposable
{
    public const int MessagesEach = 10;

    private const int Words = 2_000;
    private const int WordsOfAMessage = 12;
    private const int ARun = 10_000;

    private readonly TemporaryDirectory _directory = new();
    private ServiceProvider? _services;

    public Caller.Member Owner { get; private set; } = null!;

    public string File => _directory.File("inbox.db");

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    /// <summary>One of a vocabulary, none the beginning of another: a search takes a word for a beginning.</summary>
    public static string Word(int number) => $"word{number % Words:0000}";

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _services = Build(File);
        await Get<DatabaseMigrator>().MigrateAsync(cancellationToken);
        var registered = (await Get<RegisterWorkspaceHandler>().HandleAsync(
            new Caller.Visitor(WorkspaceId.None),
            new RegisterWorkspace("Owner", "owner@bench.example", $"Bench-{Guid.NewGuid():N}", "Bench", "Europe/Oslo"),
            cancellationToken)).Required();
        Owner = (await Get<WorkspaceQueries>().MembershipsAsync(registered.AccountId, cancellationToken))[0].Caller;
        Fill();
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
        services.AddInbox();
        return services.BuildServiceProvider();
    }

    private void Fill()
    {
        using var connection = new SqliteConnection($"Data Source={File}");
        connection.Open();
        Execute(connection, "PRAGMA synchronous = OFF");
        for (var first = 0; first < conversations; first += ARun)
        {
            using var transaction = connection.BeginTransaction();
            using var writer = new Writer(connection, transaction, Owner);
            for (var number = first; number < Math.Min(first + ARun, conversations); number++)
            {
                writer.Write(number);
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

    /// <summary>One conversation after the other, by three prepared statements.</summary>
    private sealed class Writer : IDisposable
    {
        private readonly SqliteCommand _contact;
        private readonly SqliteCommand _conversation;
        private readonly SqliteCommand _message;
        private readonly byte[] _workspace;
        private readonly byte[] _owner;
        private readonly long _start = SystemClock.Instance.GetCurrentInstant().ToUnixTimeTicks() / 10;

        public Writer(SqliteConnection connection, SqliteTransaction transaction, Caller.Member owner)
        {
            _workspace = owner.Workspace.Value.ToByteArray(bigEndian: true);
            _owner = owner.Id.Value.ToByteArray(bigEndian: true);
            _contact = Prepare(
                connection,
                transaction,
                """
                INSERT INTO "Contacts" ("Id", "WorkspaceId", "Name", "Email", "NormalisedEmail", "Source", "CreatedAt", "LastActivityAt")
                VALUES ($1, $2, $3, $4, $4, 'ContactForm', $5, $5)
                """,
                5);
            _conversation = Prepare(
                connection,
                transaction,
                """
                INSERT INTO "Conversations" ("Id", "WorkspaceId", "ContactId", "LastMessageAt", "LastMessagePreview", "LastMessageKind", "LastChannel",
                  "UnreadCount", "IsUnread", "WaitingSince", "FirstAskedAt", "AssignedTo", "Status")
                VALUES ($1, $2, $3, $4, $5, 'Inbound', 'Email', $6, $6, $7, $4, $8, 'Open')
                """,
                8);
            _message = Prepare(
                connection,
                transaction,
                """
                INSERT INTO "Messages" ("Id", "WorkspaceId", "ConversationId", "Kind", "Channel", "Body", "CreatedAt", "Status", "StatusAt", "SendsWhilePaused")
                VALUES ($1, $2, $3, $4, 'Email', $5, $6, $7, $6, 0)
                """,
                7);
        }

        public void Write(int number)
        {
            var (contact, conversation) = (NewId(), NewId());
            var last = _start + ((long)number * 1_000_000);
            Run(_contact, contact, _workspace, $"Customer {number}", $"customer-{number}@bench.example", last);
            var isUnread = number % 5 == 0;
            Run(
                _conversation,
                conversation,
                _workspace,
                contact,
                last,
                Body(number, MessagesEach),
                isUnread ? 1 : 0,
                isUnread ? last : DBNull.Value,
                number % 3 == 0 ? _owner : DBNull.Value);
            for (var message = 1; message <= MessagesEach; message++)
            {
                var kind = message % 2 == 0 ? "Inbound" : "Reply";
                var status = (number % 100, message) switch
                {
                    (1, MessagesEach - 1) => "Failed",
                    (2, MessagesEach - 1) => "Held",
                    _ => kind == "Inbound" ? "Received" : "Delivered",
                };
                Run(_message, NewId(), _workspace, conversation, kind, Body(number, message), last - ((MessagesEach - message) * 1_000L), status);
            }
        }

        public void Dispose()
        {
            _contact.Dispose();
            _conversation.Dispose();
            _message.Dispose();
        }

        private static string Body(int number, int message) => string.Join(
            ' ', Enumerable.Range(0, WordsOfAMessage).Select(place => Word((number * 31) + (message * 7) + (place * place * 13))));

        private static byte[] NewId() => Guid.CreateVersion7().ToByteArray(bigEndian: true);

        private static SqliteCommand Prepare(SqliteConnection connection, SqliteTransaction transaction, string text, int parameters)
        {
            var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (text, transaction);
            for (var number = 1; number <= parameters; number++)
            {
                command.Parameters.AddWithValue($"${number}", DBNull.Value);
            }

            command.Prepare();
            return command;
        }

        private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
        {
            for (var index = 0; index < values.Length; index++)
            {
                command.Parameters[index].Value = values[index];
            }

            command.ExecuteNonQuery();
        }
    }
}
