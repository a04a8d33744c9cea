using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Inbox;

/// <summary>A reply that goes out later: once, at its moment, unless it was changed or taken back.</summary>
public sealed class ScheduledReplyTests
{
    private static readonly Duration Later = Duration.FromHours(20);

    [EachEngine]
    public async Task It_goes_out_at_its_moment_and_pauses_automation_only_then(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, id) = await AskedAsync(house);
        var (reply, due) = (Guid.CreateVersion7(), house.Clock.Now + Later);

        (await ScheduleAsync(business, id, reply, due)).Required();
        (await ScheduleAsync(business, id, reply, due)).Required();
        house.Clock.Now = due - Duration.FromSeconds(1);
        await house.DrainAsync();
        Assert.Equal("Behind the house.", Assert.Single((await ThreadAsync(business, id)).Scheduled).Body);
        Assert.False((await ConversationAsync(business)).IsPaused);
        Assert.NotNull((await ConversationAsync(business)).WaitingSince);

        house.Clock.Now = due;
        await house.DrainAsync();
        await house.DrainAsync();
        Assert.Empty((await ThreadAsync(business, id)).Scheduled);
        var sent = Assert.Single(await business.MessagesAsync(), static message => message.Kind == MessageKind.Reply);
        Assert.Equal((reply, due, MessageStatus.Kept), (sent.Id, sent.CreatedAt, sent.Status));
        var after = await ConversationAsync(business);
        Assert.Equal((true, null, due), (after.IsPaused, after.WaitingSince, after.FirstResponseAt));
    }

    [EachEngine]
    public async Task Who_wrote_since_still_waits_and_is_still_unread(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, id) = await AskedAsync(house);
        var due = house.Clock.Now + Later;
        (await ScheduleAsync(business, id, Guid.CreateVersion7(), due)).Required();
        (await house.Get<MarkConversationReadHandler>().HandleAsync(business.Owner, new MarkConversationRead(id), CancellationToken.None)).Required();

        house.Clock.Now += Duration.FromHours(1);
        var asked = house.Clock.Now;
        await business.AskAsync("And is there a lift?");
        Assert.Equal(asked, Assert.Single((await ThreadAsync(business, id)).Scheduled).AskedSince);

        house.Clock.Now = due;
        await house.DrainAsync();
        var after = await ConversationAsync(business);
        Assert.Equal((asked, 1), (after.WaitingSince, after.UnreadCount));
    }

    [EachEngine]
    public async Task It_can_be_moved_and_keeps_to_its_last_moment(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, id) = await AskedAsync(house);
        var (reply, due) = (Guid.CreateVersion7(), house.Clock.Now + Later);
        (await ScheduleAsync(business, id, reply, due)).Required();

        (await house.Get<RescheduleReplyHandler>().HandleAsync(business.Owner, new RescheduleReply(reply, due + Later), CancellationToken.None)).Required();
        house.Clock.Now = due;
        await house.DrainAsync();
        Assert.Single((await ThreadAsync(business, id)).Scheduled);

        house.Clock.Now = due + Later;
        await house.DrainAsync();
        Assert.Single(await business.MessagesAsync(), static message => message.Kind == MessageKind.Reply);
    }

    [EachEngine]
    public async Task Taken_back_it_is_a_draft_and_never_goes_out(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, id) = await AskedAsync(house);
        var (reply, due) = (Guid.CreateVersion7(), house.Clock.Now + Later);
        (await ScheduleAsync(business, id, reply, due)).Required();

        Assert.Equal("Behind the house.", (await CancelAsync(business, reply)).Required());
        Assert.Equal("Behind the house.", (await ThreadAsync(business, id)).Draft!.Reply);
        Assert.Equal(InboxErrors.NotScheduled, (await CancelAsync(business, reply)).Error);

        house.Clock.Now = due;
        await house.DrainAsync();
        Assert.DoesNotContain(await business.MessagesAsync(), static message => message.Kind == MessageKind.Reply);
    }

    [EachEngine]
    public async Task Sent_by_hand_it_goes_out_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, id) = await AskedAsync(house);
        var (reply, due) = (Guid.CreateVersion7(), house.Clock.Now + Later);
        (await ScheduleAsync(business, id, reply, due)).Required();

        var handler = house.Get<SendScheduledReplyHandler>();
        var clicks = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => handler.HandleAsync(business.Owner, new SendScheduledReply(reply), CancellationToken.None)));
        house.Clock.Now = due;
        await house.DrainAsync();

        Assert.Single(clicks, static click => click.Succeeded);
        Assert.Single(await business.MessagesAsync(), static message => message.Kind == MessageKind.Reply);
        Assert.Single(await business.LocalOutboxAsync(), static entry => entry.Body.Contains("Behind the house.", StringComparison.Ordinal));
    }

    [EachEngine]
    public async Task Without_an_address_it_waits_for_a_member_with_its_reason(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, id) = await AskedAsync(house);
        var due = house.Clock.Now + Later;
        (await ScheduleAsync(business, id, Guid.CreateVersion7(), due)).Required();
        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            async (db, token) =>
            {
                await db.Contacts().ExecuteUpdateAsync(set => set.SetProperty(row => row.Email, (string?)null).SetProperty(row => row.NormalisedEmail, (string?)null).SetProperty(row => row.Phone, "+4755501234"), token);
                return Done.It;
            },
            CancellationToken.None);

        house.Clock.Now = due;
        await house.DrainAsync();

        Assert.Equal(InboxErrors.NoAddress(Channel.Email).Message, Assert.Single((await ThreadAsync(business, id)).Scheduled).Failure);
        Assert.True((await ThreadAsync(business, id)).Conversation.IsUnread);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(24 * 400)]
    public async Task A_moment_that_is_over_or_too_far_is_refused(int hours)
    {
        await using var house = await TestHouse.StartAsync();
        var (business, id) = await AskedAsync(house);

        var refused = await ScheduleAsync(business, id, Guid.CreateVersion7(), house.Clock.Now + Duration.FromHours(hours));

        Assert.Equal(nameof(ScheduleReply.DueAt), refused.Error?.Field);
    }

    private static async Task<(TestBusiness Business, Guid Conversation)> AskedAsync(TestHouse house)
    {
        var business = await house.OpenBusinessAsync();
        (await business.AskAsync()).Required();
        await house.DrainAsync();
        return (business, (await ConversationAsync(business)).Id);
    }

    private static Task<Conversation> ConversationAsync(TestBusiness business) => business.ConversationAsync("jon@example.org");

    private static Task<Result<Done>> ScheduleAsync(TestBusiness business, Guid conversation, Guid reply, Instant due) =>
        business.House.Get<ScheduleReplyHandler>().HandleAsync(
            business.Owner, new ScheduleReply(conversation, reply, Channel.Email, "Behind the house.", due), CancellationToken.None);

    private static Task<Result<string>> CancelAsync(TestBusiness business, Guid reply) =>
        business.House.Get<CancelScheduledReplyHandler>().HandleAsync(business.Owner, new CancelScheduledReply(reply), CancellationToken.None);

    private static async Task<ConversationThread> ThreadAsync(TestBusiness business, Guid id) =>
        (await business.House.Get<InboxQueries>().ThreadAsync(business.Owner, id, 50, CancellationToken.None))!;
}
