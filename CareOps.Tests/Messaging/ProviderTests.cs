using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Messaging;

/// <summary>Sending through the providers' APIs, as they are documented, and what happens when they fail.</summary>
public sealed class ProviderTests
{
    private const string Phone = "+4755501234";

    [EachEngine]
    public async Task Resend_gets_a_confirmation_as_it_documents_it(Engine engine)
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(engine, simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectResendAsync();

        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        var mail = Assert.Single(simulator.Delivered).Json();
        Assert.Equal("anna@example.org", mail.GetProperty("to")[0].GetString());
        Assert.Equal("\"Riverside Physio\" <hello@riverside.example>", mail.GetProperty("from").GetString());
        Assert.Equal("You're booked: Appointment, Tue 3 Mar, 09:30", mail.GetProperty("subject").GetString());
        Assert.Equal(MessageStatus.Sent, (await AutomatedAsync(business)).Status);
        Assert.Equal("auto-generated", mail.GetProperty("headers").GetProperty("Auto-Submitted").GetString());
        Assert.Contains("subject=unsubscribe", mail.GetProperty("headers").GetProperty("List-Unsubscribe").GetString(), StringComparison.Ordinal);
        Assert.Empty(await business.LocalOutboxAsync());
    }

    [EachEngine]
    public async Task SendGrid_gets_a_confirmation_as_it_documents_it(Engine engine)
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(engine, simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectSendGridAsync();

        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        var mail = Assert.Single(simulator.Delivered).Json();
        var to = mail.GetProperty("personalizations")[0].GetProperty("to")[0].GetProperty("email").GetString();
        Assert.Equal("anna@example.org", to);
        Assert.Equal(MessageStatus.Sent, (await AutomatedAsync(business)).Status);
        Assert.NotNull((await DeliveryAsync(business)).ProviderMessageId);
    }

    [EachEngine]
    public async Task Twilio_gets_a_text_as_it_documents_it(Engine engine)
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(engine, simulator.Addresses);
        house.Get<PublicAddress>().Root = "https://book.riverside.example";
        var business = await house.OpenBusinessAsync();
        var connection = await business.ConnectTwilioAsync();

        await business.BookAsync(TestBusiness.Tuesday, email: null, phone: Phone);
        await house.DrainAsync();

