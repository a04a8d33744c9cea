using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Messaging;

/// <summary>What is looked at once more before a message leaves.</summary>
public sealed class MessageRulesTests
{
    private static readonly QuietTime Night = new(21 * 60, 8 * 60);

    [EachEngine]
    public async Task What_falls_due_at_night_goes_out_in_the_morning_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await QuietAsync(house);
        house.Clock.Now = Instant.FromUtc(2026, 3, 2, 21, 30);
        await business.BookAsync(TestBusiness.Tuesday.PlusDays(2));
        await house.DrainAsync();

        var waiting = Assert.Single(await business.MessagesAsync(), static row => row.Kind == MessageKind.Automated);
        Assert.Equal((MessageStatus.Queued, "Goes out at 08:00: quiet hours."), (waiting.Status, waiting.StatusReason));
        house.Clock.Now = Instant.FromUtc(2026, 3, 3, 6, 59, 59);
        await house.DrainAsync();
        Assert.Empty(await business.LocalOutboxAsync());
        house.Clock.Now = Instant.FromUtc(2026, 3, 3, 7, 0);
        await house.DrainAsync();
        await house.DrainAsync();

        Assert.Single(await business.LocalOutboxAsync());
    }

    [Fact]
    public async Task What_would_come_too_late_goes_out_at_once_and_a_members_word_always_does()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await QuietAsync(house);
        (await house.Get<KeepQuietHandler>().HandleAsync(business.Owner, new KeepQuiet(null, new QuietTime(21 * 60, 10 * 60)), CancellationToken.None)).Required();
        house.Clock.Now = Instant.FromUtc(2026, 3, 2, 21, 30);

        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        Assert.Single(await business.LocalOutboxAsync());

        (await business.ReplyAsync((await business.ConversationAsync()).Id)).Required();
        await house.DrainAsync();
        Assert.Equal(2, (await business.LocalOutboxAsync()).Count);
    }

    [Fact]
    public async Task The_night_is_the_customers_where_the_number_tells_where_they_are()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await QuietAsync(house);
        (await house.Get<KeepQuietHandler>().HandleAsync(business.Owner, new KeepQuiet(Night, null), CancellationToken.None)).Required();

        // 13:00 in Oslo: 21:00 in Tokyo; America has many times, so Oslo's counts.
        house.Clock.Now = Instant.FromUtc(2026, 3, 2, 12, 0);
        await business.BookAsync(TestBusiness.Tuesday.PlusDays(1), email: null, phone: "+81312345678");
        await business.BookAsync(TestBusiness.Tuesday.PlusDays(1).PlusHours(1), email: null, phone: "+12125550123");
        await house.DrainAsync();

        Assert.Equal("+12125550123", Assert.Single(await business.LocalOutboxAsync()).Address);
        house.Clock.Now = Instant.FromUtc(2026, 3, 2, 23, 0);
        await house.DrainAsync();
        Assert.Equal(2, (await business.LocalOutboxAsync()).Count);
    }

    [EachEngine]
    public async Task The_night_is_the_customers_where_they_or_their_browser_said_where_they_are(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await QuietAsync(house);

        // 13:00 in Oslo: 21:00 in Tokyo, 22:00 in Sydney.
        house.Clock.Now = Instant.FromUtc(2026, 3, 2, 12, 0);
        await BookAsync(business, "ken@example.org", "Asia/Tokyo", 0);
        await BookAsync(business, "mo@example.org", "No/Such_Place", 1);
        await house.DrainAsync();
        Assert.Equal("mo@example.org", Assert.Single(await business.LocalOutboxAsync()).Address);

        // What a visitor's browser says later changes nothing that is known; a member's word does.
        await BookAsync(business, "ken@example.org", "Europe/Oslo", 2);
        await house.DrainAsync();
        Assert.Single(await business.LocalOutboxAsync());
        var contact = (await business.ConversationAsync("ken@example.org")).ContactId;
        var set = house.Get<SetContactTimeZoneHandler>();
        Assert.False((await set.HandleAsync(business.Owner, new SetContactTimeZone(contact, "No/Such_Place"), CancellationToken.None)).Succeeded);
        (await set.HandleAsync(business.Owner, new SetContactTimeZone(contact, "Australia/Sydney"), CancellationToken.None)).Required();
        await BookAsync(business, "ken@example.org", null, 3);
        await house.DrainAsync();
        Assert.Single(await business.LocalOutboxAsync());

        // Eight in the morning in Sydney is six in Tokyo.
        house.Clock.Now = Instant.FromUtc(2026, 3, 2, 21, 0);
        await house.DrainAsync();
        Assert.Equal(2, (await business.LocalOutboxAsync()).Count);
    }

    [EachEngine]
    public async Task Who_unsubscribes_while_a_message_waits_does_not_get_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await QuietAsync(house);
        house.Clock.Now = Instant.FromUtc(2026, 3, 2, 21, 30);
        var booking = await business.BookAsync(TestBusiness.Tuesday.PlusDays(2));
        await house.DrainAsync();
        (await house.Get<SetConsentHandler>().HandleAsync(
            business.Owner, new SetConsent(booking.ContactId, ConsentChannel.Email, false), CancellationToken.None)).Required();
        house.Clock.Now = Instant.FromUtc(2026, 3, 3, 9, 0);
        await house.DrainAsync();

        Assert.Empty(await business.LocalOutboxAsync());
        var dropped = Assert.Single(await business.MessagesAsync(), static row => row.Kind == MessageKind.Automated);
        Assert.Equal(MessageStatus.Dropped, dropped.Status);
        var run = await house.ReadAsync(business.Id, static db => db.AutomationRuns().SingleAsync(row => row.MessageId != null));
        Assert.Equal(RunStatus.Skipped, run.Status);
    }

    [EachEngine]
    public async Task An_erased_address_is_left_alone_and_nobody_can_read_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday, "zebra@example.org");
        await house.DrainAsync();
        (await house.Get<SuppressAddressHandler>().HandleAsync(business.Owner, new SuppressAddress(" Zebra@example.org"), CancellationToken.None)).Required();
        (await house.Get<EraseContactHandler>().HandleAsync(
            business.Owner, new EraseContact(booking.ContactId, EraseContactHandler.Word), CancellationToken.None)).Required();

        Assert.DoesNotContain(await Rows.AllAsync(house.Services), static row => row.Contains("zebra", StringComparison.OrdinalIgnoreCase));
        Assert.Null(Assert.Single(await house.Get<SuppressionQueries>().ListAsync(business.Owner, null, 10, CancellationToken.None)).Address);
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), "zebra@example.org");
        await house.DrainAsync();
        Assert.Empty(await business.LocalOutboxAsync());
        Assert.Contains(await business.MessagesAsync(), static row => row is { Status: MessageStatus.Failed, Kind: MessageKind.Automated });

        var kept = await house.ReadAsync(business.Id, static db => db.Suppressions().SingleAsync());
        (await house.Get<AllowAgainHandler>().HandleAsync(business.Owner, new AllowAgain(kept.Id), CancellationToken.None)).Required();
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(2), "zebra@example.org");
        await house.DrainAsync();
        Assert.Single(await business.LocalOutboxAsync());
    }

    [EachEngine]
    public async Task Ten_clicks_on_send_send_once_and_what_was_dropped_is_never_sent(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync();
        await house.DrainAsync();
        await business.ReplyAsync((await business.ConversationAsync("jon@example.org")).Id);
        await house.DrainAsync();
        await business.BookAsync(TestBusiness.Tuesday, "jon@example.org");
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), "jon@example.org");
        await house.DrainAsync();
        var waiting = await house.Get<WaitingQueries>().ListAsync(business.Owner, 10, CancellationToken.None);
        Assert.Equal([MessageStatus.Held, MessageStatus.Held], waiting.Select(static row => row.Status));
        Assert.Equal(2, await house.Get<WaitingQueries>().CountAsync(business.Owner, CancellationToken.None));
        var sentBefore = (await business.LocalOutboxAsync()).Count;

        var clicks = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => house.Get<SendNowHandler>()
            .HandleAsync(business.Owner, new SendNow(waiting[0].Id), CancellationToken.None)));
        (await house.Get<DropMessageHandler>().HandleAsync(business.Owner, new DropMessage(waiting[1].Id), CancellationToken.None)).Required();
        await house.DrainAsync();

        Assert.Single(clicks, static click => click.Succeeded);
        Assert.Equal(sentBefore + 1, (await business.LocalOutboxAsync()).Count);
        Assert.Empty(await house.Get<WaitingQueries>().ListAsync(business.Owner, 10, CancellationToken.None));
        Assert.Equal(InboxErrors.NotWaiting.Code, (await house.Get<SendNowHandler>().HandleAsync(business.Owner, new SendNow(waiting[1].Id), CancellationToken.None)).Error?.Code);
        Assert.Contains(await business.MessagesAsync(), row => row.Id == waiting[1].Id && row.Status == MessageStatus.Dropped);
    }

    [Fact]
    public async Task Mail_programs_are_told_how_to_unsubscribe_with_one_request_where_they_can_reach_the_server()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        house.Get<PublicAddress>().Root = "https://book.riverside.example";
        var business = await house.OpenBusinessAsync();
        await business.ConnectResendAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        await business.ReplyAsync((await business.ConversationAsync()).Id);
        await house.DrainAsync();

        var (automatic, reply) = (simulator.Delivered.First().Json(), simulator.Delivered.Last().Json());
        var headers = automatic.GetProperty("headers");
        var list = headers.GetProperty("List-Unsubscribe").GetString()!;
        Assert.StartsWith("<https://book.riverside.example/unsubscribe/", list, StringComparison.Ordinal);
        Assert.Contains(">, <mailto:", list, StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", headers.GetProperty("List-Unsubscribe-Post").GetString());
        Assert.Contains(list[1..list.IndexOf('>', StringComparison.Ordinal)], automatic.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.False(reply.GetProperty("headers").TryGetProperty("List-Unsubscribe", out _));
        Assert.DoesNotContain("/unsubscribe/", reply.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    private static async Task BookAsync(TestBusiness business, string email, string? timeZone, int number) => (await business.House.Get<BookSlotHandler>().HandleAsync(
        business.Visitor,
        new BookSlot(business.Service.Id, TestBusiness.Tuesday.PlusDays(2).PlusMinutes(30 * number), "Someone", email, null, null, Guid.NewGuid()) { TimeZone = timeZone },
        CancellationToken.None)).Required();

    private static async Task<TestBusiness> QuietAsync(TestHouse house)
    {
        var business = await house.OpenBusinessAsync();
        (await house.Get<KeepQuietHandler>().HandleAsync(business.Owner, new KeepQuiet(Night, Night), CancellationToken.None)).Required();
        return business;
    }
}
