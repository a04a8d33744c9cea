using System.Net;

using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Messaging;

/// <summary>Files that customers send, by mail and by text message: kept, refused with a reason, or fetched when the provider has them.</summary>
public sealed class InboundFileTests
{
    private const string Phone = "+4755501234";

    private static readonly string[] Recipients = ["hello@riverside.example"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [EachEngine]
    public async Task Files_of_a_mail_stand_in_the_thread_and_what_is_not_kept_says_why(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectSendGridAsync();
        (string, byte[])[] files = [("knee.png", SampleFiles.Png), ("setup.exe", SampleFiles.Program), ("page.html", [.. "<html>"u8]), ("../plan", SampleFiles.Pdf)];

        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(HttpStatusCode.OK, (await MailAsync(site, connection, files)).Status);
        }

        Assert.Equal(
            [
                ("knee.png", AttachmentStatus.Kept, null), ("setup.exe", AttachmentStatus.Refused, FileErrors.Program.Message),
                ("page.html", AttachmentStatus.Refused, FileErrors.WebPage.Message), ("plan.pdf", AttachmentStatus.Kept, null),
            ],
            (await AttachmentsAsync(site)).Select(static row => (row.Name, row.Status, row.Reason)));
        Assert.Equal(2, AttachmentTests.FilesOnDisk(site.House));
    }

    [Fact]
    public async Task Too_many_and_too_much_is_named_one_by_one()
    {
        await using var site = await WebhookSite.StartAsync();
        var connection = await site.Business.ConnectSendGridAsync();

        await MailAsync(site, connection, [.. Enumerable.Range(1, 12).Select(static number => ($"{number}.png", SampleFiles.Png))]);
        Assert.Equal(
            [10, 2],
            (await AttachmentsAsync(site)).CountBy(static row => row.Status).Select(static pair => pair.Value));

        await MailAsync(
            site,
            connection,
            [("a.pdf", SampleFiles.Large(FileStore.MostBytes)), ("b.pdf", SampleFiles.Large(FileStore.MostBytes)), ("c.png", SampleFiles.Png)],
            "<m2@example.org>");
        Assert.Equal(
            ["a.pdf", "b.pdf"], (await AttachmentsAsync(site)).Skip(12).Where(static row => row.Status == AttachmentStatus.Kept).Select(static row => row.Name));
    }

