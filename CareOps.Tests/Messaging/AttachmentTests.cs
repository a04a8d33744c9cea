using System.Security.Cryptography;

using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Messaging;

/// <summary>Files that members send: from the composer through every provider, and where they go when things change.</summary>
public sealed class AttachmentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [SmtpFact]
    public async Task A_real_mail_server_gets_every_byte_under_the_right_name()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.ConnectSmtpAsync(server.Port);
        var conversation = await AskedAsync(business);
        var large = SampleFiles.Large(3_000_000);
        Guid[] files = [await AttachAsync(business, conversation, "Übungen.pdf", large), await AttachAsync(business, conversation, "knee.png", SampleFiles.Png)];

        (await ReplyAsync(business, conversation, "Here they are.", files)).Required();
        await house.DrainAsync();

        var mail = (await server.WaitForAsync(1, Patience)).Single(static one => one.Attachments.Count > 0);
        Assert.Equal(
            [("Übungen.pdf", "application/pdf", Hash(large)), ("knee.png", "image/png", Hash(SampleFiles.Png))],
            mail.Attachments.Select(static file => (file.Name!, file.Type, Hash(file.Content.ToArray()))));
        Assert.Contains("Here they are.", mail.Text, StringComparison.Ordinal);
        Assert.NotNull(mail.Html);
    }

    [EachEngine]
    public async Task A_failover_and_a_retry_send_the_same_files(Engine engine)
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(engine, simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectResendAsync();
        await business.ConnectSendGridAsync();
        var conversation = await AskedAsync(business);
        var large = SampleFiles.Large(1_000_001);
        Guid[] files = [await AttachAsync(business, conversation, "plan.pdf", large), await AttachAsync(business, conversation, "knee.png", SampleFiles.Png)];
        simulator.Mode = SimulatorMode.ServerError;

        (await ReplyAsync(business, conversation, "See both.", files)).Required();
        await house.DrainAsync();
        Assert.DoesNotContain(simulator.Delivered, static request => request.Files().Count > 0);
        simulator.Concerns = static request => request.Path == "/emails";
        house.Clock.Advance(Duration.FromMinutes(2));
        await house.DrainAsync();

        var replies = simulator.Requests.Where(static request => request.Files().Count > 0).ToList();
        Assert.Equal(["/emails", "/v3/mail/send", "/emails", "/v3/mail/send"], replies.Select(static request => request.Path));
        Assert.All(replies, request => Assert.Equal([Hash(large), Hash(SampleFiles.Png)], request.Files().Select(static file => Hash(file.GetProperty("content").GetBytesFromBase64()))));
        Assert.Equal(replies[0].Body, replies[2].Body);
        Assert.Equal("image/png", replies[0].Files()[1].GetProperty("content_type").GetString());
        Assert.Equal("plan.pdf", Assert.Single(simulator.Delivered, static request => request.Files().Count > 0).Files()[0].GetProperty("filename").GetString());
    }

    [Fact]
    public async Task What_may_have_been_sent_with_files_waits_for_a_person_and_goes_out_with_them_again()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectSendGridAsync();
        var conversation = await AskedAsync(business);
        simulator.Mode = SimulatorMode.DropAfterAccepting;
        simulator.Concerns = static request => request.Files().Count > 0;
        (await ReplyAsync(business, conversation, "See it.", await AttachAsync(business, conversation, "plan.pdf", SampleFiles.Pdf))).Required();
        await house.DrainAsync();
        var unknown = await LastReplyAsync(business);
        Assert.Equal(MessageStatus.Unknown, unknown.Status);

        simulator.Mode = SimulatorMode.Accept;
        (await house.Get<SendNowHandler>().HandleAsync(business.Owner, new SendNow(unknown.Id), CancellationToken.None)).Required();
        await house.DrainAsync();

        Assert.Equal(2, simulator.Delivered.Count(static request => request.Files().Count == 1));
        Assert.Equal(MessageStatus.Sent, (await LastReplyAsync(business)).Status);
    }

    [Fact]
    public async Task A_file_that_the_disk_lost_fails_the_message_and_says_which()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectResendAsync();
        var conversation = await AskedAsync(business);
        (await ReplyAsync(business, conversation, "See it.", await AttachAsync(business, conversation, "plan.pdf", SampleFiles.Pdf))).Required();
        house.Get<FileStore>().Delete(await house.ReadAsync(business.Id, static db => db.StoredFiles().Select(file => file.Place).SingleAsync()));

        await house.DrainAsync();

        var failed = await LastReplyAsync(business);
        Assert.Equal((MessageStatus.Failed, "The file “plan.pdf” is no longer on the server."), (failed.Status, failed.StatusReason));
    }

    [EachEngine]
    public async Task Files_alone_are_a_reply_and_the_Local_outbox_names_them(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var conversation = await AskedAsync(business);

        (await ReplyAsync(business, conversation, " ", await AttachAsync(business, conversation, "plan.pdf", SampleFiles.Pdf))).Required();
        await house.DrainAsync();

        var thread = await ThreadAsync(business, conversation);
        var reply = thread.Messages[^1];
        Assert.Equal(("Attached: plan.pdf", "plan.pdf", FileType.Pdf), (reply.Body, Assert.Single(reply.Files).Name, reply.Files[0].Type));
        Assert.Empty(thread.DraftFiles);
        var kept = (await house.Get<MessagingQueries>().LocalOutboxAsync(business.Owner, null, 10, CancellationToken.None))[0];
        Assert.Equal("plan.pdf", Assert.Single(kept.Files));
    }

    [EachEngine]
    public async Task A_message_takes_ten_files_and_twenty_megabytes(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var conversation = await AskedAsync(business);
        var first = await AttachAsync(business, conversation, "1.pdf", SampleFiles.Large(FileStore.MostBytes));
        await AttachAsync(business, conversation, "2.pdf", SampleFiles.Large(FileStore.MostBytes));

        Assert.Equal("attachment.size", (await TryAttachAsync(business, conversation, "3.pdf", SampleFiles.Pdf)).Error?.Code);
        (await house.Get<RemoveAttachmentHandler>().HandleAsync(business.Owner, new RemoveAttachment(first), CancellationToken.None)).Required();
        for (var number = 3; number <= 11; number++)
        {
            await AttachAsync(business, conversation, $"{number}.pdf", SampleFiles.Pdf);
        }

        Assert.Equal("attachment.many", (await TryAttachAsync(business, conversation, "12.pdf", SampleFiles.Pdf)).Error?.Code);
        Assert.Equal(10, (await ThreadAsync(business, conversation)).DraftFiles.Count);
        await house.DrainAsync();
        Assert.Equal(10, FilesOnDisk(house));
    }

    [Fact]
    public async Task A_text_message_carries_no_files_and_says_so()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday, phone: "+4755501234");
        var conversation = (await business.ConversationAsync()).Id;
        var file = await AttachAsync(business, conversation, "plan.pdf", SampleFiles.Pdf);

        var refused = await house.Get<ReplyToConversationHandler>().HandleAsync(
            business.Owner, new ReplyToConversation(conversation, Guid.NewGuid(), Channel.Sms, "See it.") { Attachments = [file] }, CancellationToken.None);

        Assert.Equal(InboxErrors.NoFilesBySms, refused.Error);
        Assert.Single((await ThreadAsync(business, conversation)).DraftFiles);
    }

    [EachEngine]
    public async Task A_scheduled_reply_keeps_its_files_until_it_goes_out_or_is_taken_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var conversation = await AskedAsync(business);
        var (taken, sent) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var due = house.Clock.Now + Duration.FromHours(3);
        await ScheduleAsync(business, conversation, taken, due, await AttachAsync(business, conversation, "first.pdf", SampleFiles.Pdf));
        await ScheduleAsync(business, conversation, sent, due, await AttachAsync(business, conversation, "second.pdf", SampleFiles.Pdf));
        var thread = await ThreadAsync(business, conversation);
        Assert.Equal(["first.pdf", "second.pdf"], thread.Scheduled.SelectMany(static row => row.Files).Select(static file => file.Name).Order(StringComparer.Ordinal));
        Assert.Empty(thread.DraftFiles);

        (await house.Get<CancelScheduledReplyHandler>().HandleAsync(business.Owner, new CancelScheduledReply(taken), CancellationToken.None)).Required();
        Assert.Equal("first.pdf", Assert.Single((await ThreadAsync(business, conversation)).DraftFiles).Name);
        house.Clock.Advance(Duration.FromHours(4));
        await house.DrainAsync();

        thread = await ThreadAsync(business, conversation);
        Assert.Empty(thread.Scheduled);
        Assert.Equal("second.pdf", Assert.Single(thread.Messages, message => message.Id == sent).Files[0].Name);
    }

    [EachEngine]
    public async Task What_two_members_add_stays_their_own(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        var conversation = await AskedAsync(business);
        var mine = await AttachAsync(business, conversation, "mine.pdf", SampleFiles.Pdf);

        Assert.Empty((await house.Get<InboxQueries>().ThreadAsync(noah, conversation, 50, CancellationToken.None))!.DraftFiles);
        Assert.Null(await house.Get<AttachmentQueries>().FileAsync(noah, mine, CancellationToken.None));
        Assert.Equal(
            InboxErrors.FileGone,
            (await house.Get<ReplyToConversationHandler>().HandleAsync(
                noah, new ReplyToConversation(conversation, Guid.NewGuid(), Channel.Email, "Hi") { Attachments = [mine] }, CancellationToken.None)).Error);
        Assert.Equal(
            ErrorKind.NotFound,
            (await house.Get<RemoveAttachmentHandler>().HandleAsync(noah, new RemoveAttachment(mine), CancellationToken.None)).Error?.Kind);
        Assert.NotNull(await house.Get<AttachmentQueries>().FileAsync(business.Owner, mine, CancellationToken.None));
    }

    [EachEngine]
    public async Task Erasing_a_contact_takes_their_files_from_the_disk(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var conversation = await AskedAsync(business);
        (await ReplyAsync(business, conversation, "See it.", await AttachAsync(business, conversation, "sent.pdf", SampleFiles.Pdf))).Required();
        await ScheduleAsync(
            business, conversation, Guid.CreateVersion7(), house.Clock.Now + Duration.FromHours(3), await AttachAsync(business, conversation, "later.pdf", SampleFiles.Pdf));
        await AttachAsync(business, conversation, "draft.pdf", SampleFiles.Pdf);
        await house.DrainAsync();
        var contact = (await business.ConversationAsync("jon@example.org")).ContactId;
        Assert.Contains("sent.pdf", await house.Get<ContactExportQueries>().OneAsync(business.Owner, contact, CancellationToken.None), StringComparison.Ordinal);
        Assert.Equal(3, FilesOnDisk(house));

        (await house.Get<EraseContactHandler>().HandleAsync(business.Owner, new EraseContact(contact, EraseContactHandler.Word), CancellationToken.None)).Required();
        await house.DrainAsync();

        Assert.Equal(0, FilesOnDisk(house));
        Assert.False(await house.ReadAsync(business.Id, static db => db.Attachments().AnyAsync()));
        Assert.False(await house.ReadAsync(business.Id, static db => db.StoredFiles().AnyAsync()));
    }

    [EachEngine]
    public async Task A_merge_takes_files_along_and_an_undo_brings_them_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var winner = await AskedAsync(business);
        await business.AskAsync("It's me again.", "jon.dahl@example.org");
        var loser = (await business.ConversationAsync("jon.dahl@example.org")).Id;
        (await ReplyAsync(business, loser, "See it.", await AttachAsync(business, loser, "sent.pdf", SampleFiles.Pdf))).Required();
        await AttachAsync(business, loser, "draft.pdf", SampleFiles.Pdf);
        await house.DrainAsync();
        var (kept, gone) = ((await business.ConversationAsync("jon@example.org")).ContactId, (await business.ConversationAsync("jon.dahl@example.org")).ContactId);

        (await house.Get<MergeContactsHandler>().HandleAsync(business.Owner, new MergeContacts(kept, gone, false, false, false), CancellationToken.None)).Required();
        var thread = await ThreadAsync(business, winner);
        Assert.Equal("draft.pdf", Assert.Single(thread.DraftFiles).Name);
        Assert.Equal("sent.pdf", Assert.Single(thread.Messages.SelectMany(static message => message.Files)).Name);

        var merge = await house.ReadAsync(business.Id, static db => db.ContactMerges().Select(row => row.Id).SingleAsync());
        (await house.Get<UndoMergeHandler>().HandleAsync(business.Owner, new UndoMerge(merge), CancellationToken.None)).Required();
        Assert.Equal("sent.pdf", Assert.Single((await ThreadAsync(business, loser)).Messages.SelectMany(static message => message.Files)).Name);
    }

    internal static async Task<Guid> AskedAsync(TestBusiness business)
    {
        (await business.AskAsync()).Required();
        await business.House.DrainAsync();
        return (await business.ConversationAsync("jon@example.org")).Id;
    }

    internal static async Task<Result<Guid>> TryAttachAsync(TestBusiness business, Guid conversation, string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await business.House.Get<AttachFileHandler>().HandleAsync(business.Owner, new AttachFile(conversation, name, stream), CancellationToken.None);
    }

    internal static async Task<Guid> AttachAsync(TestBusiness business, Guid conversation, string name, byte[] content) =>
        (await TryAttachAsync(business, conversation, name, content)).Required();

    internal static async Task<ConversationThread> ThreadAsync(TestBusiness business, Guid conversation) =>
        (await business.House.Get<InboxQueries>().ThreadAsync(business.Owner, conversation, 50, CancellationToken.None))!;

    internal static int FilesOnDisk(TestHouse house) =>
        Directory.GetFiles(house.Get<FileLocation>().Folder, "*", SearchOption.AllDirectories).Length;

    private static Task<Result<Done>> ReplyAsync(TestBusiness business, Guid conversation, string body, params Guid[] files) =>
        business.House.Get<ReplyToConversationHandler>().HandleAsync(
            business.Owner,
            new ReplyToConversation(conversation, Guid.CreateVersion7(), Channel.Email, body) { Attachments = files },
            CancellationToken.None);

    private static async Task ScheduleAsync(TestBusiness business, Guid conversation, Guid reply, Instant due, Guid file) =>
        (await business.House.Get<ScheduleReplyHandler>().HandleAsync(
            business.Owner,
            new ScheduleReply(conversation, reply, Channel.Email, "See you soon.", due) { Attachments = [file] },
            CancellationToken.None)).Required();

    private static async Task<Message> LastReplyAsync(TestBusiness business) =>
        (await business.MessagesAsync()).Last(static message => message.Kind == MessageKind.Reply);

    private static string Hash(byte[] content) => Convert.ToHexString(SHA256.HashData(content));
}
