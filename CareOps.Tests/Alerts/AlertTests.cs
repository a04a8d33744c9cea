using CareOps.Core.Alerts;
using CareOps.Core.Bookings;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Core.Webhooks;
using CareOps.Core.Workspaces;
using CareOps.Tests.Forms;
using CareOps.Tests.Inventory;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Alerts;

/// <summary>Each kind is raised once, leads to the place where it is dealt with, and is over in the transaction of that one action.</summary>
public sealed class AlertTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [EachEngine]
    public async Task A_message_that_failed_leads_to_its_conversation_until_someone_drops_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var message = await FailAsync(business);

        var alert = Assert.Single(await OpenAsync(business), static each => each.Kind == AlertKind.MessageFailed);
        Assert.Equal((AlertSeverity.Critical, $"inbox/{message.ConversationId}"), (alert.Severity, alert.Page));
        Assert.Equal("Email to Jon Dahl failed", alert.Title);

        (await house.Get<DropMessageHandler>().HandleAsync(business.Owner, new DropMessage(message.Id), None)).Required();
        Assert.DoesNotContain(await OpenAsync(business), static each => each.Kind == AlertKind.MessageFailed);
    }

    [EachEngine]
    public async Task Sending_again_ends_the_alert_and_a_second_failure_raises_another(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var message = await FailAsync(business);

        (await house.Get<SendNowHandler>().HandleAsync(business.Owner, new SendNow(message.Id), None)).Required();
        Assert.DoesNotContain(await OpenAsync(business), static each => each.Kind == AlertKind.MessageFailed);
        await house.DrainAsync();

        Assert.Single(await OpenAsync(business), static each => each.Kind == AlertKind.MessageFailed);
        Assert.Equal(2, await CountAsync(business, AlertKind.MessageFailed));
    }

    [EachEngine]
    public async Task A_held_message_has_an_alert_until_it_is_sent(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        await business.ReplyAsync((await business.ConversationAsync()).Id);
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1));
        await house.DrainAsync();
        var held = (await business.MessagesAsync()).Single(static row => row.Status == MessageStatus.Held);

        var alert = Assert.Single(await OpenAsync(business));
        Assert.Equal((AlertKind.MessageHeld, "Email to Anna Berg is held", $"inbox/{held.ConversationId}"), (alert.Kind, alert.Title, alert.Page));

        (await house.Get<SendNowHandler>().HandleAsync(business.Owner, new SendNow(held.Id), None)).Required();
        Assert.Empty(await OpenAsync(business));
        await house.DrainAsync();
        Assert.Equal(1, await CountAsync(business, AlertKind.MessageHeld));
    }

    [EachEngine]
    public async Task What_nobody_knows_of_is_a_warning_and_turns_into_a_failure_alone(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync();
        await business.ReplyAsync((await business.ConversationAsync("jon@example.org")).Id);
        var message = (await business.MessagesAsync()).Single(static row => row.Kind == MessageKind.Reply);

        await SettleAsync(business, message.Id, MessageStatus.Unknown);
        Assert.Equal(AlertKind.MessageUnknown, Assert.Single(await OpenAsync(business)).Kind);
        await SettleAsync(business, message.Id, MessageStatus.Failed);
        Assert.Equal(AlertKind.MessageFailed, Assert.Single(await OpenAsync(business)).Kind);
        await SettleAsync(business, message.Id, MessageStatus.Delivered);
        Assert.Empty(await OpenAsync(business));
    }

    [EachEngine]
    public async Task A_booking_to_confirm_has_an_alert_until_someone_decides(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { NeedsApproval = true });
        var (first, second) = (await business.BookAsync(TestBusiness.Tuesday), await business.BookAsync(TestBusiness.Tuesday.PlusHours(2)));

        var alerts = await OpenAsync(business);
        Assert.Equal([$"bookings?show=confirm&booking={first.Id}", $"bookings?show=confirm&booking={second.Id}"], alerts.Select(static each => each.Page));
        Assert.All(alerts, static each => Assert.Equal((AlertKind.BookingPending, AlertSeverity.Info, "Anna Berg asks for Appointment"), (each.Kind, each.Severity, each.Title)));

        (await house.Get<ConfirmBookingsHandler>().HandleAsync(business.Owner, new ConfirmBookings([first.Id]), None)).Required();
        (await house.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(second.Id), None)).Required();
        Assert.Empty(await OpenAsync(business));

        (await business.ReopenAsync(second.Id)).Required();
        Assert.Single(await OpenAsync(business));
    }

    [EachEngine]
    public async Task A_provider_that_fails_three_times_in_a_row_has_one_alert_until_it_is_switched_off(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        (await house.Get<ConnectSmtpHandler>().HandleAsync(
            business.Owner, new ConnectSmtp("127.0.0.1", 9, SmtpSecurity.None, null, null, "hello@example.org", "Riverside", IsEnabled: true), None)).Required();
        var connection = await house.ReadAsync(business.Id, static db => db.ProviderConnections().SingleAsync(None));
        async Task TestAsync() => (await house.Get<SendTestHandler>().HandleAsync(business.Owner, new SendTest(connection.Id, "mia@example.org"), None)).Required();

        await TestAsync();
        await TestAsync();
        Assert.Empty(await OpenAsync(business));
        await TestAsync();
        await TestAsync();

        var alert = Assert.Single(await OpenAsync(business));
        Assert.Equal((AlertKind.ConnectionFailing, AlertSeverity.Critical, $"settings/channels/{connection.Id}"), (alert.Kind, alert.Severity, alert.Page));
        Assert.Empty(await house.Get<AttentionQueries>().OpenAsync(await business.HireAsync(), await business.WorkspaceAsync(), 50, None));

        (await house.Get<EnableConnectionHandler>().HandleAsync(business.Owner, new EnableConnection(connection.Id, false), None)).Required();
        Assert.Empty(await OpenAsync(business));
    }

    [EachEngine]
    public async Task Forms_and_stock_are_told_with_their_page_and_all_kinds_stay_in_the_log(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        var form = await business.SendFormAsync(await business.AddFormAsync("Health intake", FormFixtures.Ask(QuestionKind.YesNo, "Pregnant?")), (await business.ConversationAsync()).ContactId);
        var item = await business.AddItemAsync();
        await RaiseAsync(business, AlertKind.FormOverdue, AlertSeverity.Warning, form.Id);
        await RaiseAsync(business, AlertKind.StockLow, AlertSeverity.Warning, item.Id);
        await RaiseAsync(business, AlertKind.StockOut, AlertSeverity.Critical, item.Id);
        await RaiseAsync(business, AlertKind.StockOut, AlertSeverity.Critical, item.Id);

        var alerts = (await OpenAsync(business)).Where(static each => each.Kind is AlertKind.FormOverdue or AlertKind.StockLow or AlertKind.StockOut).ToList();
        Assert.Equal(
            [$"inventory/{item.Id}", $"forms/answers/{form.Id}", $"inventory/{item.Id}"],
            alerts.Select(static each => each.Page));
        Assert.Equal(["No Massage oil left", "Health intake is overdue: Anna Berg", "Massage oil is low"], alerts.Select(static each => each.Title));
        Assert.Equal("100 ml left, low at 20", alerts[2].Reason);

        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            async (db, token) =>
            {
                await Alert.ResolveAsync(db, [AlertKind.StockLow, AlertKind.StockOut], item.Id, token);
                return Done.It;
            },
            None);
        Assert.DoesNotContain(await OpenAsync(business), static each => each.Kind is AlertKind.StockLow or AlertKind.StockOut);
        var log = await house.Get<AttentionQueries>().LogAsync(business.Owner, await business.WorkspaceAsync(), new AttentionFilter { IsOpen = false }, null, 50, None);
        Assert.Equal(2, log.Count);
        Assert.All(log, each => Assert.Equal(house.Clock.Now, each.ResolvedAt));

        // How much there is today is not what was true then.
        Assert.All(log, static each => Assert.DoesNotContain("100", each.Reason, StringComparison.Ordinal));
    }

    [EachEngine]
    public async Task Seen_alerts_stay_uncounted_and_snoozed_ones_come_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { NeedsApproval = true });
        await business.BookAsync(TestBusiness.Tuesday);
        var alert = Assert.Single(await OpenAsync(business));
        var queries = house.Get<AlertQueries>();
        Assert.Equal(new AlertCount(1, 0), await queries.CountAsync(business.Owner, None));

        (await house.Get<AcknowledgeAlertHandler>().HandleAsync(business.Owner, new AcknowledgeAlert(alert.Id), None)).Required();
        Assert.Equal(new AlertCount(0, 0), await queries.CountAsync(business.Owner, None));
        Assert.Equal(business.Owner.Id, Assert.Single(await OpenAsync(business)).SeenBy);

        var until = house.Clock.Now + Duration.FromHours(1);
        (await house.Get<SnoozeAlertHandler>().HandleAsync(business.Owner, new SnoozeAlert(alert.Id, until), None)).Required();
        Assert.Empty(await OpenAsync(business));
        var workspace = await house.ReadAsync(business.Id, static db => db.WorkspaceAsync(None));
        Assert.Equal(1, (await house.Get<TodayQueries>().LoadAsync(business.Owner, workspace, None)).PutOff);
        house.Clock.Now = until;
        Assert.Single(await OpenAsync(business));
        Assert.Equal(new AlertCount(1, 0), await queries.CountAsync(business.Owner, None));
        Assert.Equal("alert.moment", (await house.Get<SnoozeAlertHandler>().HandleAsync(business.Owner, new SnoozeAlert(alert.Id, until), None)).Error!.Code);

        // Who may not see what it is about can do nothing with it either.
        var stranger = new Caller.Member(business.Id, business.Owner.Id, "Noah", IsOwner: false, Rights.Of(Right.ManageInbox));
        Assert.Equal("alert.gone", (await house.Get<AcknowledgeAlertHandler>().HandleAsync(stranger, new AcknowledgeAlert(alert.Id), None)).Error!.Code);
    }

    [EachEngine]
    public async Task The_sweep_finds_what_was_there_before_alerts_and_lets_go_of_what_is_not(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync();
        await business.ReplyAsync((await business.ConversationAsync("jon@example.org")).Id);
        var message = (await business.MessagesAsync()).Single(static row => row.Kind == MessageKind.Reply);
        await SetAsync(business, message.Id, MessageStatus.Failed);
        Assert.Empty(await OpenAsync(business));

        Assert.Equal(1, await house.Get<AlertSweep>().SweepAsync(None));
        Assert.Equal(AlertKind.MessageFailed, Assert.Single(await OpenAsync(business)).Kind);
        Assert.Equal(0, await house.Get<AlertSweep>().SweepAsync(None));

        await SetAsync(business, message.Id, MessageStatus.Delivered);
        Assert.Equal(1, await house.Get<AlertSweep>().SweepAsync(None));
        Assert.Empty(await OpenAsync(business));
    }

    [EachEngine]
    public async Task A_webhook_that_was_switched_off_is_told_until_it_is_on_again(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var webhook = (await house.Get<SaveWebhookHandler>().HandleAsync(
            business.Owner, new SaveWebhook(null, "http://127.0.0.1:9/", null, ["booking.created"], true), None)).Required().Id;
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        house.Clock.Advance(Duration.FromDays(4));
        await house.DrainAsync();

        var alert = Assert.Single(await OpenAsync(business), static each => each.Kind == AlertKind.WebhookStopped);
        Assert.Equal(("127.0.0.1 is told nothing more", $"settings/webhooks/{webhook}"), (alert.Title, alert.Page));

        (await house.Get<SaveWebhookHandler>().HandleAsync(
            business.Owner, new SaveWebhook(webhook, "http://127.0.0.1:9/", null, ["booking.created"], true), None)).Required();
        Assert.DoesNotContain(await OpenAsync(business), static each => each.Kind == AlertKind.WebhookStopped);
    }

    // What a customer's address that gets nothing makes of a reply.
    private static async Task<Message> FailAsync(TestBusiness business)
    {
        await business.AskAsync();
        (await business.House.Get<SuppressAddressHandler>().HandleAsync(business.Owner, new SuppressAddress("jon@example.org"), None)).Required();
        (await business.ReplyAsync((await business.ConversationAsync("jon@example.org")).Id)).Required();
        await business.House.DrainAsync();
        return (await business.MessagesAsync()).Single(static row => row.Status == MessageStatus.Failed && row.Kind == MessageKind.Reply);
    }

    private static async Task<IReadOnlyList<AttentionItem>> OpenAsync(TestBusiness business) =>
        await business.House.Get<AttentionQueries>().OpenAsync(business.Owner, await business.WorkspaceAsync(), 50, None);

    private static Task<int> CountAsync(TestBusiness business, AlertKind kind) =>
        business.House.ReadAsync(business.Id, db => db.Alerts().CountAsync(row => row.Kind == kind, None));

    private static Task<Done> RaiseAsync(TestBusiness business, AlertKind kind, AlertSeverity severity, Guid subject) =>
        business.House.Get<IWriteDoor>().RunAsync(
            business.Owner,
            async (db, token) =>
            {
                await Alert.OpenAsync(db, kind, severity, subject, token);
                return Done.It;
            },
            None);

    private static Task<Done> SettleAsync(TestBusiness business, Guid message, MessageStatus status) => business.House.Get<IWriteDoor>().RunAsync(
        business.Owner,
        (db, _) =>
        {
            db.Raise(new MessageSettled(message, status));
            return Task.FromResult(Done.It);
        },
        None);

    private static Task<int> SetAsync(TestBusiness business, Guid message, MessageStatus status) => business.House.Get<IWriteDoor>().RunAsync(
        business.Owner,
        (db, token) => db.Messages().Where(row => row.Id == message).ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, status), token),
        None);
}
