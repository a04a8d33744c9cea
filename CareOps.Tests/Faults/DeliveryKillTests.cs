using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Sqlite;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Tests.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Tests.Faults;

/// <summary>A queue of messages whose server is killed while it sends them.</summary>
public sealed class DeliveryKillTests
{
    private const string Rule = "Killed reminder";
    private const int Messages = 400;
    private const int Kills = 3;

    // What one business has under way at a time: DeliveryDispatcher.MostAtOnceByOneBusiness.
    private const int UnderWay = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Who_knows_repetitions_gets_each_message_and_sends_it_once()
    {
        await using var provider = await ProviderSimulator.StartAsync();

        var (sent, unknown) = await SendWhileKilledAsync(provider, ProviderKind.Resend);

        Assert.Equal((Messages, 0), (sent, unknown));
        Assert.Equal(Messages, provider.Delivered.Select(static request => request.IdempotencyKey).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Messages, provider.Delivered.Count);
    }

    [Fact]
    public async Task Who_does_not_gets_none_twice_and_what_was_under_way_waits_for_a_person()
    {
        await using var provider = await ProviderSimulator.StartAsync();

        var (sent, unknown) = await SendWhileKilledAsync(provider, ProviderKind.SendGrid);

        Assert.Equal(Messages, sent + unknown);
        Assert.InRange(unknown, 0, Kills * UnderWay);
        var keys = provider.Delivered
            .Select(static request => request.Json().GetProperty("personalizations")[0].GetProperty("custom_args").GetProperty("delivery").GetString())
            .ToList();
        Assert.Equal(keys.Count, keys.Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(keys.Count, sent, Messages);
    }

    private static async Task<(int Sent, int Unknown)> SendWhileKilledAsync(ProviderSimulator provider, ProviderKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("careops-kill-").FullName;
        var (code, output) = await AppProcess.RunAsync(folder, null, "demo", "--password", "correct horse");
        Assert.True(code == 0, output);
        await using (var services = AppProcess.OpenCore(folder))
        {
            await FillAsync(services, kind);
        }

        // The same address at every start, as an operator's server has: a repetition with another link in it would be another message.
        (string, string)[] settings =
        [
            ("CareOps__PublicUrl", "https://demo.example"),
            ("CareOps__Providers__Resend", provider.Address.AbsoluteUri),
            ("CareOps__Providers__SendGrid", provider.Address.AbsoluteUri),
        ];
        for (var kill = 1; kill <= Kills; kill++)
        {
            var enough = kill * Messages / (Kills + 1);
            await using var app = await AppProcess.StartAsync(folder, null, settings);
            await Eventually.TrueAsync(() => provider.Requests.Count >= enough, Patience, $"{enough} messages");
            await app.KillAsync();
        }

        await using var last = await AppProcess.StartAsync(folder, null, settings);
        await Eventually.TrueAsync(async () => await CountAsync(folder, MessageStatus.Queued) == 0, Patience, "an empty queue");
        return (await CountAsync(folder, MessageStatus.Sent), await CountAsync(folder, MessageStatus.Unknown));
    }

    private static async Task FillAsync(ServiceProvider services, ProviderKind kind)
    {
        await using var db = await services.GetRequiredService<ReadDoor>().OpenUnfilteredAsync(CancellationToken.None);
        var owner = (await db.Set<Member>().IgnoreQueryFilters().SingleAsync(static member => member.Role == MemberRole.Owner)).AsCaller();
        _ = kind == ProviderKind.Resend
            ? (await services.GetRequiredService<ConnectResendHandler>().HandleAsync(
                owner, new ConnectResend(null, ProviderSimulator.Key, null, "hello@demo.example", "Demo", null, IsEnabled: true), CancellationToken.None)).Required()
            : (await services.GetRequiredService<ConnectSendGridHandler>().HandleAsync(
                owner, new ConnectSendGrid(null, ProviderSimulator.Key, null, null, "hello@demo.example", "Demo", null, IsEnabled: true), CancellationToken.None)).Required();
        await Task.WhenAll(Enumerable.Range(0, Messages).Select(number => services.GetRequiredService<IWriteDoor>().RunAsync(
            new Caller.SystemWork(owner.Workspace, "test"),
            (write, _) =>
            {
                var details = new ContactDetails($"Customer {number}", EmailAddress.Parse($"customer{number}@example.org"), null);
                var contact = Contact.Create(write, details, ContactSource.Booking);
                var conversation = Conversation.Start(write, contact.Id);
                write.AddRange(contact, conversation);
                Message.Automated(
                    write, conversation, contact, new AutomatedText(Rule, Channel.Email, "Tomorrow", "See you tomorrow.", SendsWhilePaused: false));
                return Task.FromResult(Done.It);
            },
            CancellationToken.None)));
    }

    private static async Task<int> CountAsync(string folder, MessageStatus status)
    {
        await using var db = ((ICareOpsContexts)new SqliteContexts(Path.Combine(folder, "careops.db"))).CreateDbContext();
        return await db.Messages().IgnoreQueryFilters().CountAsync(message => message.RuleName == Rule && message.Status == status);
    }
}