        var text = Assert.Single(simulator.Delivered).Form();
        Assert.Equal((Phone, "+4755500000"), (text["To"], text["From"]));
        Assert.StartsWith($"https://book.riverside.example/webhooks/twilio/{connection.Id}?delivery=", text["StatusCallback"], StringComparison.Ordinal);
        Assert.StartsWith("SM", (await DeliveryAsync(business)).ProviderMessageId, StringComparison.Ordinal);
        Assert.Equal(MessageStatus.Sent, (await AutomatedAsync(business)).Status);
    }

    [Theory]
    [InlineData(ProviderKind.Resend)]
    [InlineData(ProviderKind.SendGrid)]
    [InlineData(ProviderKind.Twilio)]
    public async Task A_test_goes_out_and_says_what_the_provider_answered(ProviderKind kind)
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        var connection = kind switch
        {
            ProviderKind.Resend => await business.ConnectResendAsync(),
            ProviderKind.SendGrid => await business.ConnectSendGridAsync(),
            _ => await business.ConnectTwilioAsync(),
        };
        async Task<SendOutcome> TestAsync(string? to) => (await house.Get<SendTestHandler>().HandleAsync(
            business.Owner, new SendTest(connection.Id, to), CancellationToken.None)).Required();
        var to = kind == ProviderKind.Twilio ? Phone : "mia@example.org";

        Assert.Equal(SendOutcomeKind.Accepted, (await TestAsync(to)).Kind);
        Assert.Contains("This is a test", Uri.UnescapeDataString(Assert.Single(simulator.Delivered).Body).Replace('+', ' '), StringComparison.Ordinal);

        simulator.Mode = SimulatorMode.Unauthorized;
        Assert.Contains("Check the key", (await TestAsync(to)).Reason, StringComparison.Ordinal);
        Assert.Equal("To", (await house.Get<SendTestHandler>().HandleAsync(business.Owner, new SendTest(connection.Id, "nowhere"), CancellationToken.None)).Error?.Field);
    }

    [Fact]
    public async Task A_messaging_service_sends_in_place_of_a_number()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectTwilioAsync("MG00000000000000000000000000000001");

        await business.BookAsync(TestBusiness.Tuesday, email: null, phone: Phone);
        await house.DrainAsync();

        var text = Assert.Single(simulator.Delivered).Form();
        Assert.Equal("MG00000000000000000000000000000001", text["MessagingServiceSid"]);
        Assert.False(text.ContainsKey("StatusCallback"), "Twilio can't reach a loopback address.");
    }

    [Fact]
    public async Task Texts_of_a_business_without_a_connection_stay_in_the_Local_outbox()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectResendAsync();

        await business.BookAsync(TestBusiness.Tuesday, email: null, phone: Phone);
        await house.DrainAsync();

        Assert.Equal(Channel.Sms, Assert.Single(await business.LocalOutboxAsync()).Channel);
        Assert.Empty(simulator.Requests);
    }

    [EachEngine]
    public async Task A_failure_that_is_safe_to_repeat_goes_to_the_next_connection(Engine engine)
    {
        await using var broken = await ProviderSimulator.StartAsync();
        await using var working = await ProviderSimulator.StartAsync();
        broken.Mode = SimulatorMode.ServerError;
        await using var house = await TestHouse.StartAsync(engine, new ProviderAddresses(working.Address, broken.Address, working.Address));
        var business = await house.OpenBusinessAsync();
        await business.ConnectSendGridAsync();
        await business.ConnectResendAsync();

        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        Assert.Single(broken.Requests);
        Assert.Single(working.Delivered);
        Assert.Equal(MessageStatus.Sent, (await AutomatedAsync(business)).Status);
        var connections = await house.Get<MessagingQueries>().ConnectionsAsync(business.Owner, CancellationToken.None);
        Assert.Contains("problem of its own", connections[0].LastFailure, StringComparison.Ordinal);
        Assert.NotNull(connections[1].LastSuccessAt);
    }

    [EachEngine]
    public async Task What_SendGrid_may_have_sent_goes_to_nobody_else(Engine engine)
    {
        await using var lost = await ProviderSimulator.StartAsync();
        await using var working = await ProviderSimulator.StartAsync();
        lost.Mode = SimulatorMode.DropAfterAccepting;
        await using var house = await TestHouse.StartAsync(engine, new ProviderAddresses(working.Address, lost.Address, working.Address));
        var business = await house.OpenBusinessAsync();
        await business.ConnectSendGridAsync();
        await business.ConnectResendAsync();

        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        house.Clock.Advance(Duration.FromDays(1));
        await house.DrainAsync();

        Assert.Single(lost.Delivered);
        Assert.Empty(working.Requests);
        Assert.Equal(MessageStatus.Unknown, (await AutomatedAsync(business)).Status);
    }

    [EachEngine]
    public async Task What_Resend_may_have_sent_is_repeated_there_with_the_same_key_and_arrives_once(Engine engine)
    {
        await using var resend = await ProviderSimulator.StartAsync();
        await using var working = await ProviderSimulator.StartAsync();
        resend.Mode = SimulatorMode.StallAfterAccepting;
        await using var house = await TestHouse.StartAsync(engine, new ProviderAddresses(resend.Address, working.Address, working.Address));
        house.Get<ProviderHttp>().Timeout = TimeSpan.FromMilliseconds(200);
        var business = await house.OpenBusinessAsync();
        await business.ConnectResendAsync();
        await business.ConnectSendGridAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        Assert.Equal(MessageStatus.Queued, (await AutomatedAsync(business)).Status);

        house.Get<ProviderHttp>().Timeout = TimeSpan.FromSeconds(20);
        resend.Mode = SimulatorMode.Accept;
        house.Clock.Advance(Duration.FromMinutes(1));
        await house.DrainAsync();

        Assert.Equal(MessageStatus.Sent, (await AutomatedAsync(business)).Status);
        Assert.Equal(2, resend.Requests.Count);
        Assert.Single(resend.Delivered);
        Assert.Empty(working.Requests);
    }

    [Fact]
    public async Task Whoever_removes_the_connection_that_may_have_sent_it_leaves_it_to_a_person()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        simulator.Mode = SimulatorMode.DropAfterAccepting;
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        var resend = await business.ConnectResendAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        (await house.Get<RemoveConnectionHandler>().HandleAsync(business.Owner, new RemoveConnection(resend.Id), CancellationToken.None)).Required();
        house.Clock.Advance(Duration.FromMinutes(1));
        await house.DrainAsync();

        var message = await AutomatedAsync(business);
        Assert.Equal(MessageStatus.Unknown, message.Status);
        Assert.Empty(await business.LocalOutboxAsync());

        // A member's word is not held against the connection that is gone.
        await business.ConnectSendGridAsync();
        simulator.Mode = SimulatorMode.Accept;
        (await house.Get<Core.Inbox.SendNowHandler>().HandleAsync(business.Owner, new Core.Inbox.SendNow(message.Id), CancellationToken.None)).Required();
        await house.DrainAsync();
        Assert.Equal(MessageStatus.Sent, (await AutomatedAsync(business)).Status);
    }

    [Fact]
    public async Task Who_asks_to_slow_down_is_left_alone_for_as_long_as_it_asks()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        simulator.Mode = SimulatorMode.TooManyRequests;
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectSendGridAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        simulator.Mode = SimulatorMode.Accept;
        house.Clock.Advance(Duration.FromMinutes(14));
        await house.DrainAsync();
        Assert.Single(simulator.Requests);
        house.Clock.Advance(Duration.FromMinutes(2));
        await house.DrainAsync();

        Assert.Single(simulator.Delivered);
    }

    [Theory]
    [InlineData((int)SimulatorMode.Unauthorized, MessageStatus.Queued, "Check the key")]
    [InlineData((int)SimulatorMode.Redirect, MessageStatus.Queued, "does not follow")]
    [InlineData((int)SimulatorMode.Refuse, MessageStatus.Failed, "can't get text messages")]
    public async Task A_refusal_is_told_in_a_sentence(int mode, MessageStatus becomes, string sentence)
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        simulator.Mode = (SimulatorMode)mode;
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectTwilioAsync();

        await business.BookAsync(TestBusiness.Tuesday, email: null, phone: Phone);
        await house.DrainAsync();

        var message = await AutomatedAsync(business);
        Assert.Equal(becomes, message.Status);
        Assert.Contains(sentence, message.StatusReason, StringComparison.Ordinal);
        Assert.Single(simulator.Requests);
    }

    [Fact]
    public async Task A_provider_that_keeps_failing_is_left_alone_and_then_asked_once()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        simulator.Mode = SimulatorMode.ServerError;
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        var connection = await business.ConnectSendGridAsync();
        var chain = house.Get<ProviderChain>();
        Task<SendOutcome> SendAsync() => chain.SendAsync(
            connection, new OutgoingMessage(Guid.NewGuid(), "key", "anna@example.org", "Hello", "Hello"), CancellationToken.None);
        for (var time = 0; time < 10; time++)
        {
            await SendAsync();
        }

        Assert.Contains("left alone", (await SendAsync()).Reason, StringComparison.Ordinal);
        Assert.Equal(10, simulator.Requests.Count);
        house.Clock.Advance(Duration.FromSeconds(31));
        Assert.Contains("problem of its own", (await SendAsync()).Reason, StringComparison.Ordinal);
        Assert.Contains("left alone", (await SendAsync()).Reason, StringComparison.Ordinal);
        Assert.Equal(11, simulator.Requests.Count);

        simulator.Mode = SimulatorMode.Accept;
        house.Clock.Advance(Duration.FromSeconds(31));
        Assert.Equal(SendOutcomeKind.Accepted, (await SendAsync()).Kind);
        Assert.Equal(SendOutcomeKind.Accepted, (await SendAsync()).Kind);
    }

    [EachEngine]
    public async Task The_order_of_connections_is_the_owners(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var resend = await business.ConnectResendAsync();
        var sendGrid = await business.ConnectSendGridAsync();
        var move = house.Get<MoveConnectionHandler>();

        (await move.HandleAsync(business.Owner, new MoveConnection(sendGrid.Id, IsEarlier: true), CancellationToken.None)).Required();
        (await move.HandleAsync(business.Owner, new MoveConnection(sendGrid.Id, IsEarlier: true), CancellationToken.None)).Required();

        var connections = await house.Get<MessagingQueries>().ConnectionsAsync(business.Owner, CancellationToken.None);
        Assert.Equal([sendGrid.Id, resend.Id], connections.Select(static connection => connection.Id));
    }

    [Fact]
    public async Task Keys_are_nowhere_in_the_database_in_plain_and_stay_when_none_is_typed()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var resend = await business.ConnectResendAsync();
        (await house.Get<ConnectResendHandler>().HandleAsync(
            business.Owner,
            new ConnectResend(resend.Id, null, null, "new@riverside.example", "Riverside", null, IsEnabled: true),
            CancellationToken.None)).Required();

        var stored = await house.ReadAsync(business.Id, static db => db.ProviderConnections().SingleAsync());

        Assert.Equal("new@riverside.example", stored.FromAddress);
        Assert.Equal(ProviderSimulator.Key, house.Get<Secrets>().Unlock(stored).Secret);
        Assert.All(
            await Rows.OfAsync(house.Services, business.Id),
            static row => Assert.DoesNotContain(ProviderSimulator.Key, row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_without_a_key_is_refused_beside_its_field()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();

        var refused = await house.Get<ConnectResendHandler>().HandleAsync(
            business.Owner,
            new ConnectResend(null, " ", null, "hello@riverside.example", "Riverside", null, IsEnabled: true),
            CancellationToken.None);

        Assert.Equal("ApiKey", refused.Error?.Field);
        Assert.Empty(await house.ReadAsync(business.Id, static db => db.ProviderConnections().ToListAsync()));
    }

    private static async Task<Message> AutomatedAsync(TestBusiness business) =>
        Assert.Single(await business.MessagesAsync(), static message => message.Kind == MessageKind.Automated);

    private static Task<Delivery> DeliveryAsync(TestBusiness business) =>
        business.House.ReadAsync(business.Id, static db => db.Deliveries().SingleAsync());
}
