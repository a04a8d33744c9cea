using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Messaging;

/// <summary>Many businesses share a worker: what is slow or down for one of them costs nobody else anything.</summary>
public sealed class FairDeliveryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [EachEngine]
    public async Task A_mail_server_that_never_answers_holds_up_its_own_business_alone(Engine engine)
    {
        await using var silent = SmtpSimulator.Start();
        await using var house = await TestHouse.StartAsync(engine);
        var (stuck, other) = (await house.OpenBusinessAsync("Stuck"), await house.OpenBusinessAsync("Other"));
        silent.Fault = SmtpFault.SilentAfterMessage;
        house.Get<SmtpProvider>().Timeout = TimeSpan.FromSeconds(8);
        await stuck.ConnectSmtpAsync(silent.Port);
        await WriteAsync(stuck, 200);
        await WriteAsync(other, 1);
        await WriteDownAsync(house);

        var dispatcher = house.Get<DeliveryDispatcher>();
        await Eventually.TrueAsync(
            async () =>
            {
                await dispatcher.StartAsync(CancellationToken.None);
                return !silent.Delivered.IsEmpty && (await other.LocalOutboxAsync()).Count == 1;
            },
            TimeSpan.FromSeconds(4),
            "the other business's mail to go out while the first one's server is silent");

        Assert.InRange(silent.Delivered.Count, 1, 3);

        // Nothing is taken on that would only wait, and lose its lease and an attempt.
        Assert.InRange(await SendingAsync(stuck), 1, 3);
        await dispatcher.FinishAsync();
    }

    [PostgresFact]
    public async Task Two_nodes_that_look_at_one_queue_send_each_message_once()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(Engine.Postgres, simulator.Addresses);
        await using var beside = house.Beside(simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectResendAsync();
        await WriteAsync(business, 120);
        await WriteDownAsync(house);

        await Task.WhenAll(SendAllAsync(house), SendAllAsync(beside));

        var settled = (await business.MessagesAsync()).Where(static message => message.Kind == MessageKind.Automated).ToList();
        Assert.Equal(120, settled.Count);
        Assert.All(settled, static message => Assert.Equal((MessageStatus.Sent, null), (message.Status, message.StatusReason)));
        Assert.Equal(120, simulator.Requests.Count);
        Assert.Equal(120, simulator.Delivered.Select(static request => request.IdempotencyKey).Distinct().Count());
    }

    [EachEngine]
    public async Task What_a_node_took_on_and_never_settled_is_taken_over_when_its_lease_ends(Engine engine)
    {
        await using var silent = SmtpSimulator.Start();
        silent.Fault = SmtpFault.SilentAfterMessage;
        await using var house = await TestHouse.StartAsync(engine);
        house.Get<SmtpProvider>().Timeout = TimeSpan.FromSeconds(3);
        var business = await house.OpenBusinessAsync();
        await business.ConnectSmtpAsync(silent.Port);
        await WriteAsync(business, 1);
        await WriteDownAsync(house);
        var dispatcher = house.Get<DeliveryDispatcher>();
        await dispatcher.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => Task.FromResult(silent.Delivered.Count == 1), Patience, "the mail server to have it");

        // Its node stands still: another one finds the lease over.
        house.Clock.Advance(Duration.FromSeconds(61));
        await dispatcher.StartAsync(CancellationToken.None);
        var message = Assert.Single(await business.MessagesAsync(), static row => row.Kind == MessageKind.Automated);
        Assert.Equal(MessageStatus.Unknown, message.Status);
        await dispatcher.FinishAsync();
        await house.DrainAsync();

        Assert.Single(silent.Delivered);
        Assert.Equal(MessageStatus.Unknown, Assert.Single(await business.MessagesAsync(), static row => row.Kind == MessageKind.Automated).Status);
    }

    /// <summary>Lets the rules say what they have to say, and nothing go out yet.</summary>
    private static async Task WriteDownAsync(TestHouse house)
    {
        while (await house.Get<OutboxDispatcher>().DispatchAsync(CancellationToken.None) > 0)
        {
            // There is more.
        }
    }

    private static async Task SendAllAsync(TestHouse house)
    {
        while (await house.Get<DeliveryDispatcher>().DispatchAsync(CancellationToken.None) > 0)
        {
            // There is more.
        }
    }

    /// <summary>As many people ask something as messages are due: a welcome for each.</summary>
    private static async Task WriteAsync(TestBusiness business, int number)
    {
        for (var person = 0; person < number; person++)
        {
            (await business.AskAsync(email: $"person{person}@example.org")).Required();
        }
    }

    private static Task<int> SendingAsync(TestBusiness business) => business.House.ReadAsync(
        business.Id, static db => db.Deliveries().CountAsync(delivery => delivery.Status == DeliveryStatus.Sending));
}
