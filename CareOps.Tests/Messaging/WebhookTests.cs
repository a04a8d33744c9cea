using System.Net;
using System.Text;

using CareOps.Core.Automation;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Messaging;

/// <summary>What providers tell of messages, and what nobody else can make CareOps believe.</summary>
public sealed class WebhookTests
{
    private const string Phone = "+4755501234";

    [EachEngine]
    public async Task Twilio_says_that_a_text_arrived(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectTwilioAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday, email: null, phone: Phone);
        await site.SettleAsync();
        var query = $"?delivery={(await site.LastDeliveryAsync()).Key}";

        var sent = await site.TwilioAsync(connection.Id, query, ("MessageSid", "SM1"), ("MessageStatus", "sent"));
        var delivered = await site.TwilioAsync(connection.Id, query, ("MessageSid", "SM1"), ("MessageStatus", "delivered"));
        await site.SettleAsync();

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (sent.Status, delivered.Status));
        Assert.Equal(MessageStatus.Delivered, (await AutomatedAsync(site)).Status);
    }

    [EachEngine]
    public async Task A_bounce_at_SendGrid_fails_the_message_and_the_address_gets_nothing_more(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectSendGridAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday);
        await site.SettleAsync();
        var key = (await site.LastDeliveryAsync()).Key;
        object[] events =
        [
            new { @event = "delivered", sg_event_id = "e1", delivery = key, email = "anna@example.org" },
            new { @event = "open", sg_event_id = "e2", delivery = key },
            new { @event = "bounce", type = "bounce", sg_event_id = "e3", delivery = key, reason = "550 unknown" },
        ];

        Assert.Equal(HttpStatusCode.NoContent, (await site.SendGridAsync(connection.Id, events)).Status);
        await site.SettleAsync();
        var bounced = await AutomatedAsync(site);
        Assert.Equal(MessageStatus.Failed, bounced.Status);
        Assert.Contains("came back", bounced.StatusReason, StringComparison.Ordinal);
        Assert.Equal(SuppressionReason.Bounced, Assert.Single(await site.SuppressionsAsync()).Reason);
        var contact = (await site.Business.ConversationAsync()).ContactId;
        var shown = Assert.Single(await site.House.Get<SuppressionQueries>().OfContactAsync(site.Business.Owner, contact, CancellationToken.None));
        Assert.Equal((SuppressionReason.Bounced, contact), (shown.Reason, shown.ContactId));
        Assert.Contains(
            await site.House.Get<TimelineQueries>().PageAsync(site.Business.Owner, contact, TimelineScope.All, null, 20, CancellationToken.None),
            static entry => entry.Text == "A message came back: the address doesn't work");
        var before = await site.RowsAsync();

        for (var time = 0; time < 100; time++)
        {
            await site.SendGridAsync(connection.Id, events);
        }

        Assert.Equal(before, await site.RowsAsync());
        await site.Business.ReplyAsync((await site.Business.ConversationAsync()).Id);
        await site.SettleAsync();
        Assert.Single(site.Simulator.Delivered);
        var reply = await site.LastMessageAsync();
        Assert.Equal(MessageStatus.Failed, reply.Status);
        Assert.StartsWith("Not sent:", reply.StatusReason, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task A_complaint_at_Resend_leaves_the_message_delivered_and_stops_the_next(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectResendAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday);
        await site.SettleAsync();
        var tags = new { delivery = (await site.LastDeliveryAsync()).Key };

        await site.ResendAsync(connection.Id, new { type = "email.delivered", data = new { tags } });
        await site.ResendAsync(connection.Id, new { type = "email.complained", data = new { tags } }, "msg_2");
        await site.SettleAsync();

        Assert.Equal(MessageStatus.Delivered, (await AutomatedAsync(site)).Status);
        Assert.Equal(SuppressionReason.Complained, Assert.Single(await site.SuppressionsAsync()).Reason);
        var consent = Assert.Single(await site.House.ReadAsync(site.Business.Id, static db => db.ContactConsents().ToListAsync()));
        Assert.Equal((ConsentChannel.Email, false, ConsentSource.Complaint), (consent.Channel, consent.IsSubscribed, consent.Source));
    }

    [EachEngine]
    public async Task That_it_was_sent_settles_what_nobody_knew_of(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectSendGridAsync();
        site.Simulator.Mode = SimulatorMode.DropAfterAccepting;
        await site.Business.BookAsync(TestBusiness.Tuesday);
        await site.SettleAsync();
        var key = (await site.LastDeliveryAsync()).Key;
        Assert.Equal(MessageStatus.Unknown, (await AutomatedAsync(site)).Status);

        object[] events = [new { @event = "processed", sg_event_id = "e1", delivery = key }];
        await site.SendGridAsync(connection.Id, events);

        Assert.Equal(MessageStatus.Sent, (await AutomatedAsync(site)).Status);
        Assert.Empty(await site.House.Get<Core.Inbox.WaitingQueries>().ListAsync(site.Business.Owner, 10, CancellationToken.None));
    }

    [EachEngine]
    public async Task Late_news_of_an_erased_contacts_mail_bring_nothing_back(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectSendGridAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday);
        await site.SettleAsync();
        var key = (await site.LastDeliveryAsync()).Key;
        (await site.House.Get<EraseContactHandler>().HandleAsync(
            site.Business.Owner,
            new EraseContact((await site.Business.ConversationAsync()).ContactId, EraseContactHandler.Word),
            CancellationToken.None)).Required();
        await site.SettleAsync();
        var before = await site.RowsAsync();

        object[] events =
        [
            new { @event = "bounce", type = "bounce", sg_event_id = "e1", delivery = key },
            new { @event = "spamreport", sg_event_id = "e2", delivery = key },
        ];
        Assert.Equal(HttpStatusCode.NoContent, (await site.SendGridAsync(connection.Id, events)).Status);
        await site.SettleAsync();

        Assert.Equal(before, await site.RowsAsync());
    }

    [EachEngine]
    public async Task Who_unsubscribes_at_SendGrid_has_unsubscribed(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectSendGridAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday);
        await site.SettleAsync();
        object[] events = [new { @event = "unsubscribe", sg_event_id = "e1", delivery = (await site.LastDeliveryAsync()).Key }];

        await site.SendGridAsync(connection.Id, events);

        Assert.Equal(SuppressionReason.Stopped, Assert.Single(await site.SuppressionsAsync()).Reason);
        var consent = Assert.Single(await site.House.ReadAsync(site.Business.Id, static db => db.ContactConsents().ToListAsync()));
        Assert.Equal((ConsentChannel.Email, false, ConsentSource.Link), (consent.Channel, consent.IsSubscribed, consent.Source));
    }

    [EachEngine]
    public async Task A_text_that_Twilio_may_not_send_any_more_tells_that_the_customer_stopped_them(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        await site.Business.ConnectTwilioAsync();
        site.Simulator.Mode = SimulatorMode.Stopped;

        await site.Business.BookAsync(TestBusiness.Tuesday, email: null, phone: Phone);
        await site.SettleAsync();

        Assert.Equal(MessageStatus.Failed, (await AutomatedAsync(site)).Status);
        var suppression = Assert.Single(await site.SuppressionsAsync());
        Assert.Equal((Channel.Sms, Phone, SuppressionReason.Stopped), (suppression.Channel, suppression.Address, suppression.Reason));
        var consent = Assert.Single(await site.House.ReadAsync(site.Business.Id, static db => db.ContactConsents().ToListAsync()));
        Assert.Equal((ConsentChannel.Sms, false, ConsentSource.Answer), (consent.Channel, consent.IsSubscribed, consent.Source));
    }

    /// <summary>What SendGrid and Resend say of a mail that did not arrive, what a member reads, and whether its address gets more.</summary>
    [Theory]
    [InlineData("""[{"event":"dropped","sg_event_id":"e1","delivery":"KEY","reason":"Bounced Address"}]""", "on its list of addresses that get nothing", null)]
    [InlineData("""[{"event":"bounce","type":"blocked","sg_event_id":"e1","delivery":"KEY"}]""", "refused this mail for now", null)]
    [InlineData("""[{"event":"bounce","type":"bounce","sg_event_id":"e1","delivery":"KEY"}]""", "doesn't exist or takes no mail", SuppressionReason.Bounced)]
    [InlineData("""{"type":"email.bounced","data":{"bounce":{"type":"Transient"},"tags":{"delivery":"KEY"}}}""", "refused this mail for now", null)]
    [InlineData("""{"type":"email.bounced","data":{"bounce":{"type":"Permanent"},"tags":[{"name":"delivery","value":"KEY"}]}}""", "doesn't exist or takes no mail", SuppressionReason.Bounced)]
    [InlineData("""{"type":"email.suppressed","data":{"tags":{"delivery":"KEY"}}}""", "on its list of addresses that get nothing", null)]
    [InlineData("""{"type":"email.failed","data":{"tags":{"delivery":"KEY"}}}""", "could not send this mail", null)]
    public async Task What_keeps_a_mail_from_arriving_is_told_in_a_sentence(string news, string sentence, SuppressionReason? suppresses)
    {
        await using var site = await WebhookSite.StartAsync();
        var isSendGrid = news.StartsWith('[');
        var connection = isSendGrid ? await site.Business.ConnectSendGridAsync() : await site.Business.ConnectResendAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday);
        await site.SettleAsync();
        var body = news.Replace("KEY", (await site.LastDeliveryAsync()).Key, StringComparison.Ordinal);

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var told = isSendGrid ? await site.SendGridAsync(connection.Id, content) : await site.ResendTextAsync(connection.Id, body);

        Assert.Equal(HttpStatusCode.NoContent, told.Status);
        var message = await AutomatedAsync(site);
        Assert.Equal(MessageStatus.Failed, message.Status);
        Assert.Contains(sentence, message.StatusReason, StringComparison.Ordinal);
        Assert.Equal(suppresses, (await site.SuppressionsAsync()).SingleOrDefault()?.Reason);
    }

    /// <summary>The same of Twilio, by its numbers.</summary>
    [Theory]
    [InlineData("30003", "off or out of reach", null)]
    [InlineData("30004", "blocks text messages", null)]
    [InlineData("30005", "doesn't exist or is out of service", SuppressionReason.Bounced)]
    [InlineData("30006", "landline", SuppressionReason.Bounced)]
    [InlineData("30007", "carrier filtered", null)]
    [InlineData("21610", "answering STOP", SuppressionReason.Stopped)]
    [InlineData("99999", "could not deliver", null)]
    public async Task What_keeps_a_text_from_arriving_is_told_in_a_sentence(string code, string sentence, SuppressionReason? suppresses)
    {
        await using var site = await WebhookSite.StartAsync();
        var connection = await site.Business.ConnectTwilioAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday, email: null, phone: Phone);
        await site.SettleAsync();

        await site.TwilioAsync(
            connection.Id,
            $"?delivery={(await site.LastDeliveryAsync()).Key}",
            ("MessageSid", "SM1"), ("MessageStatus", "undelivered"), ("ErrorCode", code));

        var message = await AutomatedAsync(site);
        Assert.Equal(MessageStatus.Failed, message.Status);
        Assert.Contains(sentence, message.StatusReason, StringComparison.Ordinal);
        Assert.Equal(suppresses, (await site.SuppressionsAsync()).SingleOrDefault()?.Reason);
    }

    [Fact]
    public async Task Late_news_of_a_sending_that_a_member_repeated_changes_nothing()
    {
        await using var site = await WebhookSite.StartAsync();
        var connection = await site.Business.ConnectSendGridAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday);
        await site.SettleAsync();
        var first = (await site.LastDeliveryAsync()).Key;
        object[] failed = [new { @event = "bounce", type = "blocked", sg_event_id = "e1", delivery = first }];
        await site.SendGridAsync(connection.Id, failed);
        var message = await AutomatedAsync(site);
        (await site.House.Get<Core.Inbox.SendNowHandler>().HandleAsync(
            site.Business.Owner, new Core.Inbox.SendNow(message.Id), CancellationToken.None)).Required();
        await site.SettleAsync();

        await site.SendGridAsync(connection.Id, failed);

        Assert.Equal(MessageStatus.Sent, (await AutomatedAsync(site)).Status);
        Assert.Equal(2, site.Simulator.Delivered.Count);
    }

    [Fact]
    public async Task What_is_signed_and_still_makes_no_sense_is_refused_and_leaves_no_rows()
    {
        await using var site = await WebhookSite.StartAsync();
        var twilio = await site.Business.ConnectTwilioAsync();
        var sendGrid = await site.Business.ConnectSendGridAsync();
        var resend = await site.Business.ConnectResendAsync();
        var before = await site.RowsAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await site.TwilioAsync(twilio.Id, string.Empty, ("Nothing", "here"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.SendGridAsync(sendGrid.Id, new { no = "list" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.SendGridMailAsync(sendGrid.Id, ("subject", "no sender"))).Status);
        foreach (var body in new[] { "[]", "{", "null", """{"type":"email.delivered"}""", """{"type":7,"data":{}}""", "\"\\ud800\"" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await site.ResendTextAsync(resend.Id, body)).Status);
        }

        using var large = new StringContent(new string('a', (1024 * 1024) + 1), Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await site.SendGridAsync(sendGrid.Id, large)).Status);
        Assert.Equal(before, await site.RowsAsync());
    }

    [Fact]
    public async Task A_signature_of_one_connection_opens_no_other()
    {
        await using var site = await WebhookSite.StartAsync();
        var theirs = await site.House.OpenBusinessAsync("Other Physio");
        var mine = await site.Business.ConnectResendAsync();
        var others = (await site.House.Get<ConnectResendHandler>().HandleAsync(
            theirs.Owner,
            new ConnectResend(null, "fake", "whsec_YW5vdGhlci1mYWtlLXNlY3JldA==", "hello@other.example", "Other", null, IsEnabled: true),
            CancellationToken.None)).Required();
        var twilio = await site.Business.ConnectTwilioAsync();
        var delivered = new { type = "email.delivered", data = new { tags = new { delivery = "x" } } };

        Assert.Equal(HttpStatusCode.NoContent, (await site.ResendAsync(mine.Id, delivered)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await site.ResendAsync(others.Id, delivered)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.ResendAsync(twilio.Id, delivered)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.ResendAsync(Guid.NewGuid(), delivered)).Status);
        site.House.Clock.Advance(NodaTime.Duration.FromMinutes(6));
        Assert.Equal(HttpStatusCode.NoContent, (await site.ResendAsync(mine.Id, delivered)).Status);
    }

    private static async Task<Message> AutomatedAsync(WebhookSite site) =>
        Assert.Single(await site.Business.MessagesAsync(), static message => message.Kind == MessageKind.Automated);
}
