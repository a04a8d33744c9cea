using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using NodaTime;

namespace CareOps.Tests.Messaging;

/// <summary>Mail as other people's software reads it: Debian's aiosmtpd, Python's mail library and its icalendar.</summary>
public sealed partial class MailTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [SmtpFact]
    public async Task A_confirmation_arrives_encrypted_and_signed_in_with_what_the_calendar_needs()
    {
        var folder = Directory.CreateTempSubdirectory("careops-mail-").FullName;
        var (code, output) = await AppProcess.RunAsync(folder, null, "demo", "--password", "correct horse");
        Assert.True(code == 0, output);
        var certificate = CertificateOfLocalhost(folder);
        await using var server = await SmtpServer.StartAsync("mia", "s3cret words", certificate: certificate);
        await using (var core = AppProcess.OpenCore(folder))
        {
            await ConnectAsync(core, server.Port);
        }

        await using var app = await AppProcess.StartAsync(folder, null, ("SSL_CERT_FILE", certificate.File));
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        var form = await PublicPages.OpenBookingFormAsync(client, "demo", "follow-up");
        using var booked = await form.Fill(("Name", "Anna Berg"), ("Email", "anna@example.org")).PostAsync();
        Assert.Equal(HttpStatusCode.Redirect, booked.StatusCode);

        var mail = Assert.Single(await server.WaitForAsync(1, Patience), static one => one.To.Contains("anna@example.org"));
        Assert.True(mail.IsEncrypted);
        Assert.Equal("mia", mail.User);
        Assert.Equal(["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"], mail.Parts);
        Assert.EndsWith("@demo.example>", mail.Header("Message-ID"), StringComparison.Ordinal);
        var link = Link().Match(mail.Text!).Value;
        Assert.Contains($"<a href=\"{link}\">{link}</a>", mail.Html, StringComparison.Ordinal);

        var (attachment, sent) = await CalendarIn(mail);
        var downloaded = await CalendarReader.ReadAsync(await client.GetStringAsync(new Uri($"{new Uri(link).AbsolutePath}/calendar.ics", UriKind.Relative)));
        Assert.Equal(("booking.ics", "PUBLISH"), (attachment.Name, attachment.Method));
        Assert.Equal(
            (downloaded.Uid, downloaded.Sequence, downloaded.Start, downloaded.End, downloaded.Status),
            (sent.Uid, sent.Sequence, sent.Start, sent.End, sent.Status));
        Assert.Equal("PUBLISH", sent.Method);
        Assert.Empty(sent.Errors);
    }

    [SmtpFact]
    public async Task Moving_and_cancelling_change_the_same_event_in_the_customers_calendar()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.ConnectSmtpAsync(server.Port);
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        var moved = (await house.Get<MoveBookingHandler>().HandleAsync(
            business.Owner,
            new MoveBooking(booking.Id, booking.Revision, TestBusiness.Tuesday.PlusHours(2), booking.MemberId, 30),
            CancellationToken.None)).Required();
        house.Clock.Advance(Duration.FromMinutes(1));
        await house.DrainAsync();
        (await house.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(booking.Id), CancellationToken.None)).Required();
        house.Clock.Advance(Duration.FromMinutes(1));
        await house.DrainAsync();

        var mails = await server.WaitForAsync(3, Patience);
        var (_, confirmed) = await CalendarIn(mails[0]);
        var (_, later) = await CalendarIn(mails[1]);
        var (attachment, off) = await CalendarIn(mails[2]);
        Assert.Equal(("PUBLISH", "PUBLISH", "CANCEL"), (confirmed.Method, later.Method, off.Method));
        Assert.Equal("CANCEL", attachment.Method);
        Assert.Equal("CANCELLED", off.Status);
        Assert.Single(new[] { confirmed.Uid, later.Uid, off.Uid }.Distinct(StringComparer.Ordinal));
        Assert.Equal(confirmed.Start.AddHours(2), later.Start);
        Assert.Equal(moved.Revision, later.Sequence);
        Assert.True(confirmed.Sequence < later.Sequence && later.Sequence < off.Sequence);
    }

    [EachEngine]
    public async Task The_calendar_goes_through_the_providers_interfaces_too(Engine engine)
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(engine, simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectResendAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        var other = await house.OpenBusinessAsync("Other Physio");
        await other.ConnectSendGridAsync();
        await other.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        Assert.Equal(2, simulator.Delivered.Count);
        foreach (var (request, typeName) in simulator.Delivered.Zip(["content_type", "type"]))
        {
            var file = Assert.Single(request.Json().GetProperty("attachments").EnumerateArray());
            Assert.Equal("booking.ics", file.GetProperty("filename").GetString());
            Assert.Equal("text/calendar", file.GetProperty(typeName).GetString());
            Assert.StartsWith("BEGIN:VCALENDAR", Encoding.UTF8.GetString(file.GetProperty("content").GetBytesFromBase64()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Erasing_a_contact_empties_what_its_messages_had_for_the_calendar()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        var conversation = await business.ConversationAsync();
        Assert.Contains(await business.MessagesAsync(), static message => message.Calendar is not null);

        (await house.Get<Core.Contacts.EraseContactHandler>().HandleAsync(
            business.Owner, new Core.Contacts.EraseContact(conversation.ContactId, "erase"), CancellationToken.None)).Required();

        Assert.All(await business.MessagesAsync(), static message => Assert.Null(message.Calendar));
    }

    [SmtpFact]
    public async Task A_reply_names_the_mail_it_answers_and_where_its_own_answer_goes()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.ConnectSmtpAsync(server.Port);
        var inbox = await business.ConnectSendGridAsync(Connecting.ReplyDomain);
        var received = new InboundMail("mail 1", "Anna Berg <anna@example.org>", [], "Parking", "Where can I park?", null) { MailId = "<parking@example.org>" };
        await house.Get<InboundMessages>().ReceiveAsync(inbox, received, CancellationToken.None);
        await house.DrainAsync();

        (await business.ReplyAsync((await business.ConversationAsync()).Id, "Behind the house, <here> & there.\n\nSee https://riverside.example/parking.")).Required();
        await house.DrainAsync();

        var mail = (await server.WaitForAsync(1, Patience))[^1];
        Assert.Equal("Re: Parking", mail.Header("Subject"));
        Assert.Equal("<parking@example.org>", mail.Header("In-Reply-To"));
        Assert.EndsWith(" <parking@example.org>", mail.Header("References"), StringComparison.Ordinal);
        Assert.Matches($"^[^@]*[0-9a-f]{{{Delivery.ReplyTokenLength}}}@{Regex.Escape(Connecting.ReplyDomain)}$", mail.Header("Reply-To"));
        Assert.Equal(["multipart/alternative", "text/plain", "text/html"], mail.Parts);
        Assert.Contains("<p>Behind the house, &lt;here&gt; &amp; there.</p>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://riverside.example/parking\">https://riverside.example/parking</a>.", mail.Html, StringComparison.Ordinal);
    }

    [SmtpFact]
    public async Task A_mail_program_sees_one_thread_from_the_first_automatic_mail_on()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.ConnectSmtpAsync(server.Port);
        var inbox = await business.ConnectSendGridAsync(Connecting.ReplyDomain);
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        var conversation = (await business.ConversationAsync()).Id;
        var booked = (await server.WaitForAsync(1, Patience))[^1];

        (await business.ReplyAsync(conversation, "See you on Tuesday.")).Required();
        await house.DrainAsync();
        var first = (await server.WaitForAsync(2, Patience))[^1];
        var question = new InboundMail("mail 1", "Anna Berg <anna@example.org>", [], "AW: Re: You're booked", "Is there parking?", null)
        {
            MailId = "<question@example.org>",
            Earlier = [first.Header("Message-ID")!],
        };
        await house.Get<InboundMessages>().ReceiveAsync(inbox, question, CancellationToken.None);
        (await business.ReplyAsync(conversation, "Behind the house.")).Required();
        await house.DrainAsync();
        var second = (await server.WaitForAsync(3, Patience))[^1];

        Assert.Equal($"Re: {booked.Header("Subject")}", first.Header("Subject"));
        Assert.Equal((booked.Header("Message-ID"), booked.Header("Message-ID")), (first.Header("In-Reply-To"), first.Header("References")));
        Assert.Equal("Re: You're booked", second.Header("Subject"));
        Assert.Equal("<question@example.org>", second.Header("In-Reply-To"));
        Assert.Equal($"{booked.Header("Message-ID")} {first.Header("Message-ID")} <question@example.org>", second.Header("References"));
    }

    private static async Task<(MailAttachment Attachment, ReadEvent Event)> CalendarIn(ReceivedMail mail)
    {
        var attachment = Assert.Single(mail.Attachments, static one => one.Type == "text/calendar");
        return (attachment, await CalendarReader.ReadAsync(Encoding.UTF8.GetString(attachment.Content.Span)));
    }

    private static async Task ConnectAsync(ServiceProvider core, int port)
    {
        await using var db = await core.GetRequiredService<ReadDoor>().OpenUnfilteredAsync(CancellationToken.None);
        var owner = (await db.Set<Member>().IgnoreQueryFilters().SingleAsync(static member => member.Role == MemberRole.Owner)).AsCaller();
        (await core.GetRequiredService<ConnectSmtpHandler>().HandleAsync(
            owner,
            new ConnectSmtp("localhost", port, SmtpSecurity.StartTls, "mia", "s3cret words", "hello@demo.example", "Demo", IsEnabled: true),
            CancellationToken.None)).Required();
    }

    private static (string File, string Key) CertificateOfLocalhost(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var files = (File: Path.Combine(folder, "localhost.pem"), Key: Path.Combine(folder, "localhost.key"));
        File.WriteAllText(files.File, certificate.ExportCertificatePem());
        File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem());
        return files;
    }

    [GeneratedRegex(@"http://\S+/booking/[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
