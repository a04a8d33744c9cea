using CareOps.Bench.Processes;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
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

namespace CareOps.Bench.Forms;

/// <summary>
/// A business that sent 10,000 forms of 20 questions to as many contacts, half of them open, on SQLite. Written by plain SQL.
/// </summary>
internal sealed class BusyForms : IAsyncDisposable
{
    public const int Submissions = 10_000;

    private const int Templates = 10;
    private const int Questions = 20;
    private const int Statuses = 4;
    private const long Minute = 60_000_000;

    private readonly TemporaryDirectory _directory = new();
    private ServiceProvider? _services;

    public Caller.Member Owner { get; private set; } = null!;

    /// <summary>One of the forms.</summary>
    public Guid Template { get; private set; }

    private string File => _directory.File("forms.db");

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
        var versions = new List<(Guid Template, Guid Version)>();
        for (var number = 0; number < Templates; number++)
        {
            versions.Add(await AddAsync(number, cancellationToken));
        }

        Template = versions[0].Template;
        Fill(versions);
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
        services.AddContacts();
        services.AddMessaging();
        services.AddBookings();
        services.AddForms();
        return services.BuildServiceProvider();
    }

    private async Task<(Guid Template, Guid Version)> AddAsync(int number, CancellationToken cancellationToken)
    {
        var questions = Enumerable.Range(1, Questions)
            .Select(static question => new FormQuestion(Guid.CreateVersion7(), QuestionKind.LongText, $"Question {question}")).ToList();
        var template = (await Get<SaveFormTemplateHandler>().HandleAsync(
            Owner, new SaveFormTemplate(null, $"Form {number}", null, questions), cancellationToken)).Required();
        await using var db = await Get<ReadDoor>().OpenAsync(Owner, Right.ViewForms, cancellationToken);
        return (template.Id, await db.FormVersions().Where(row => row.TemplateId == template.Id).Select(static row => row.Id).SingleAsync(cancellationToken));
    }

    // In turns overdue, in progress, pending and completed.
    private void Fill(List<(Guid Template, Guid Version)> versions)
    {
        using var connection = new SqliteConnection($"Data Source={File};Foreign Keys=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous = OFF");
        var now = SystemClock.Instance.GetCurrentInstant().ToUnixTimeTicks() / 10;
        var workspace = Bytes(Owner.Workspace.Value);
        using (var transaction = connection.BeginTransaction())
        {
            for (var number = 0; number < Submissions; number++)
            {
                var (contact, at) = (Bytes(Guid.CreateVersion7()), now - (number * Minute));
                Execute(
                    connection,
                    """
                    INSERT INTO "Contacts" ("Id", "WorkspaceId", "Name", "Email", "NormalisedEmail", "Source", "CreatedAt", "LastActivityAt")
                    VALUES ($1, $2, $3, $4, $4, 'ContactForm', $5, $5)
                    """,
                    contact, workspace, $"Customer {number:00000}", $"customer{number}@bench.example", at);
                var (template, version) = versions[number % versions.Count];
                Execute(
                    connection,
                    """
                    INSERT INTO "FormSubmissions" ("Id", "WorkspaceId", "TemplateId", "VersionId", "ContactId", "Status", "SortAt", "SentAt", "DueAt")
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7)
                    """,
                    Bytes(Guid.CreateVersion7()), workspace, Bytes(template), Bytes(version), contact, number / versions.Count % Statuses, at);
            }

            transaction.Commit();
        }

        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
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
