using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using NodaTime;

namespace CareOps.Tests.Messaging;

/// <summary>Mail that may have been sent already, and then something comes in between: nobody gets it twice, and nobody is told it was not sent.</summary>
public sealed class DoubtfulDeliveryTests
{
    [EachEngine]
    public async Task A_pause_leaves_it_to_a_person_whose_word_sends_it_once(Engine engine)
    {
        await using var resend = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(engine, resend.Addresses);
        var business = await DoubtfulAsync(house, resend);

        (await business.ReplyAsync((await business.ConversationAsync()).Id)).Required();
        await LaterAsync(house);

        var doubtful = await AutomatedAsync(business);
        Assert.Equal(MessageStatus.Unknown, doubtful.Status);
        Assert.Contains("may have been sent", doubtful.StatusReason, StringComparison.Ordinal);
        await SendNowAsync(business, doubtful);
        await house.DrainAsync();
        Assert.Equal(MessageStatus.Sent, (await AutomatedAsync(business)).Status);
        Assert.Single(Confirmations(resend.Delivered));
    }

    [EachEngine]
    public async Task Who_unsubscribes_meanwhile_may_have_it_and_nobody_claims_otherwise(Engine engine)
    {
        await using var resend = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(engine, resend.Addresses);
        var business = await DoubtfulAsync(house, resend);

        var contact = (await business.ConversationAsync()).ContactId;
        (await house.Get<SetConsentHandler>().HandleAsync(
            business.Owner, new SetConsent(contact, ConsentChannel.Email, false), CancellationToken.None)).Required();
        await LaterAsync(house);

        Assert.Equal(MessageStatus.Unknown, (await AutomatedAsync(business)).Status);
        Assert.Single(resend.Requests);
    }

    [Fact]
    public async Task A_suppressed_address_may_have_it_and_nobody_claims_otherwise()
    {
        await using var resend = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(providers: resend.Addresses);
        var business = await DoubtfulAsync(house, resend);

        (await house.Get<SuppressAddressHandler>().HandleAsync(
            business.Owner, new SuppressAddress("anna@example.org"), CancellationToken.None)).Required();
        await LaterAsync(house);

        Assert.Equal(MessageStatus.Unknown, (await AutomatedAsync(business)).Status);
        Assert.Single(resend.Requests);
    }

    [Fact]
    public async Task Once_the_key_is_forgotten_a_members_word_is_a_new_sending()
    {
        await using var resend = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(providers: resend.Addresses);
        var business = await DoubtfulAsync(house, resend);
        house.Clock.Advance(Duration.FromHours(24));
        await house.DrainAsync();

        var doubtful = await AutomatedAsync(business);
        Assert.Equal(MessageStatus.Unknown, doubtful.Status);
        await SendNowAsync(business, doubtful);
        await house.DrainAsync();

        Assert.Equal(MessageStatus.Sent, (await AutomatedAsync(business)).Status);
        Assert.Equal(2, Confirmations(resend.Delivered).Count());
    }

    [Fact]
    public async Task The_keys_age_counts_from_its_first_use_however_often_it_was_tried()
    {
        await using var resend = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(providers: resend.Addresses);
        var business = await DoubtfulAsync(house, resend);
        resend.Mode = SimulatorMode.DropBeforeAccepting;
        for (var hour = 0; hour < 11; hour++)
        {
            house.Clock.Advance(Duration.FromHours(1));
            await house.DrainAsync();
        }

        var tried = resend.Requests.Count;
        resend.Mode = SimulatorMode.Accept;
        house.Clock.Advance(Duration.FromHours(2));
        await house.DrainAsync();

        Assert.Equal(MessageStatus.Unknown, (await AutomatedAsync(business)).Status);
        Assert.Equal(tried, resend.Requests.Count);
    }

    /// <summary>A confirmation that Resend accepted, without an answer: it is to be asked again with the same key.</summary>
    private static async Task<TestBusiness> DoubtfulAsync(TestHouse house, ProviderSimulator resend)
    {
        resend.Mode = SimulatorMode.DropAfterAccepting;
        var business = await house.OpenBusinessAsync();
        await business.ConnectResendAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        resend.Mode = SimulatorMode.Accept;
        Assert.Equal(MessageStatus.Queued, (await AutomatedAsync(business)).Status);
        return business;
    }

    private static async Task LaterAsync(TestHouse house)
    {
        house.Clock.Advance(Duration.FromMinutes(1));
        await house.DrainAsync();
    }

    private static async Task SendNowAsync(TestBusiness business, Message message) => (await business.House.Get<SendNowHandler>()
        .HandleAsync(business.Owner, new SendNow(message.Id), CancellationToken.None)).Required();

    private static async Task<Message> AutomatedAsync(TestBusiness business) =>
        Assert.Single(await business.MessagesAsync(), static row => row.Kind == MessageKind.Automated);

    private static IEnumerable<SimulatedRequest> Confirmations(IEnumerable<SimulatedRequest> requests) =>
        requests.Where(static request => request.Json().GetProperty("subject").GetString()!.StartsWith("You're booked", StringComparison.Ordinal));
}
