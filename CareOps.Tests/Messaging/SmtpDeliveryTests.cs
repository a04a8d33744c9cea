using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Messaging;

public sealed class SmtpDeliveryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [SmtpFact]
    public async Task A_confirmation_reaches_a_real_mail_server()
    {
        await using var server = await SmtpServer.StartAsync("mia", "s3cret words");
        await using var house = await TestHouse.StartAsync();
        var business = await ConnectedAsync(house, server.Port, "mia", "s3cret words");

        var booking = await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        var mail = Assert.Single(await server.WaitForAsync(1, Patience));
        Assert.Equal("You're booked: Appointment, Tue 3 Mar, 09:30", mail.Subject);
        Assert.Contains(booking.Reference, mail.Text, StringComparison.Ordinal);
        var message = Assert.Single(await business.MessagesAsync(), static row => row.Kind == MessageKind.Automated);
        Assert.Equal(MessageStatus.Sent, message.Status);
        Assert.Contains($"{message.Id:N}@", mail.Header("Message-ID"), StringComparison.Ordinal);
        Assert.Empty(await business.LocalOutboxAsync());
    }

    [SmtpFact]
    public async Task A_refused_address_fails_with_a_sentence_and_is_not_repeated()
    {
        await using var server = await SmtpServer.StartAsync();
        server.SetMode(SmtpMode.RejectRecipients, "anna@example.org");
        await using var house = await TestHouse.StartAsync();
        var business = await ConnectedAsync(house, server.Port);

        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        var message = Assert.Single(await business.MessagesAsync(), static row => row.Kind == MessageKind.Automated);
        Assert.Equal(MessageStatus.Failed, message.Status);
        Assert.Contains("refused this address", message.StatusReason, StringComparison.Ordinal);
    }

    [SmtpFact]
    public async Task A_server_that_asks_to_come_back_later_gets_it_later_once()
    {
        await using var server = await SmtpServer.StartAsync();
        server.SetMode(SmtpMode.TemporaryFailure);
        await using var house = await TestHouse.StartAsync();
        var business = await ConnectedAsync(house, server.Port);
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        var waiting = Assert.Single(await business.MessagesAsync(), static row => row.Kind == MessageKind.Automated);
        Assert.Equal(MessageStatus.Queued, waiting.Status);

        server.SetMode(SmtpMode.Accept);
        house.Clock.Advance(Duration.FromMinutes(1));
        await house.DrainAsync();

        Assert.Single(await server.WaitForAsync(1, Patience));
        var sent = Assert.Single(await business.MessagesAsync(), static row => row.Kind == MessageKind.Automated);
        Assert.Equal(MessageStatus.Sent, sent.Status);
    }

    [SmtpFact]
    public async Task A_connection_lost_after_the_message_is_unknown_and_never_repeated_blindly()
    {
        await using var server = await SmtpServer.StartAsync();
        server.SetMode(SmtpMode.DropAfterData);
        await using var house = await TestHouse.StartAsync();
        var business = await ConnectedAsync(house, server.Port);

        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        house.Clock.Advance(Duration.FromDays(1));
        await house.DrainAsync();

        var message = Assert.Single(await business.MessagesAsync(), static row => row.Kind == MessageKind.Automated);
        Assert.Equal(MessageStatus.Unknown, message.Status);
        Assert.Single(await server.ReceivedAsync());
    }

    [SmtpFact]
    public async Task An_unreachable_server_breaks_no_booking_and_says_so()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await ConnectedAsync(house, port: 1);

        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        var message = Assert.Single(await business.MessagesAsync(), static row => row.Kind == MessageKind.Automated);
        Assert.Equal(MessageStatus.Queued, message.Status);
        Assert.Contains("can't be reached", message.StatusReason, StringComparison.Ordinal);
    }

    [SmtpFact]
    public async Task The_test_send_tells_a_wrong_password_in_plain_words()
    {
        await using var server = await SmtpServer.StartAsync("mia", "right");
        await using var house = await TestHouse.StartAsync();
        var business = await ConnectedAsync(house, server.Port, "mia", "wrong");
        var connection = Assert.Single(await house.Get<MessagingQueries>().ConnectionsAsync(business.Owner, CancellationToken.None));

        var outcome = (await house.Get<SendTestHandler>().HandleAsync(
            business.Owner, new SendTest(connection.Id, "mia@example.org"), CancellationToken.None)).Required();

        Assert.NotEqual(SendOutcomeKind.Accepted, outcome.Kind);
        Assert.Contains("sign-in", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_is_nowhere_in_the_database_in_plain()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await ConnectedAsync(house, 2525, "mia", "canary-8f2c1b");

        var stored = await house.ReadAsync(business.Id, static db => db.ProviderConnections().SingleAsync());

        Assert.DoesNotContain("canary-8f2c1b", stored.ProtectedSecret, StringComparison.Ordinal);
        Assert.Equal("canary-8f2c1b", house.Get<Secrets>().Unlock(stored).Secret);
    }

    [Fact]
    public async Task Another_server_is_not_told_the_password_that_is_kept()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await ConnectedAsync(house, 2525, "mia", "canary-8f2c1b");
        var kept = await house.ReadAsync(business.Id, static db => db.ProviderConnections().SingleAsync());
        var connect = house.Get<ConnectSmtpHandler>();
        var elsewhere = new ConnectSmtp(
            "smtp.elsewhere.example", 2525, SmtpSecurity.None, "mia", null, "hello@riverside.example", "Riverside Physio", IsEnabled: true, kept.Id);

        var refused = await connect.HandleAsync(business.Owner, elsewhere, CancellationToken.None);
        var renamed = await connect.HandleAsync(
            business.Owner, elsewhere with { Host = "127.0.0.1", FromName = "Riverside" }, CancellationToken.None);
        var typed = await connect.HandleAsync(business.Owner, elsewhere with { Password = "another" }, CancellationToken.None);

        Assert.Equal(nameof(ConnectSmtp.Password), refused.Error?.Field);
        Assert.True(renamed.Succeeded && typed.Succeeded);
    }

    private static async Task<TestBusiness> ConnectedAsync(TestHouse house, int port, string? user = null, string? password = null)
    {
        var business = await house.OpenBusinessAsync();
        var connected = await house.Get<ConnectSmtpHandler>().HandleAsync(
            business.Owner,
            new ConnectSmtp(
                "127.0.0.1", port, SmtpSecurity.None, user, password, "hello@riverside.example", "Riverside Physio", IsEnabled: true),
            CancellationToken.None);
        connected.Required();
        return business;
    }
}
