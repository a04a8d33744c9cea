using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Inbox;

/// <summary>Who sees to a conversation, when it comes back, and when it is done.</summary>
public sealed class ConversationStateTests
{
    private const string Jon = "jon@example.org";

    private static readonly InboxView Open = new(InboxFilter.Open);

    [EachEngine]
    public async Task What_a_member_did_is_unread_to_nobody(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        var conversation = await business.ConversationAsync();
        (await house.Get<MarkConversationReadHandler>().HandleAsync(business.Owner, new MarkConversationRead(conversation.Id), default)).Required();

        (await house.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(booking.Id), default)).Required();

        var after = await business.ConversationAsync();
        Assert.Equal((0, MessageKind.Activity), (after.UnreadCount, after.LastMessageKind));
    }

    [EachEngine]
    public async Task An_assigned_conversation_is_on_its_members_list_and_not_among_the_unassigned(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await AskedAsync(house);
        var noah = await business.HireAsync();
        var conversation = await business.ConversationAsync(Jon);

        (await AssignAsync(business, conversation.Id, noah.Id)).Required();

        Assert.Equal([conversation.Id], await ListAsync(business, noah, Open with { Owner = InboxOwner.Mine }));
        Assert.Empty(await ListAsync(business, business.Owner, Open with { Owner = InboxOwner.Mine }));
        Assert.Empty(await ListAsync(business, business.Owner, Open with { Owner = InboxOwner.Nobody }));
        Assert.Equal(
            new InboxCounts(All: 1, Mine: 1, Unassigned: 0, Unread: 1, Unanswered: 1, Snoozed: 0, Mentions: 0),
            await house.Get<InboxQueries>().CountsAsync(noah, CancellationToken.None));

        (await AssignAsync(business, conversation.Id, null)).Required();
        Assert.Equal([conversation.Id], await ListAsync(business, business.Owner, Open with { Owner = InboxOwner.Nobody }));
    }

    [EachEngine]
    public async Task Nobody_of_another_business_can_be_assigned(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await AskedAsync(house);
        var stranger = (await house.OpenBusinessAsync("Elsewhere")).Owner;

        var refused = await AssignAsync(business, (await business.ConversationAsync(Jon)).Id, stranger.Id);

        Assert.Equal(ErrorKind.NotFound, refused.Error?.Kind);
        Assert.Null((await business.ConversationAsync(Jon)).AssignedTo);
    }

    [EachEngine]
    public async Task A_snoozed_conversation_comes_back_to_the_top_at_its_moment(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await AskedAsync(house);
        var conversation = await business.ConversationAsync(Jon);
        var until = house.Clock.Now + Duration.FromHours(3);

        (await SnoozeAsync(business, conversation.Id, until)).Required();
        house.Clock.Now = until - Duration.FromMinutes(1);
        await house.DrainAsync();
        Assert.Empty(await ListAsync(business, business.Owner, Open));
        Assert.Equal([conversation.Id], await ListAsync(business, business.Owner, new InboxView(InboxFilter.Snoozed)));

        house.Clock.Now = until;
        await house.DrainAsync();
        Assert.Equal([conversation.Id], await ListAsync(business, business.Owner, Open));
        var back = await business.ConversationAsync(Jon);
        Assert.Equal((ConversationStatus.Open, null, until), (back.Status, back.SnoozedUntil, back.LastMessageAt));
    }

    [EachEngine]
    public async Task A_snooze_that_was_changed_keeps_to_its_last_moment(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await AskedAsync(house);
        var conversation = await business.ConversationAsync(Jon);
        var first = house.Clock.Now + Duration.FromHours(3);

        (await SnoozeAsync(business, conversation.Id, first)).Required();
        (await SnoozeAsync(business, conversation.Id, first + Duration.FromDays(1))).Required();
        house.Clock.Now = first;
        await house.DrainAsync();

        Assert.Equal(ConversationStatus.Snoozed, (await business.ConversationAsync(Jon)).Status);
    }

    [EachEngine]
    public async Task Other_work_of_a_snoozed_conversation_goes_on(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await AskedAsync(house);
        var conversation = await business.ConversationAsync(Jon);

        (await SnoozeAsync(business, conversation.Id, house.Clock.Now + Duration.FromDays(7))).Required();
        (await business.ReplyAsync(conversation.Id)).Required();
        await house.DrainAsync();

        Assert.Equal(MessageStatus.Kept, (await business.MessagesAsync()).Single(static message => message.Kind == MessageKind.Reply).Status);
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.OutboxEvents.CountAsync(row => row.ProcessedAt == null)));
    }

    [EachEngine]
    public async Task A_resolved_conversation_waits_for_nobody_and_opens_when_its_customer_writes(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await AskedAsync(house);
        var conversation = await business.ConversationAsync(Jon);

        (await ResolveAsync(business, conversation.Id)).Required();
        var resolved = await business.ConversationAsync(Jon);
        Assert.Equal((ConversationStatus.Resolved, null, 0), (resolved.Status, resolved.WaitingSince, resolved.UnreadCount));
        Assert.Equal([conversation.Id], await ListAsync(business, business.Owner, new InboxView(InboxFilter.Resolved)));

        (await business.AskAsync("One more thing.")).Required();
        var again = await business.ConversationAsync(Jon);
        Assert.Equal((ConversationStatus.Open, 1), (again.Status, again.UnreadCount));
        Assert.NotNull(again.WaitingSince);
    }

    [EachEngine]
    public async Task A_reply_that_crosses_another_members_is_asked_about_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await AskedAsync(house);
        var noah = await business.HireAsync();
        var conversation = await business.ConversationAsync(Jon);
        var seen = house.Clock.Now;
        house.Clock.Now += Duration.FromMinutes(1);
        (await business.ReplyAsync(conversation.Id, "Yes, behind the house.")).Required();

        var reply = new ReplyToConversation(conversation.Id, Guid.CreateVersion7(), Channel.Email, "No, sorry.") { SeenUntil = seen };
        var handler = house.Get<ReplyToConversationHandler>();
        var crossed = await handler.HandleAsync(noah, reply, CancellationToken.None);
        Assert.Equal((InboxErrors.AnsweredMeanwhileCode, ErrorKind.Conflict), (crossed.Error?.Code, crossed.Error!.Kind));
        Assert.Single(await business.MessagesAsync(), static message => message.Kind == MessageKind.Reply);

        (await handler.HandleAsync(noah, reply with { SeenUntil = house.Clock.Now }, CancellationToken.None)).Required();
        Assert.Equal(2, (await business.MessagesAsync()).Count(static message => message.Kind == MessageKind.Reply));
    }

    private static async Task<TestBusiness> AskedAsync(TestHouse house)
    {
        var business = await house.OpenBusinessAsync();
        (await business.AskAsync()).Required();
        return business;
    }

    private static Task<Result<Done>> AssignAsync(TestBusiness business, Guid conversation, MemberId? to) =>
        business.House.Get<AssignConversationHandler>().HandleAsync(business.Owner, new AssignConversation(conversation, to), CancellationToken.None);

    private static Task<Result<Done>> SnoozeAsync(TestBusiness business, Guid conversation, Instant until) =>
        business.House.Get<SnoozeConversationHandler>().HandleAsync(business.Owner, new SnoozeConversation(conversation, until), CancellationToken.None);

    private static Task<Result<Done>> ResolveAsync(TestBusiness business, Guid conversation) =>
        business.House.Get<ResolveConversationHandler>().HandleAsync(business.Owner, new ResolveConversation(conversation), CancellationToken.None);

    private static async Task<IReadOnlyList<Guid>> ListAsync(TestBusiness business, Caller caller, InboxView view) =>
        [.. (await business.House.Get<InboxQueries>().PageAsync(caller, view, null, 50, CancellationToken.None)).Select(static row => row.Id)];
}