    [Fact]
    public async Task A_full_disk_asks_the_provider_to_come_again_and_keeps_nothing_half()
    {
        await using var site = await WebhookSite.StartAsync();
        var connection = await site.Business.ConnectSendGridAsync();
        var store = site.Server.Get<FileStore>();
        var create = store.Create;
        store.FillDisk();
        var before = await site.RowsAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await MailAsync(site, connection, ("plan.pdf", SampleFiles.Pdf))).Status);
        Assert.Equal(before, await site.RowsAsync());

        store.Create = create;
        Assert.Equal(HttpStatusCode.OK, (await MailAsync(site, connection, ("plan.pdf", SampleFiles.Pdf))).Status);
        Assert.Equal(AttachmentStatus.Kept, Assert.Single(await AttachmentsAsync(site)).Status);
    }

    [EachEngine]
    public async Task Pictures_of_a_text_message_are_fetched_when_Twilio_has_them(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectTwilioAsync();
        site.Simulator.FilesAreDown = true;
        site.Simulator.HoldFile("ME1", SampleFiles.Png);
        site.Simulator.HoldFile("ME2", SampleFiles.Program);

        var answer = await SmsAsync(site, connection, site.Simulator.MediaUrl("ME1"), site.Simulator.MediaUrl("ME2"), "https://evil.example/secret.png");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        await UntilAsync(site, static rows => rows.Count(static row => row is { Status: AttachmentStatus.Coming, Attempts: > 0 }) == 2);
        Assert.Equal("It does not lie at the provider.", Assert.Single(await AttachmentsAsync(site), static row => row.Status == AttachmentStatus.Refused).Reason);

        site.Simulator.FilesAreDown = false;
        site.House.Clock.Advance(Duration.FromMinutes(1));
        await UntilAsync(site, static rows => rows.TrueForAll(static row => row.Status != AttachmentStatus.Coming));

        var rows = await AttachmentsAsync(site);
        Assert.Equal(("Attachment 1.png", AttachmentStatus.Kept), (rows[0].Name, rows[0].Status));
        Assert.Equal((AttachmentStatus.Refused, FileErrors.Program.Message), (rows[1].Status, rows[1].Reason));
        Assert.All(rows, static row => Assert.Null(row.Source));
        Assert.Equal(1, AttachmentTests.FilesOnDisk(site.House));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("https://media.twiliocdn.com.evil.example/x")]
    [InlineData("https://user@media.twiliocdn.com/x")]
    [InlineData("https://s3-external-1.amazonaws.com/elsewhere/x")]
    public async Task Twilio_sends_on_to_its_own_network_and_nowhere_else(string address)
    {
        await using var site = await WebhookSite.StartAsync();
        var connection = await site.Business.ConnectTwilioAsync();
        site.Simulator.HoldFile("ME1", SampleFiles.Png);
        site.Simulator.MediaLeadsTo = address;

        await SmsAsync(site, connection, site.Simulator.MediaUrl("ME1"));
        await UntilAsync(site, static rows => rows.TrueForAll(static row => row.Status != AttachmentStatus.Coming));

        Assert.Equal("It does not lie at the provider.", Assert.Single(await AttachmentsAsync(site)).Reason);
    }

    [Fact]
    public async Task What_a_provider_never_hands_over_is_given_up_after_three_days()
    {
        await using var site = await WebhookSite.StartAsync();
        var connection = await site.Business.ConnectTwilioAsync();
        await SmsAsync(site, connection, site.Simulator.MediaUrl("ME1"));
        await UntilAsync(site, static rows => rows[0].Attempts > 0);

        site.House.Clock.Advance(Duration.FromDays(3) + Duration.FromHours(1));
        await UntilAsync(site, static rows => rows[0].Status == AttachmentStatus.Refused);
        Assert.Equal("The provider did not hand it over within three days.", (await AttachmentsAsync(site))[0].Reason);
    }

    [EachEngine]
    public async Task Files_of_a_mail_that_Resend_received_are_fetched(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var connection = await site.Business.ConnectResendAsync();
        var (id, file) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        site.Simulator.HoldFile(file, SampleFiles.Pdf);
        site.Simulator.Hold(id, new
        {
            id,
            from = "Anna Berg <anna@example.org>",
            to = Recipients,
            subject = "Referral",
            text = "Here it is.",
            attachments = new[] { new { id = file, filename = "referral.pdf", content_type = "application/pdf", content_disposition = "attachment" } },
        });

        await site.ResendAsync(connection.Id, new { type = "email.received", data = new { email_id = id } });
        await UntilAsync(site, static rows => rows.TrueForAll(static row => row.Status == AttachmentStatus.Kept));

        Assert.Equal("referral.pdf", Assert.Single(await AttachmentsAsync(site)).Name);
    }

    [Fact]
    public async Task Five_hundred_mails_with_broken_parts_make_no_error_and_leave_no_file_without_a_row()
    {
        await using var site = await WebhookSite.StartAsync();
        var connection = await site.Business.ConnectSendGridAsync();
        for (var number = 0; number < 500; number++)
        {
            var random = new Random(number);
            var content = (byte[])(random.Next(3) switch { 0 => SampleFiles.Png, 1 => SampleFiles.Docx, _ => SampleFiles.Pdf }).Clone();
            for (var change = random.Next(6); change > 0; change--)
            {
                content[random.Next(content.Length)] = (byte)random.Next(256);
            }

            var name = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next(' ', 0x2100)).Where(static c => c is not ('"' or '\\') && !char.IsControl(c)));
            var (status, _) = await MailAsync(site, connection, [($"x{name}", content[..random.Next(content.Length + 1)])], $"<m{number}@example.org>");
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{number}: {status}");
        }

        Assert.Equal(
            await site.House.ReadAsync(site.Business.Id, static db => db.StoredFiles().CountAsync()), AttachmentTests.FilesOnDisk(site.House));
    }

    private static Task<(HttpStatusCode Status, string Body)> MailAsync(WebhookSite site, ProviderConnection connection, params (string Name, byte[] Content)[] files) =>
        MailAsync(site, connection, files, "<m1@example.org>");

    private static Task<(HttpStatusCode Status, string Body)> MailAsync(
        WebhookSite site, ProviderConnection connection, (string Name, byte[] Content)[] files, string mailId) => site.SendGridMailAsync(
            connection.Id,
            files,
            ("headers", $"Message-ID: {mailId}\r\nSubject: Files\r\n"),
            ("from", "Anna Berg <anna@example.org>"),
            ("to", "hello@riverside.example"),
            ("envelope", """{"to":["hello@riverside.example"],"from":"bounce@example.org"}"""),
            ("subject", "Files"),
            ("text", "See these."));

    private static Task<(HttpStatusCode Status, string Body)> SmsAsync(WebhookSite site, ProviderConnection connection, params string[] media) => site.TwilioAsync(
        connection.Id,
        string.Empty,
        [
            ("MessageSid", "MM1"), ("From", Phone), ("Body", "My knee"), ("NumMedia", $"{media.Length}"),
            .. media.Select(static (url, index) => ($"MediaUrl{index}", url)),
        ]);

    private static Task<List<Attachment>> AttachmentsAsync(WebhookSite site) =>
        site.House.ReadAsync(site.Business.Id, static db => db.Attachments().OrderBy(row => row.Id).ToListAsync());

    private static Task UntilAsync(WebhookSite site, Predicate<List<Attachment>> isSo) => Eventually.TrueAsync(
        async () => await AttachmentsAsync(site) is { Count: > 0 } rows && isSo(rows), Patience, "the files");
}
