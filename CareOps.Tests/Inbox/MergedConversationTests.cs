using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Tests.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Inbox;

/// <summary>What members have in a conversation goes along when two become one, and comes back when that is undone.</summary>
public sealed class MergedConversationTests
{
    private const string Winner = "jon@example.org";
    private const string Loser = "jon.dahl@example.org";

    [EachEngine]
    public async Task An_undone_merge_gives_back_what_members_have_in_the_conversation(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, winner, loser) = await TwoAsync(house);
        var noah = await business.HireAsync("Noah Lind");
        await NoteAsync(business, loser, "@Noah Lind please call");
        var reply = await ScheduleAsync(business, loser, await AttachmentTests.AttachAsync(business, loser, "later.pdf", SampleFiles.Pdf));
        await DraftAsync(business, business.Owner, loser, "Dear Jon");
        await AttachmentTests.AttachAsync(business, loser, "draft.pdf", SampleFiles.Pdf);

        var merge = await MergeAsync(business);
        var joined = await AttachmentTests.ThreadAsync(business, winner);
        Assert.Equal((reply, "Dear Jon"), (Assert.Single(joined.Scheduled).Id, joined.Draft?.Reply));
        await UndoAsync(business, merge);

        var back = await AttachmentTests.ThreadAsync(business, loser);
        Assert.Equal((reply, "later.pdf"), (Assert.Single(back.Scheduled).Id, Assert.Single(back.Scheduled[0].Files).Name));
        Assert.Equal(("Dear Jon", "draft.pdf"), (back.Draft?.Reply, Assert.Single(back.DraftFiles).Name));
        Assert.Equal([loser], await NamingAsync(business, noah));
        var left = await AttachmentTests.ThreadAsync(business, winner);
        Assert.Equal((0, null, 0), (left.Scheduled.Count, left.Draft, left.DraftFiles.Count));

        // It goes to the one it was written to.
        house.Clock.Advance(Duration.FromDays(2));
        await house.DrainAsync();
        Assert.Equal(loser, Assert.Single(await business.MessagesAsync(), message => message.Id == reply).ConversationId);
    }

    [EachEngine]
    public async Task What_members_did_since_stays_where_they_did_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, winner, loser) = await TwoAsync(house);
        var noah = await business.HireAsync();
        var sent = await ScheduleAsync(business, loser);
        await DraftAsync(business, business.Owner, loser, "Dear Jon");
        await AttachmentTests.AttachAsync(business, loser, "draft.pdf", SampleFiles.Pdf);
        await DraftAsync(business, noah, winner, "Mine");
        await DraftAsync(business, noah, loser, "Mine too");

        var merge = await MergeAsync(business);
        (await house.Get<SendScheduledReplyHandler>().HandleAsync(business.Owner, new SendScheduledReply(sent), CancellationToken.None)).Required();
        var later = await ScheduleAsync(business, winner);
        house.Clock.Advance(Duration.FromMinutes(1));
        await DraftAsync(business, business.Owner, winner, "Dear Jon, of course");
        await UndoAsync(business, merge);

        var thread = await AttachmentTests.ThreadAsync(business, winner);
        Assert.Equal((later, "Dear Jon, of course"), (Assert.Single(thread.Scheduled).Id, thread.Draft?.Reply));
        Assert.Equal("draft.pdf", Assert.Single(thread.DraftFiles).Name);
        Assert.Contains(thread.Messages, message => message.Id == sent);
        var drafts = await house.ReadAsync(business.Id, static db => db.Drafts().ToListAsync());
        Assert.All(drafts, draft => Assert.Equal(winner, draft.ConversationId));
    }

    [EachEngine]
    public async Task A_merge_from_before_this_was_written_down_can_still_be_undone(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, _, loser) = await TwoAsync(house);
        var noah = await business.HireAsync("Noah Lind");
        await NoteAsync(business, loser, "@Noah Lind please call");
        await ScheduleAsync(business, loser);
        var merge = await MergeAsync(business);
        await ForgetHoldersAsync(business, merge);

        await UndoAsync(business, merge);

        // Mentions follow their notes, which it has always told.
        Assert.Equal([loser], await NamingAsync(business, noah));
    }

    private static async Task<(TestBusiness Business, Guid Winner, Guid Loser)> TwoAsync(TestHouse house)
    {
        var business = await house.OpenBusinessAsync();
        var winner = await AttachmentTests.AskedAsync(business);
        (await business.AskAsync("It's me again.", Loser)).Required();
        await house.DrainAsync();
        return (business, winner, (await business.ConversationAsync(Loser)).Id);
    }

    private static async Task NoteAsync(TestBusiness business, Guid conversation, string body) =>
        (await business.House.Get<AddNoteHandler>().HandleAsync(business.Owner, new AddNote(conversation, body), CancellationToken.None)).Required();

    private static async Task<Guid> ScheduleAsync(TestBusiness business, Guid conversation, params Guid[] files)
    {
        var reply = Guid.CreateVersion7();
        var command = new ScheduleReply(conversation, reply, Channel.Email, "Behind the house.", business.House.Clock.Now + Duration.FromHours(20))
        {
            Attachments = files,
        };
        (await business.House.Get<ScheduleReplyHandler>().HandleAsync(business.Owner, command, CancellationToken.None)).Required();
        return reply;
    }

    private static async Task DraftAsync(TestBusiness business, Caller.Member member, Guid conversation, string reply) =>
        (await business.House.Get<SaveDraftHandler>().HandleAsync(
            member, new SaveDraft(conversation, Guid.CreateVersion7(), reply, null), CancellationToken.None)).Required();

    private static async Task<IEnumerable<Guid>> NamingAsync(TestBusiness business, Caller member) =>
        (await business.House.Get<InboxQueries>().PageAsync(member, new InboxView(InboxFilter.Mentions), null, 50, CancellationToken.None))
        .Select(static row => row.Id);

    private static async Task<Guid> MergeAsync(TestBusiness business)
    {
        var (kept, gone) = ((await business.ConversationAsync(Winner)).ContactId, (await business.ConversationAsync(Loser)).ContactId);
        return (await business.House.Get<MergeContactsHandler>().HandleAsync(
            business.Owner, new MergeContacts(kept, gone, false, false, false), CancellationToken.None)).Required();
    }

    private static async Task UndoAsync(TestBusiness business, Guid merge) =>
        (await business.House.Get<UndoMergeHandler>().HandleAsync(business.Owner, new UndoMerge(merge), CancellationToken.None)).Required();

    // The snapshot's parts are JSON as text in JSON; what members had is the last member of the messages' part.
    private static Task ForgetHoldersAsync(TestBusiness business, Guid merge) => business.House.Get<IWriteDoor>().RunAsync(
        business.Owner,
        async (db, token) =>
        {
            var snapshot = await db.ContactMerges().Where(row => row.Id == merge).Select(row => row.Snapshot).SingleAsync(token);
            var parts = System.Text.Json.Nodes.JsonNode.Parse(snapshot)!;
            var messages = System.Text.Json.Nodes.JsonNode.Parse((string)parts["Moved"]!["messages"]!)!;
            Assert.True(messages.AsObject().Remove("Held"));
            parts["Moved"]!["messages"] = messages.ToJsonString();
            var older = parts.ToJsonString();
            await db.ContactMerges().Where(row => row.Id == merge).ExecuteUpdateAsync(set => set.SetProperty(row => row.Snapshot, older), token);
            return Done.It;
        },
        CancellationToken.None);
}
