using System.Net;

using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Messaging;

/// <summary>What customers write by text message and email, handed over by the providers.</summary>
public sealed class InboundTests
{
    private const string Phone = "+4755501234";

    private static readonly string[] Recipients = ["hello@riverside.example"];

    [EachEngine]
    public async Task A_text_from_a_customer_stands_in_their_conversation_once(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectTwilioAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday, email: null, phone: Phone);
        await site.SettleAsync();

        for (var time = 0; time < 20; time++)
        {
            var answer = await SmsAsync(site, connection, "SM1", "Can I come earlier?");
            Assert.Equal((HttpStatusCode.OK, "<Response />"), answer);
        }

        var message = Assert.Single(await site.Business.MessagesAsync(), static row => row.Kind == MessageKind.Inbound);
        Assert.Equal((Channel.Sms, "Can I come earlier?"), (message.Channel, message.Body));
        var conversation = await site.House.ReadAsync(site.Business.Id, static db => db.Conversations().SingleAsync());
        Assert.NotNull(conversation.WaitingSince);
        Assert.Equal(message.ConversationId, conversation.Id);
    }

    [EachEngine]
    public async Task A_request_that_somebody_kept_for_a_year_changes_nothing(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectTwilioAsync();
        await SmsAsync(site, connection, "SM1", "Can I come earlier?");
        await site.SettleAsync();

        site.House.Clock.Advance(NodaTime.Duration.FromDays(365));
        await site.House.Get<Retention>().SweepAsync(CancellationToken.None);
        await SmsAsync(site, connection, "SM1", "Can I come earlier?");

        Assert.Single(await site.Business.MessagesAsync(), static row => row.Kind == MessageKind.Inbound);
    }

    [EachEngine]
    public async Task Who_asks_for_no_more_texts_gets_none_until_they_ask_again(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectTwilioAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday, email: null, phone: Phone);
        await site.SettleAsync();

        var stopped = await SmsAsync(site, connection, "SM1", " Stop. ");
        Assert.Contains("You won&apos;t get any more messages", stopped.Body.Replace("'", "&apos;", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(SuppressionReason.Stopped, Assert.Single(await site.SuppressionsAsync()).Reason);
        await site.Business.BookAsync(TestBusiness.Tuesday.PlusHours(2), email: null, phone: Phone);
        await site.SettleAsync();
        Assert.Single(site.Simulator.Delivered);
        Assert.Equal(
            [(ConsentChannel.Sms, false, ConsentSource.Answer)],
            (await site.House.ReadAsync(site.Business.Id, static db => db.ContactConsents().ToListAsync()))
                .Select(static row => (row.Channel, row.IsSubscribed, row.Source)));

        await SmsAsync(site, connection, "SM2", "START");
        Assert.Empty(await site.SuppressionsAsync());
        await SmsAsync(site, connection, "SM1", "STOP");
        Assert.Empty(await site.SuppressionsAsync());
        Assert.Contains("Reply STOP", (await SmsAsync(site, connection, "SM3", "help")).Body, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task Who_asks_for_texts_again_gets_them_whoever_had_ended_them_but_not_against_a_members_list(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectTwilioAsync();
        var booking = await site.Business.BookAsync(TestBusiness.Tuesday, email: null, phone: Phone);
        await site.SettleAsync();

        // A member noted on the phone that they want none: there is no entry in the list of addresses.
        (await site.House.Get<SetConsentHandler>().HandleAsync(
            site.Business.Owner, new SetConsent(booking.ContactId, ConsentChannel.Sms, false), CancellationToken.None)).Required();
        Assert.Contains("again", (await SmsAsync(site, connection, "SM1", "Start")).Body, StringComparison.Ordinal);
        Assert.True((await ConsentAsync(site)).IsSubscribed);

        (await site.House.Get<SuppressAddressHandler>().HandleAsync(site.Business.Owner, new SuppressAddress(Phone), CancellationToken.None)).Required();
        await SmsAsync(site, connection, "SM2", "START");
        Assert.Equal(SuppressionReason.AddedByHand, Assert.Single(await site.SuppressionsAsync()).Reason);
    }

    [EachEngine]
    public async Task Who_was_erased_after_a_stop_and_asks_for_texts_again_gets_them(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectTwilioAsync();
        var booking = await site.Business.BookAsync(TestBusiness.Tuesday, email: null, phone: Phone);
        await site.SettleAsync();
        await SmsAsync(site, connection, "SM1", "STOP");
        (await site.House.Get<EraseContactHandler>().HandleAsync(
            site.Business.Owner, new EraseContact(booking.ContactId, EraseContactHandler.Word), CancellationToken.None)).Required();
        Assert.Null(Assert.Single(await site.SuppressionsAsync()).Address);

        Assert.Contains("again", (await SmsAsync(site, connection, "SM2", "START")).Body, StringComparison.Ordinal);

        Assert.Empty(await site.SuppressionsAsync());

        // Stopped, erased, stopped and erased once more: the number is known by its hash and in the clear.
        await SmsAsync(site, connection, "SM3", "STOP");
        var again = await site.House.ReadAsync(site.Business.Id, static db => db.Contacts().SingleAsync(static contact => contact.ErasedAt == null));
        (await site.House.Get<EraseContactHandler>().HandleAsync(
            site.Business.Owner, new EraseContact(again.Id, EraseContactHandler.Word), CancellationToken.None)).Required();
        await SmsAsync(site, connection, "SM4", "STOP");
        await SmsAsync(site, connection, "SM5", "START");
        Assert.Empty(await site.SuppressionsAsync());
    }

    [Fact]
    public async Task A_yes_of_who_gets_texts_is_an_answer()
    {
        await using var site = await WebhookSite.StartAsync();
        var connection = await site.Business.ConnectTwilioAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday, email: null, phone: Phone);
        await site.SettleAsync();

        Assert.Equal("<Response />", (await SmsAsync(site, connection, "SM1", "Yes!")).Body);

        Assert.Single(await site.Business.MessagesAsync(), static row => row is { Kind: MessageKind.Inbound, Body: "Yes!" });
    }

    [Theory]
    [InlineData("iso-8859-1", "Größe für Åse")]
    [InlineData("windows-1252", "“Größe” – 5 €")]
    [InlineData("Shift_JIS", "予約をお願いします")]
    [InlineData("nobody knows this", "plain")]
    public async Task Mail_in_another_character_set_is_read_in_it(string charset, string words)
    {
        await using var site = await WebhookSite.StartAsync();
        var connection = await site.Business.ConnectSendGridAsync();
        var encoding = charset.Contains(' ', StringComparison.Ordinal) ? System.Text.Encoding.UTF8 : System.Text.CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? System.Text.Encoding.GetEncoding(charset);
        using var form = new MultipartFormDataContent("xYzZY");
        void Add(string name, string value, System.Text.Encoding written) => form.Add(new ByteArrayContent(written.GetBytes(value)), name);
        Add("headers", "Message-ID: <m1@example.org>\r\n", System.Text.Encoding.UTF8);
        Add("from", "anna@example.org", System.Text.Encoding.UTF8);
        Add("subject", words, encoding);
        Add("text", words, encoding);
        Add("charsets", System.Text.Json.JsonSerializer.Serialize(new { from = "UTF-8", subject = charset, text = charset }), System.Text.Encoding.UTF8);

        Assert.Equal(HttpStatusCode.OK, (await site.SendGridAsync(connection.Id, form)).Status);

        var message = Assert.Single(await site.Business.MessagesAsync(), static row => row.Kind == MessageKind.Inbound);
        Assert.Equal((words, words), (message.Subject, message.Body));
    }

    [Fact]
    public async Task What_Twilio_answers_itself_is_not_answered_twice()
    {
        await using var site = await WebhookSite.StartAsync();
        var connection = await site.Business.ConnectTwilioAsync();

        var answer = await site.TwilioAsync(
            connection.Id, string.Empty, ("MessageSid", "SM1"), ("From", Phone), ("Body", "STOP"), ("OptOutType", "STOP"));

        Assert.Equal("<Response />", answer.Body);
        Assert.Single(await site.SuppressionsAsync());
    }

    [EachEngine]
    public async Task A_stranger_who_writes_becomes_a_contact(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectSendGridAsync();

        var answer = await MailAsync(site, connection, "Ida Vik <Ida@Example.org>", "hello@riverside.example", "Question", "Do you treat shoulders?");
        await site.SettleAsync();

        Assert.Equal(HttpStatusCode.OK, answer);
        var contact = await site.House.ReadAsync(site.Business.Id, static db => db.Contacts().SingleAsync());
        Assert.Equal(("Ida Vik", "ida@example.org", ContactSource.Inbound), (contact.Name, contact.NormalisedEmail, contact.Source));
        var message = Assert.Single(await site.Business.MessagesAsync(), static row => row.Kind == MessageKind.Inbound);
        Assert.Equal(("Question", "Do you treat shoulders?", "<m1@example.org>"), (message.Subject, message.Body, message.MailId));
    }

    [EachEngine]
    public async Task An_answer_finds_its_conversation_by_its_address_whoever_sends_it(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectSendGridAsync(Connecting.ReplyDomain);
        var (_, address) = await ConfirmationAsync(site);

        for (var time = 0; time < 5; time++)
        {
            await MailAsync(
                site, connection, "Per Berg <per@example.org>", address!, "Re: You're booked",
                "Thank you!\r\n\r\nOn Mon, 2 Mar 2026 at 10:00, Riverside Physio wrote:\r\n> You're booked\r\n> See you");
        }

        var messages = await site.Business.MessagesAsync();
        var answer = Assert.Single(messages, static row => row.Kind == MessageKind.Inbound);
        Assert.Equal("Thank you!", answer.Body);
        Assert.StartsWith("On Mon, 2 Mar 2026", answer.Quoted, StringComparison.Ordinal);
        Assert.Equal((await site.Business.ConversationAsync()).Id, answer.ConversationId);
        Assert.Contains(messages, static row => row.Body == "Answered from another address: per@example.org");
    }

    [EachEngine]
    public async Task An_answer_finds_its_conversation_by_the_message_that_it_names(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectSendGridAsync();
        var (mailId, _) = await ConfirmationAsync(site);

        await MailAsync(
            site, connection, "anna@elsewhere.example", "hello@riverside.example", "Re: You're booked", "Fine.",
            $"References: <other@example.org>\r\n {mailId}");

        var answer = Assert.Single(await site.Business.MessagesAsync(), static row => row.Kind == MessageKind.Inbound);
        Assert.Equal((await site.Business.ConversationAsync()).Id, answer.ConversationId);
        await site.Business.ReplyAsync(answer.ConversationId);
        await site.SettleAsync();
        Assert.Equal(
            "<m1@example.org>",
            site.Simulator.Delivered.Last().Json().GetProperty("personalizations")[0].GetProperty("headers").GetProperty("In-Reply-To").GetString());
    }

    [EachEngine]
    public async Task Who_was_erased_and_answers_an_old_mail_is_somebody_new(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectSendGridAsync(Connecting.ReplyDomain);
        var (mailId, address) = await ConfirmationAsync(site);
        var erased = await site.Business.ConversationAsync();
        (await site.House.Get<EraseContactHandler>().HandleAsync(
            site.Business.Owner, new EraseContact(erased.ContactId, EraseContactHandler.Word), CancellationToken.None)).Required();

        await MailAsync(
            site, connection, "Anna Berg <anna@example.org>", address!, "Re: You're booked", "I would like to come again.", $"References: {mailId}");

        var answer = Assert.Single(await site.Business.MessagesAsync(), static row => row.Kind == MessageKind.Inbound);
        Assert.NotEqual(erased.Id, answer.ConversationId);
        Assert.DoesNotContain(
            await site.Business.MessagesAsync(), row => row.ConversationId == erased.Id && row.Body.Contains("anna@", StringComparison.Ordinal));
    }

    [EachEngine]
    public async Task Mail_that_Resend_received_is_fetched_and_read(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectResendAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday);
        await site.SettleAsync();
        var id = Guid.NewGuid().ToString();
        var happened = new { type = "email.received", data = new { email_id = id } };

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.ResendAsync(connection.Id, happened)).Status);
        site.Simulator.Hold(id, new
        {
            id,
            from = "Anna Berg <anna@example.org>",
            to = Recipients,
            subject = "Parking",
            html = "<style>p{}</style><p>Is there &amp; where is</p><p>parking?</p>",
            text = (string?)null,
            message_id = "<p1@example.org>",
        });
        Assert.Equal(HttpStatusCode.OK, (await site.ResendAsync(connection.Id, happened)).Status);
        Assert.Equal(HttpStatusCode.OK, (await site.ResendAsync(connection.Id, happened)).Status);

        var message = Assert.Single(await site.Business.MessagesAsync(), static row => row.Kind == MessageKind.Inbound);
        Assert.Equal("Is there & where is\nparking?", message.Body);
        Assert.Equal((await site.Business.ConversationAsync()).Id, message.ConversationId);
    }

    [Fact]
    public async Task An_automatic_answer_is_noted_and_nobody_waits_for_one()
    {
        await using var site = await WebhookSite.StartAsync();
        var connection = await site.Business.ConnectSendGridAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday);
        await site.SettleAsync();

        await MailAsync(
            site, connection, "anna@example.org", "hello@riverside.example", "Out of office", "I am away.", "Auto-Submitted: auto-replied");

        Assert.Null((await site.Business.ConversationAsync()).WaitingSince);
        Assert.Contains(await site.Business.MessagesAsync(), static row => row is { Kind: MessageKind.Activity, Body: "An automatic answer came in: I am away." });
    }

    [Fact]
    public async Task Whose_mail_program_unsubscribes_gets_no_more_automatic_mail_and_still_an_answer()
    {
        await using var site = await WebhookSite.StartAsync();
        var connection = await site.Business.ConnectSendGridAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday);
        await site.SettleAsync();

        await MailAsync(site, connection, "anna@example.org", "hello@riverside.example", "unsubscribe", string.Empty);

        Assert.Empty(await site.SuppressionsAsync());
        var consent = await ConsentAsync(site);
        Assert.Equal((ConsentChannel.Email, false, ConsentSource.Answer), (consent.Channel, consent.IsSubscribed, consent.Source));
        await site.Business.BookAsync(TestBusiness.Tuesday.PlusHours(2));
        await site.SettleAsync();
        Assert.Single(site.Simulator.Delivered);
        await site.Business.ReplyAsync((await site.Business.ConversationAsync()).Id);
        await site.SettleAsync();
        Assert.Equal(2, site.Simulator.Delivered.Count);
    }

    [Theory]
    [InlineData("One\r\nTwo", null, "One\nTwo", null)]
    [InlineData("Fine.\n\n> Earlier\n> words\n", null, "Fine.", "> Earlier\n> words")]
    [InlineData("A > B\nand more", null, "A > B\nand more", null)]
    [InlineData("> You asked\nYes.", null, "> You asked\nYes.", null)]
    [InlineData("Ja.\n\nAm 2. März 2026 um 10:00 schrieb Riverside:\n> Hallo", null, "Ja.", "Am 2. März 2026 um 10:00 schrieb Riverside:\n> Hallo")]
    [InlineData("See you.\n-----Original Message-----\nFrom: x", null, "See you.", "-----Original Message-----\nFrom: x")]
    [InlineData("Yes.\n\nFrom: Riverside <hello@riverside.example>\nSent: Monday, 2 March 2026 10:00\nTo: Anna\nSubject: Booked\n\nSee you", null, "Yes.", "From: Riverside <hello@riverside.example>\nSent: Monday, 2 March 2026 10:00\nTo: Anna\nSubject: Booked\n\nSee you")]
    [InlineData("Oui.\n\nLe lun. 2 mars 2026 à 10:00, Riverside <hello@riverside.example> a écrit :\n> Bonjour", null, "Oui.", "Le lun. 2 mars 2026 à 10:00, Riverside <hello@riverside.example> a écrit :\n> Bonjour")]
    [InlineData("Ja takk.\n\nDen man. 2. mars 2026 kl. 10:00 skrev Riverside <hello@riverside.example>:\n> Hei", null, "Ja takk.", "Den man. 2. mars 2026 kl. 10:00 skrev Riverside <hello@riverside.example>:\n> Hei")]
    [InlineData("From: the car park, how do I find you?\nThanks", null, "From: the car park, how do I find you?\nThanks", null)]
    [InlineData(null, "<b>Hi</b><br>there<script>alert(1)</script>", "Hi\nthere", null)]
    [InlineData(" ", null, "(No text)", null)]
    public void Mail_is_read_as_text_with_what_it_repeats_set_apart(string? text, string? html, string body, string? quoted) =>
        Assert.Equal((body, quoted), MailText.Read(text, html));

    private static Task<(HttpStatusCode Status, string Body)> SmsAsync(WebhookSite site, ProviderConnection connection, string id, string text) =>
        site.TwilioAsync(connection.Id, string.Empty, ("MessageSid", id), ("From", Phone), ("To", "+4755500000"), ("Body", text), ("NumMedia", "0"));

    private static Task<ContactConsent> ConsentAsync(WebhookSite site) =>
        site.House.ReadAsync(site.Business.Id, static db => db.ContactConsents().SingleAsync());

    /// <summary>Someone books and is told: the mail's id, and the address for answers where there is one.</summary>
    private static async Task<(string MailId, string? ReplyTo)> ConfirmationAsync(WebhookSite site)
    {
        await site.Business.BookAsync(TestBusiness.Tuesday);
        await site.SettleAsync();
        var mail = Assert.Single(site.Simulator.Delivered).Json();
        return (
            mail.GetProperty("personalizations")[0].GetProperty("headers").GetProperty("Message-ID").GetString()!,
            mail.TryGetProperty("reply_to", out var replyTo) ? replyTo.GetProperty("email").GetString() : null);
    }

    private static async Task<HttpStatusCode> MailAsync(
        WebhookSite site, ProviderConnection connection, string from, string to, string subject, string text, string? header = null) =>
        (await site.SendGridMailAsync(
            connection.Id,
            ("headers", $"Message-ID: <m1@example.org>\r\nSubject: {subject}\r\n{header}\r\n"),
            ("from", from),
            ("to", to),
            ("envelope", $$"""{"to":["{{to}}"],"from":"bounce@example.org"}"""),
            ("subject", subject),
            ("text", text))).Status;
}
