using CareOps.Core.Automation;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Automation;

public sealed class FirstRulesTests
{
    [EachEngine]
    public async Task A_booking_is_confirmed_once_in_the_local_outbox(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);

        await house.DrainAsync();
        await house.DrainAsync();

        var kept = Assert.Single(await business.LocalOutboxAsync());
        Assert.Equal("anna@example.org", kept.Address);
        Assert.Equal("You're booked: Appointment, Tue 3 Mar, 09:30", kept.Subject);
        Assert.Contains(booking.Reference, kept.Body, StringComparison.Ordinal);
        Assert.Contains("(Oslo time)", kept.Body, StringComparison.Ordinal);
        Assert.Matches("http://localhost:5080/booking/[A-Za-z0-9_-]{22}\n", kept.Body);
        var run = await RunOfAsync(business, booking.Id);
        Assert.Equal(RunStatus.Sent, run.Status);
        Assert.Equal("“Booking confirmation” is in the Local outbox: kept here, not delivered.", run.Reason);
    }

    [EachEngine]
    public async Task Someone_who_writes_is_welcomed_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        await business.AskAsync();
        await house.DrainAsync();
        await business.AskAsync("And on Sundays?");
        await house.DrainAsync();

        var kept = Assert.Single(await business.LocalOutboxAsync());
        Assert.Equal("Thank you for writing to Riverside Physio", kept.Subject);
        Assert.StartsWith("Hi Jon,", kept.Body, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task A_contact_who_came_by_booking_is_not_welcomed_and_the_run_says_why(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);

        await house.DrainAsync();

        var run = await RunOfAsync(business, booking.ContactId);
        Assert.Equal(SkipReason.GreetedByConfirmation, run.SkipReason);
        Assert.Contains("the confirmation greets", run.Reason, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task After_a_reply_the_next_confirmation_is_held_and_can_be_sent_by_hand(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        var conversation = await business.ConversationAsync();
        await business.ReplyAsync(conversation.Id);
        var second = await business.BookAsync(TestBusiness.Tuesday.PlusHours(1));
        await house.DrainAsync();

        var held = Assert.Single(await business.MessagesAsync(), static message => message.Status == MessageStatus.Held);
        Assert.Equal(HoldReasons.Paused, held.StatusReason);
        Assert.Equal(RunStatus.Held, (await RunOfAsync(business, second.Id)).Status);
        Assert.Equal(2, (await business.LocalOutboxAsync()).Count);

        var sendNow = house.Get<SendNowHandler>();
        var clicks = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(
            () => sendNow.HandleAsync(business.Owner, new SendNow(held.Id), CancellationToken.None))));
        await house.DrainAsync();

        Assert.Single(clicks, static click => click.Succeeded);
        Assert.Equal(3, (await business.LocalOutboxAsync()).Count);
        Assert.Equal(RunStatus.Sent, (await RunOfAsync(business, second.Id)).Status);
    }

    [EachEngine]
    public async Task A_reply_stops_what_was_queued_before_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.Get<OutboxDispatcher>().DispatchAsync(CancellationToken.None);

        await business.ReplyAsync((await business.ConversationAsync()).Id);
        await house.DrainAsync();

        var kept = Assert.Single(await business.LocalOutboxAsync());
        Assert.Equal("Of course.", kept.Body);
        Assert.Single(await business.MessagesAsync(), static message => message.Status == MessageStatus.Held);
    }

    [EachEngine]
    public async Task Resuming_lets_later_messages_go_and_leaves_the_held_one(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await business.ReplyAsync((await business.ConversationAsync()).Id);
        await house.DrainAsync();

        var conversation = await business.ConversationAsync();
        await house.Get<ResumeAutomationHandler>()
            .HandleAsync(business.Owner, new ResumeAutomation(conversation.Id), CancellationToken.None);
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1));
        await house.DrainAsync();

        var automated = (await business.MessagesAsync()).Where(static message => message.Kind == MessageKind.Automated);
        Assert.Equal([MessageStatus.Held, MessageStatus.Kept], automated.Select(static message => message.Status));
    }

    [EachEngine]
    public async Task The_same_reply_sent_twice_is_one(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        var conversation = await business.ConversationAsync();
        var reply = Guid.CreateVersion7();

        var clicks = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(_ => Task.Run(() => business.ReplyAsync(conversation.Id, replyId: reply))));
        await house.DrainAsync();

        Assert.All(clicks, static click => Assert.True(click.Succeeded, click.Error?.Message));
        Assert.Single(await business.LocalOutboxAsync());
    }

    [EachEngine]
    public async Task A_name_can_pull_in_no_other_variable(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        await business.AskAsync(name: "{{workspace.name}}");
        await house.DrainAsync();

        var kept = Assert.Single(await business.LocalOutboxAsync());
        Assert.StartsWith("Hi {{workspace.name}},", kept.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_fails_is_tried_again_later_and_is_put_aside_in_the_end()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.Get<IWriteDoor>().RunAsync(
            new Core.Foundation.Caller.SystemWork(business.Id, "test"),
            static (db, token) => db.OutboxEvents
                .Where(stored => stored.Name == "booking.created")
                .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.Name, "booking.unheard_of"), token),
            CancellationToken.None);

        for (var pass = 0; pass < 12; pass++)
        {
            await house.DrainAsync();
            house.Clock.Advance(Duration.FromHours(1));
        }

        var stored = await house.ReadAsync(
            business.Id, static db => db.OutboxEvents.SingleAsync(row => row.Name == "booking.unheard_of"));
        Assert.NotNull(stored.DeadAt);
        Assert.Null(stored.ProcessedAt);
        Assert.Equal(8, stored.Attempts);
        Assert.Contains("booking.unheard_of", stored.LastError, StringComparison.Ordinal);
    }

    private static Task<AutomationRun> RunOfAsync(TestBusiness business, Guid subject) =>
        business.House.ReadAsync(business.Id, db => db.AutomationRuns().SingleAsync(run => run.SubjectId == subject && run.Offset == 0));
}
