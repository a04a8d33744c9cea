using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Inbox;

/// <summary>The list: unread ones first, then the newest; page by page, nothing skipped and nothing twice.</summary>
public sealed class InboxOrderTests
{
    private const int PageLength = 7;
    private const int All = 40;

    [EachEngine]
    public async Task Pages_follow_each_other_without_a_gap_in_every_view(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await FillAsync(business);

        foreach (var view in Enum.GetValues<InboxFilter>().SelectMany(static filter => Enum.GetValues<InboxOwner>().Select(owner => new InboxView(filter, owner))))
        {
            var whole = await PageAsync(business, view, null, 1000);
            var paged = new List<ConversationRow>();
            for (InboxCursor? after = null; await PageAsync(business, view, after, PageLength) is { Count: > 0 } page; after = InboxCursor.Of(page[^1]))
            {
                paged.AddRange(page);
            }

            Assert.Equal(whole.Select(static row => row.Id), paged.Select(static row => row.Id));
            Assert.Equal(
                whole.OrderByDescending(static row => row.UnreadCount > 0).ThenByDescending(static row => row.LastMessageAt).Select(Place),
                whole.Select(Place));
        }

        Assert.Equal(All, (await PageAsync(business, new InboxView(InboxFilter.Open), null, 1000)).Count);
        Assert.Equal(All / 4, (await PageAsync(business, new InboxView(InboxFilter.Open, InboxOwner.Mine), null, 1000)).Count);
    }

    [EachEngine]
    public async Task A_thread_is_as_long_as_it_must_be_to_show_a_message(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync();
        await business.AskAsync("Hello.", "ida@example.org", "Ida Vik");
        var (inbox, id, other) = (house.Get<InboxQueries>(), (await business.ConversationAsync("jon@example.org")).Id, (await business.ConversationAsync("ida@example.org")).Id);
        for (var number = 0; number < 4; number++)
        {
            // Two at each moment.
            house.Clock.Now += Duration.FromMinutes(number % 2);
            (await business.ReplyAsync(id)).Required();
        }

        var messages = (await inbox.ThreadAsync(business.Owner, id, 50, CancellationToken.None))!.Messages;
        foreach (var message in messages)
        {
            var length = await inbox.LengthToAsync(business.Owner, id, message.Id, CancellationToken.None);
            Assert.Equal(message.Id, (await inbox.ThreadAsync(business.Owner, id, length!.Value, CancellationToken.None))!.Messages[0].Id);
        }

        Assert.Null(await inbox.LengthToAsync(business.Owner, other, messages[0].Id, CancellationToken.None));
    }

    [EachEngine]
    public async Task A_row_says_its_channel_what_was_not_sent_and_what_is_held(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync();
        var id = (await business.ConversationAsync("jon@example.org")).Id;
        var asked = await RowAsync(business, id);
        Assert.Equal((Channel.Email, false, false), (asked.Channel, asked.HasFailed, asked.HasHeld));

        await BecomeAsync(business, id, MessageStatus.Failed);
        Assert.True((await RowAsync(business, id)).HasFailed);
        house.Clock.Now += Duration.FromMinutes(1);
        (await business.ReplyAsync(id)).Required();
        Assert.False((await RowAsync(business, id)).HasFailed);

        await BecomeAsync(business, id, MessageStatus.Held);
        Assert.True((await RowAsync(business, id)).HasHeld);
    }

    [EachEngine]
    public async Task All_that_is_held_is_counted_and_listed_however_little_of_the_thread_is_loaded(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync();
        var id = (await business.ConversationAsync("jon@example.org")).Id;
        await house.DrainAsync();
        (await business.ReplyAsync(id)).Required();
        await business.BookAsync(TestBusiness.Tuesday, "jon@example.org");
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), "jon@example.org");
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(2));
        await house.DrainAsync();
        house.Clock.Now += Duration.FromMinutes(1);
        (await business.ReplyAsync(id, "See you then.")).Required();

        var thread = (await house.Get<InboxQueries>().ThreadAsync(business.Owner, id, 1, CancellationToken.None))!;
        Assert.Equal((MessageKind.Reply, 2), (Assert.Single(thread.Messages).Kind, thread.Held));
        var held = await house.Get<WaitingQueries>().OfConversationAsync(business.Owner, id, 10, CancellationToken.None);
        Assert.Equal([MessageStatus.Held, MessageStatus.Held], held.Select(static row => row.Status));
        var other = (await business.ConversationAsync()).Id;
        Assert.Empty(await house.Get<WaitingQueries>().OfConversationAsync(business.Owner, other, 10, CancellationToken.None));
        Assert.Equal(0, (await house.Get<InboxQueries>().ThreadAsync(business.Owner, other, 1, CancellationToken.None))!.Held);
    }

    [EachEngine]
    public async Task The_moments_of_first_question_and_first_answer_stay(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync();
        var asked = house.Clock.Now;
        var id = (await business.ConversationAsync("jon@example.org")).Id;

        house.Clock.Now += Duration.FromMinutes(20);
        (await business.ReplyAsync(id)).Required();
        var answered = house.Clock.Now;
        house.Clock.Now += Duration.FromDays(1);
        await business.AskAsync("And a lift?");
        (await business.ReplyAsync(id)).Required();

        var conversation = await business.ConversationAsync("jon@example.org");
        Assert.Equal((asked, answered), (conversation.FirstAskedAt, conversation.FirstResponseAt));
    }

    // Half are unread, a quarter is the owner's; several share one moment, so that only the id tells them apart.
    private static Task FillAsync(TestBusiness business) => business.House.Get<IWriteDoor>().RunAsync(
        business.Owner,
        (db, _) =>
        {
            for (var number = 0; number < All; number++)
            {
                var contact = Contact.Create(
                    db, new ContactDetails($"Someone {number}", EmailAddress.Parse($"some{number}@example.org"), null), ContactSource.ContactForm);
                var conversation = Conversation.Start(db, contact.Id);
                db.AddRange(contact, conversation);
                Message.Inbound(db, conversation, Channel.Email, "Is parking available?");
                conversation.AssignTo(number % 4 == 0 ? business.Owner.Id : null);
                if (number % 2 == 0)
                {
                    conversation.MarkRead();
                }
            }

            return Task.FromResult(Done.It);
        },
        CancellationToken.None);

    private static Task BecomeAsync(TestBusiness business, Guid conversationId, MessageStatus status) => business.House.Get<IWriteDoor>().RunAsync(
        business.Owner,
        async (db, token) =>
        {
            var conversation = (await Conversation.LockAsync(db, conversationId, token))!;
            var contact = await db.ContactAsync(conversation.ContactId, token);
            var message = Message.Automated(db, conversation, contact, new AutomatedText("Reminder", Channel.Email, "Soon", "See you soon", SendsWhilePaused: true));
            await db.SaveChangesAsync(token);
            await db.Messages().Where(row => row.Id == message.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, status), token);
            return Done.It;
        },
        CancellationToken.None);

    private static async Task<ConversationRow> RowAsync(TestBusiness business, Guid id) =>
        (await PageAsync(business, new InboxView(InboxFilter.Open), null, 50)).Single(row => row.Id == id);

    private static (bool, Instant) Place(ConversationRow row) => (row.UnreadCount > 0, row.LastMessageAt);

    private static Task<IReadOnlyList<ConversationRow>> PageAsync(TestBusiness business, InboxView view, InboxCursor? after, int most) =>
        business.House.Get<InboxQueries>().PageAsync(business.Owner, view, after, most, CancellationToken.None);
}
