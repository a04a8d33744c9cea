using CareOps.Bench.Booking;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Bench.Deliveries;

/// <summary>Puts reminders into the queue of a server, beside it, and lets them fall due all at once.</summary>
internal sealed class ReminderQueue(string file) : IAsyncDisposable
{
    private const int RowsInOneWrite = 250;

    private readonly ServiceProvider _services = Open(file);
    private IReadOnlyList<Guid> _contacts = [];
    private Caller.SystemWork _caller = new(WorkspaceId.None, "bench");

    /// <summary>Connects the workspace to SendGrid, as its owner would, and gives it so many customers.</summary>
    public async Task PrepareAsync(int customers, CancellationToken cancellationToken)
    {
        await using var db = await _services.GetRequiredService<ReadDoor>().OpenUnfilteredAsync(cancellationToken);
        var owner = await WideOpenWorkspace.OwnerAsync(db, cancellationToken);
        _caller = new Caller.SystemWork(owner.Workspace, "bench");
        (await _services.GetRequiredService<ConnectSendGridHandler>().HandleAsync(
            owner,
            new ConnectSendGrid(null, "no key", null, null, "hello@bench.example", "Bench", null, IsEnabled: true),
            cancellationToken)).Required();
        var contacts = new List<Guid>(customers);
        foreach (var numbers in Enumerable.Range(0, customers).Chunk(RowsInOneWrite))
        {
            contacts.AddRange(await WriteAsync(
                (db, _) => Task.FromResult(numbers.Select(number => Add(db, number)).ToList()), cancellationToken));
        }

        _contacts = contacts;
    }

    /// <summary>A reminder for each customer, to be sent tomorrow.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        foreach (var contacts in _contacts.Chunk(RowsInOneWrite))
        {
            await Task.WhenAll(contacts.Select(contact => WriteAsync((db, token) => RemindAsync(db, contact, token), cancellationToken)));
        }
    }

    /// <summary>Tomorrow is now.</summary>
    public Task<int> ReleaseAsync(CancellationToken cancellationToken) => WriteAsync(
        static (db, token) => db.Deliveries()
            .Where(static delivery => delivery.Status == DeliveryStatus.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(static delivery => delivery.DueAt, db.Now), token),
        cancellationToken);

    /// <summary>What is left waits for tomorrow again.</summary>
    public Task<int> HoldBackAsync(CancellationToken cancellationToken) => WriteAsync(
        static (db, token) => db.Deliveries()
            .Where(static delivery => delivery.Status == DeliveryStatus.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(static delivery => delivery.DueAt, db.Now + Duration.FromDays(1)), token),
        cancellationToken);

    /// <summary>How many are due and have not gone out.</summary>
    public async Task<int> CountDueAsync(CancellationToken cancellationToken)
    {
        await using var db = await _services.GetRequiredService<ReadDoor>().OpenAsync(_caller, Right.System, cancellationToken);
        return await db.Deliveries().CountAsync(
            delivery => delivery.Status == DeliveryStatus.Queued && delivery.DueAt <= db.Now, cancellationToken);
    }

    public async Task UntilNoneIsBeingSentAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await IsSendingAsync(cancellationToken))
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>How many reminders became what they are.</summary>
    public async Task<int> CountAsync(MessageStatus status, CancellationToken cancellationToken)
    {
        await using var db = await _services.GetRequiredService<ReadDoor>().OpenAsync(_caller, Right.System, cancellationToken);
        return await db.Messages().CountAsync(message => message.RuleName == "Reminder" && message.Status == status, cancellationToken);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<bool> IsSendingAsync(CancellationToken cancellationToken)
    {
        await using var db = await _services.GetRequiredService<ReadDoor>().OpenAsync(_caller, Right.System, cancellationToken);
        return await db.Deliveries().AnyAsync(static delivery => delivery.Status == DeliveryStatus.Sending, cancellationToken);
    }

    private static Guid Add(CareOpsDb db, int number)
    {
        var email = EmailAddress.Parse($"customer{number}@bench.example");
        var contact = Contact.Create(db, new ContactDetails($"Customer {number}", email, null), ContactSource.Booking);
        db.Add(contact);
        db.Add(Conversation.Start(db, contact.Id));
        return contact.Id;
    }

    private static async Task<int> RemindAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken)
    {
        var contact = await db.Set<Contact>().SingleAsync(row => row.Id == contactId, cancellationToken);
        var message = Message.Automated(
            db,
            await Conversation.OfAsync(db, contact, cancellationToken),
            contact,
            new AutomatedText(
                "Reminder",
                Channel.Email,
                "Your appointment tomorrow",
                $"Hello {contact.Name},\n\nthis is to remind you of your appointment tomorrow at 09:30.\n\nSee or change it: https://bench.example/booking/0123456789abcdef",
                SendsWhilePaused: false));
        await db.SaveChangesAsync(cancellationToken);
        return await db.Deliveries()
            .Where(delivery => delivery.MessageId == message.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(static delivery => delivery.DueAt, db.Now + Duration.FromDays(1)), cancellationToken);
    }

    private Task<T> WriteAsync<T>(Func<CareOpsDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        _services.GetRequiredService<IWriteDoor>().RunAsync(_caller, work, cancellationToken);

    // With the keys of the server, so that it can read what is encrypted here.
    private static ServiceProvider Open(string file)
    {
        var services = new ServiceCollection();
        services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddDataProtection()
            .SetApplicationName("CareOps")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(Path.GetDirectoryName(file)!, "keys")));
        services.AddData(new DatabaseLocation(null, file));
        services.AddMessaging();
        return services.BuildServiceProvider();
    }
}
