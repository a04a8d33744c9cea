using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

namespace CareOps.Tests.Messaging;

/// <summary>The Local outbox can be tried like a provider.</summary>
public sealed class LocalOutboxTests
{
    [EachEngine]
    public async Task A_test_is_kept_where_its_sender_can_read_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        var refused = await house.Get<TryLocalOutboxHandler>().HandleAsync(business.Owner, new TryLocalOutbox("mia@"), CancellationToken.None);
        (await house.Get<TryLocalOutboxHandler>().HandleAsync(business.Owner, new TryLocalOutbox("mia@example.org"), CancellationToken.None)).Required();
        await house.DrainAsync();

        Assert.Equal("To", refused.Error!.Field);
        var kept = Assert.Single(await house.Get<MessagingQueries>().LocalOutboxAsync(business.Owner, null, 10, CancellationToken.None));
        Assert.Equal(("mia@example.org", "Test message from CareOps"), (kept.Address, kept.Subject));
    }

    [Fact]
    public async Task It_is_not_tried_beside_a_provider_that_would_send_the_test()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.ConnectSmtpAsync(9);

        var answer = await house.Get<TryLocalOutboxHandler>().HandleAsync(business.Owner, new TryLocalOutbox("mia@example.org"), CancellationToken.None);

        Assert.Equal("channels.connected", answer.Error!.Code);
    }
}
