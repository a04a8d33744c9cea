using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;
using CareOps.Web.Components.Inbox;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Inbox;

/// <summary>What a member types is theirs, is kept, and goes with what is sent.</summary>
public sealed class DraftTests
{
    [EachEngine]
    public async Task Each_member_has_one_of_their_own_in_each_conversation(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, id) = await AskedAsync(house);
        var noah = await business.HireAsync();

        await SaveAsync(business, business.Owner, id, Guid.NewGuid(), "Yes, beh");
        await SaveAsync(business, business.Owner, id, Guid.NewGuid(), "Yes, behind the house", "Ask about");
        await SaveAsync(business, noah, id, Guid.NewGuid(), "Hi");

        var mine = await DraftAsync(business, business.Owner, id);
        Assert.Equal(("Yes, behind the house", "Ask about"), (mine!.Reply, mine.Note));
        Assert.Equal("Hi", (await DraftAsync(business, noah, id))!.Reply);
        Assert.True((await RowAsync(business, id)).HasDraft);
        Assert.Equal(2, await house.ReadAsync(business.Id, static db => db.Drafts().CountAsync()));

        await SaveAsync(business, business.Owner, id, Guid.NewGuid(), string.Empty);
        Assert.Null(await DraftAsync(business, business.Owner, id));
        Assert.False((await RowAsync(business, id)).HasDraft);
    }

    [EachEngine]
    public async Task Two_savings_at_once_leave_one(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, id) = await AskedAsync(house);
        var reply = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => SaveAsync(business, business.Owner, id, reply, $"Text {number}")));

        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Drafts().CountAsync()));
    }

    [EachEngine]
    public async Task It_goes_with_the_reply_and_does_not_come_back_when_saved_late(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, id) = await AskedAsync(house);
        var reply = Guid.CreateVersion7();
        await SaveAsync(business, business.Owner, id, reply, "Of course.", "Call back");

        (await business.ReplyAsync(id, replyId: reply)).Required();
        var left = await DraftAsync(business, business.Owner, id);
        Assert.Equal((string.Empty, "Call back"), (left!.Reply, left.Note));

        await SaveAsync(business, business.Owner, id, reply, "Of course.");
        Assert.Null(await DraftAsync(business, business.Owner, id));

        await SaveAsync(business, business.Owner, id, Guid.NewGuid(), string.Empty, "Call back");
        (await house.Get<AddNoteHandler>().HandleAsync(business.Owner, new AddNote(id, "Call back"), CancellationToken.None)).Required();
        Assert.Null(await DraftAsync(business, business.Owner, id));
    }

    [Fact]
    public async Task Taken_up_again_it_asks_about_an_answer_that_came_after_it()
    {
        await using var house = await TestHouse.StartAsync();
        var (business, id) = await AskedAsync(house);
        var noah = await business.HireAsync();
        await SaveAsync(business, business.Owner, id, Guid.CreateVersion7(), "Yes, behind the house");
        house.Clock.Advance(Duration.FromMinutes(1));
        var answer = new ReplyToConversation(id, Guid.CreateVersion7(), Channel.Email, "It is.");
        (await house.Get<ReplyToConversationHandler>().HandleAsync(noah, answer, CancellationToken.None)).Required();

        await using var screen = new ReplyDrafts(house.Get<IdGenerator>(), house.Get<SaveDraftHandler>());
        var draft = screen.Of(id, await DraftAsync(business, business.Owner, id));
        var sent = await house.Get<ReplyToConversationHandler>().HandleAsync(
            business.Owner, new ReplyToConversation(id, draft.ReplyId, Channel.Email, draft.Text) { SeenUntil = draft.SeenUntil }, CancellationToken.None);

        Assert.Equal(InboxErrors.AnsweredMeanwhileCode, sent.Error!.Code);
    }

    [EachEngine]
    public async Task A_reply_from_elsewhere_leaves_what_is_being_typed(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, id) = await AskedAsync(house);
        await SaveAsync(business, business.Owner, id, Guid.NewGuid(), "A longer answer");

        (await business.ReplyAsync(id)).Required();
        Assert.Equal("A longer answer", (await DraftAsync(business, business.Owner, id))!.Reply);

        var typed = (await DraftAsync(business, business.Owner, id))!.ReplyId;
        (await business.ReplyAsync(id, "A longer answer", typed)).Required();
        Assert.Null(await DraftAsync(business, business.Owner, id));
    }

    [EachEngine]
    public async Task A_merge_takes_it_along_and_erasing_removes_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, id) = await AskedAsync(house);
        await business.AskAsync("Me again.", "jon.dahl@example.org");
        var other = await business.ConversationAsync("jon.dahl@example.org");
        var winner = await business.ConversationAsync("jon@example.org");
        await SaveAsync(business, business.Owner, id, Guid.NewGuid(), "One");
        await SaveAsync(business, business.Owner, other.Id, Guid.NewGuid(), "Two");

        (await house.Get<MergeContactsHandler>().HandleAsync(
            business.Owner, new MergeContacts(winner.ContactId, other.ContactId, false, false, false), CancellationToken.None)).Required();
        Assert.Equal("One\n\nTwo", (await DraftAsync(business, business.Owner, id))!.Reply);

        (await house.Get<EraseContactHandler>().HandleAsync(
            business.Owner, new EraseContact(winner.ContactId, EraseContactHandler.Word), CancellationToken.None)).Required();
        Assert.Equal(0, await house.ReadAsync(business.Id, static db => db.Drafts().CountAsync()));
    }

    private static async Task<(TestBusiness Business, Guid Conversation)> AskedAsync(TestHouse house)
    {
        var business = await house.OpenBusinessAsync();
        (await business.AskAsync()).Required();
        return (business, (await business.ConversationAsync("jon@example.org")).Id);
    }

    private static async Task SaveAsync(TestBusiness business, Caller member, Guid conversation, Guid reply, string text, string note = "") =>
        (await business.House.Get<SaveDraftHandler>().HandleAsync(member, new SaveDraft(conversation, reply, text, note), CancellationToken.None)).Required();

    private static async Task<Draft?> DraftAsync(TestBusiness business, Caller member, Guid conversation) =>
        (await business.House.Get<InboxQueries>().ThreadAsync(member, conversation, 50, CancellationToken.None))!.Draft;

    private static async Task<ConversationRow> RowAsync(TestBusiness business, Guid id) =>
        (await business.House.Get<InboxQueries>().PageAsync(business.Owner, default, null, 50, CancellationToken.None)).Single(row => row.Id == id);
}
