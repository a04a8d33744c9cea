using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Webhooks;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Webhooks;

public sealed class WebhookTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Everything = [.. WebhookEvents.All.Select(static kind => kind.Name)];

    [EachEngine]
    public async Task An_event_is_posted_signed_and_told_once_however_often_it_is_handled(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        await ConnectAsync(business, receiver, "booking.created");

        var booking = await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            static (db, token) => db.OutboxEvents.ExecuteUpdateAsync(
                static set => set.SetProperty(row => row.ProcessedAt, (Instant?)null).SetProperty(row => row.LeasedUntil, (Instant?)null), token),
            None);
        var again = await Record.ExceptionAsync(house.DrainAsync);

        Assert.Null(again);
        var received = Assert.Single(receiver.Requests);
        var json = received.Json();
        Assert.Equal("booking.created", json.GetProperty("type").GetString());
        Assert.Equal(business.Slug, json.GetProperty("workspace").GetProperty("slug").GetString());
        var told = json.GetProperty("data").GetProperty("booking");
        Assert.Equal(booking.Reference, told.GetProperty("reference").GetString());
        Assert.Equal("confirmed", told.GetProperty("status").GetString());
        Assert.Equal("2026-03-03T08:30:00Z", told.GetProperty("startsAt").GetString());
        Assert.Equal("anna@example.org", json.GetProperty("data").GetProperty("contact").GetProperty("email").GetString());
    }

    [EachEngine]
    public async Task Every_event_that_is_offered_is_sent_when_it_happens(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        await ConnectAsync(business, receiver, Everything);

        await LiveAsync(business);
        await house.DrainAsync();

        var expected = Everything.ToHashSet(StringComparer.Ordinal);
        expected.ExceptWith(receiver.Requests.Select(static request => request.Type));
        Assert.Empty(expected);
        Assert.Equal(
            receiver.Requests.Count, receiver.Requests.Select(static request => request.Json().GetProperty("id").GetString()).Distinct(StringComparer.Ordinal).Count());
    }

    [EachEngine]
    public async Task Only_what_was_chosen_goes_out_and_nothing_while_it_is_off(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        var webhook = await ConnectAsync(business, receiver, "contact.created");

        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        (await house.Get<SaveWebhookHandler>().HandleAsync(
            business.Owner, new SaveWebhook(webhook.Id, receiver.Url, null, ["contact.created"], false), None)).Required();
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), "petra@example.org");
        await house.DrainAsync();

        Assert.Equal("contact.created", Assert.Single(receiver.Requests).Type);
    }

    [Fact]
    public async Task For_a_day_what_is_sent_is_signed_with_both_secrets()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        var webhook = await ConnectAsync(business, receiver, Everything);
        var old = webhook.Secret!;
        var fresh = (await house.Get<RotateWebhookSecretHandler>().HandleAsync(business.Owner, new RotateWebhookSecret(webhook.Id), None)).Required().Secret!;
        receiver.Secrets.Enqueue(fresh);

        await TestEventAsync(house, business, webhook.Id);
        house.Clock.Advance(Duration.FromHours(24) - Duration.FromSeconds(1));
        await TestEventAsync(house, business, webhook.Id);
        house.Clock.Advance(Duration.FromSeconds(1));
        await TestEventAsync(house, business, webhook.Id);

        Assert.NotEqual(old, fresh);
        Assert.All(receiver.Requests, request => Assert.True(request.IsSignedWith(fresh)));
        Assert.Equal([true, true, false], receiver.Requests.Select(request => request.IsSignedWith(old)));
    }

    [Fact]
    public async Task Secrets_stand_nowhere_in_the_clear()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        var webhook = await ConnectAsync(business, receiver, Everything);
        await TestEventAsync(house, business, webhook.Id);

        var rows = string.Join('\n', await Rows.AllAsync(house.Services));
        Assert.Contains(nameof(WebhookEndpoint), rows, StringComparison.Ordinal);
        Assert.DoesNotContain(webhook.Secret![WebhookSecrets.Prefix.Length..], rows, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_is_that_of_standard_webhooks_own_example()
    {
        // Of the specification's reference libraries (github.com/standard-webhooks/standard-webhooks, libraries/*/test).
        var signature = WebhookSecrets.Sign(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "{\"test\": 2432232314}"u8);

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [EachEngine]
    public async Task A_failure_is_tried_again_under_the_same_id_with_the_same_bytes_later_and_later(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        var webhook = await ConnectAsync(business, receiver, "booking.created");
        receiver.Mode = ReceiverMode.Fail;
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        for (var attempt = 1; attempt < WebhookDelivery.MostAttempts; attempt++)
        {
            var waits = await OneAsync(house, business);
            Assert.Equal((WebhookStatus.Queued, attempt, attempt), (waits.Status, waits.Attempts, receiver.Requests.Count));
            var least = Duration.FromSeconds(Math.Min(10 * Math.Pow(3, attempt - 1), 12 * 60 * 60));
            Assert.InRange(waits.DueAt - house.Clock.Now, least, least * 1.2 + Duration.FromMilliseconds(1));
            house.Clock.Now = waits.DueAt - Duration.FromMilliseconds(1);
            await house.DrainAsync();
            Assert.Equal(attempt, receiver.Requests.Count);
            house.Clock.Now = waits.DueAt;
            await house.DrainAsync();
        }

        Assert.Equal(WebhookStatus.Failed, (await OneAsync(house, business)).Status);
        Assert.Single(receiver.Requests.Select(static request => request.Id).Distinct(StringComparer.Ordinal));
        Assert.Single(receiver.Requests.Select(static request => Convert.ToHexString(request.Body)).Distinct(StringComparer.Ordinal));
        Assert.Equal(WebhookDelivery.MostAttempts, (await house.Get<WebhookQueries>().DeliveryAsync(
            business.Owner, Guid.Parse(receiver.Requests.First().Id), None))!.Attempts.Count);
        Assert.NotNull((await house.Get<WebhookQueries>().EndpointsAsync(business.Owner, None)).Single(row => row.Id == webhook.Id).FailingSince);
    }

    [Theory]
    [InlineData(nameof(ReceiverMode.Fail), "The receiver answered with 500.")]
    [InlineData(nameof(ReceiverMode.Redirect), "The receiver answered with a redirect, which CareOps does not follow.")]
    [InlineData(nameof(ReceiverMode.Drop), "The connection to the receiver broke.")]
    [InlineData(nameof(ReceiverMode.Stall), "The receiver did not answer in time.")]
    [InlineData(nameof(ReceiverMode.SlowDown), "The receiver asked to slow down.")]
    public async Task Each_way_to_fail_is_said_and_the_event_arrives_once_the_receiver_is_well(string mode, string reason)
    {
        await using var house = await TestHouse.StartAsync();
        house.Get<WebhookHttp>().Timeout = TimeSpan.FromSeconds(1);
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        await ConnectAsync(business, receiver, "booking.created");
        receiver.Mode = Enum.Parse<ReceiverMode>(mode);

        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        var failed = await OneAsync(house, business);
        var tried = receiver.Requests.Count;
        (receiver.Mode, house.Clock.Now) = (ReceiverMode.Accept, failed.DueAt);
        await house.DrainAsync();

        Assert.Equal(reason, failed.Reason);
        Assert.Equal(1, tried);
        Assert.True(failed.DueAt - failed.StatusAt >= (mode == nameof(ReceiverMode.SlowDown) ? Duration.FromHours(2) : Duration.FromSeconds(10)));
        Assert.Equal(WebhookStatus.Delivered, (await OneAsync(house, business)).Status);
        Assert.Single(receiver.Taken);
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_cut_off()
    {
        await using var house = await TestHouse.StartAsync();
        house.Get<WebhookHttp>().Timeout = TimeSpan.FromSeconds(1);
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        var webhook = await ConnectAsync(business, receiver, Everything);
        receiver.Mode = ReceiverMode.Drip;

        await TestEventAsync(house, business, webhook.Id);

        Assert.Equal("The receiver did not answer in time.", (await OneAsync(house, business)).Reason);
    }

    [EachEngine]
    public async Task What_an_answer_holds_can_be_stored_and_is_shown_without_its_control_characters(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        var webhook = await ConnectAsync(business, receiver, Everything);
        receiver.Mode = ReceiverMode.Fail;

        await TestEventAsync(house, business, webhook.Id);

        var details = await house.Get<WebhookQueries>().DeliveryAsync(business.Owner, (await OneAsync(house, business)).Id, None);
        var attempt = Assert.Single(details!.Attempts);
        Assert.StartsWith("500 ", attempt.ResponseHead, StringComparison.Ordinal);
        Assert.Contains("oops", attempt.ResponseHead, StringComparison.Ordinal);
        Assert.DoesNotContain(attempt.ResponseHead!, static c => char.IsControl(c) && c != '\n');
        Assert.StartsWith("POST /careops\nhost: 127.0.0.1", attempt.RequestHead, StringComparison.Ordinal);
        Assert.Contains($"webhook-id: {details.Row.Id:D}", attempt.RequestHead, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task One_that_failed_for_three_days_is_switched_off_and_begins_anew_when_it_is_switched_on(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        var webhook = await ConnectAsync(business, receiver, Everything);
        receiver.Mode = ReceiverMode.Fail;
        await TestEventAsync(house, business, webhook.Id);
        house.Clock.Advance(WebhookEndpoint.LongestFailure - Duration.FromSeconds(1));
        await house.DrainAsync();
        Assert.True((await RowAsync(house, business)).IsEnabled);

        house.Clock.Advance(Duration.FromDays(1));
        await house.DrainAsync();

        Assert.True(await RowAsync(house, business) is { IsEnabled: false, DisabledAt: not null });
        Assert.True(await house.ReadAsync(business.Id, db => db.OutboxEvents.AnyAsync(row => row.Name == "webhook.switched_off" && row.SubjectId == webhook.Id, None)));
        receiver.Mode = ReceiverMode.Accept;
        (await house.Get<SaveWebhookHandler>().HandleAsync(
            business.Owner, new SaveWebhook(webhook.Id, receiver.Url, null, Everything, true), None)).Required();
        house.Clock.Advance(Duration.FromDays(1));
        await house.DrainAsync();
        Assert.True(await RowAsync(house, business) is { IsEnabled: true, DisabledAt: null, FailingSince: null });
        Assert.Single(receiver.Taken);
    }

    [Fact]
    public async Task One_that_says_it_is_gone_is_switched_off_at_once()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        var webhook = await ConnectAsync(business, receiver, Everything);
        receiver.Mode = ReceiverMode.Gone;

        await TestEventAsync(house, business, webhook.Id);

        Assert.True(await RowAsync(house, business) is { IsEnabled: false, DisabledAt: not null });
    }

    [EachEngine]
    public async Task A_replay_sends_the_same_bytes_under_the_same_id(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        await ConnectAsync(business, receiver, "booking.created");
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        house.Clock.Advance(Duration.FromHours(1));

        var delivery = (await OneAsync(house, business)).Id;
        (await house.Get<ReplayWebhookHandler>().HandleAsync(business.Owner, new ReplayWebhook(delivery), None)).Required();
        var underWay = await house.Get<ReplayWebhookHandler>().HandleAsync(business.Owner, new ReplayWebhook(delivery), None);
        await house.DrainAsync();

        Assert.Equal(WebhookErrors.UnderWay, underWay.Error);
        Assert.Equal(2, receiver.Requests.Count);
        Assert.Single(receiver.Taken);
        Assert.Equal(receiver.Requests.First().Body, receiver.Requests.Last().Body);
        Assert.NotEqual(receiver.Requests.First().Timestamp, receiver.Requests.Last().Timestamp);
    }

    [EachEngine]
    public async Task All_that_failed_is_replayed_together(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        var webhook = await ConnectAsync(business, receiver, Everything);
        for (var number = 0; number < 5; number++)
        {
            await TestEventAsync(house, business, webhook.Id);
        }

        receiver.Taken.Clear();
        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            static (db, token) => db.WebhookDeliveries().OrderBy(row => row.Id).Take(3).ExecuteUpdateAsync(
                static set => set.SetProperty(row => row.Status, WebhookStatus.Failed), token),
            None);

        var replayed = (await house.Get<ReplayFailedWebhooksHandler>().HandleAsync(business.Owner, new ReplayFailedWebhooks(webhook.Id), None)).Required();
        await house.DrainAsync();

        Assert.Equal(3, replayed);
        Assert.Equal(3, receiver.Taken.Count);
    }

    [EachEngine]
    public async Task A_dead_endpoint_does_not_slow_the_others(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await using var dead = await WebhookReceiver.StartAsync(house.Clock);
        await using var healthy = await WebhookReceiver.StartAsync(house.Clock);
        await ConnectAsync(business, dead, "contact.created");
        await ConnectAsync(business, healthy, "contact.created");
        dead.Mode = ReceiverMode.Stall;
        house.Get<WebhookHttp>().Timeout = TimeSpan.FromSeconds(5);
        const int People = 40;
        for (var number = 0; number < People; number++)
        {
            (await business.AskAsync("Hello", $"person-{number}@example.org")).Required();
        }

        await WriteDeliveriesAsync(house);
        await Eventually.TrueAsync(async () =>
        {
            await house.Get<WebhookDispatcher>().StartAsync(None);
            return healthy.Taken.Count == People;
        }, Patience, "the healthy endpoint got everything");

        Assert.Equal(People, healthy.Taken.Count);
        Assert.True(dead.Requests.Count <= 4, $"{dead.Requests.Count} requests wait for an endpoint that is dead.");
        await house.Get<WebhookDispatcher>().FinishAsync();
    }

    [EachEngine]
    public async Task A_worker_that_dies_under_way_leaves_what_is_sent_again_under_the_same_id(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        await ConnectAsync(business, receiver, "booking.created");
        receiver.Mode = ReceiverMode.Late;
        await business.BookAsync(TestBusiness.Tuesday);
        await WriteDeliveriesAsync(house);
        using var process = new CancellationTokenSource();
        await house.Get<WebhookDispatcher>().StartAsync(process.Token);
        await Eventually.TrueAsync(() => receiver.Requests.Count == 1, Patience, "the request is under way");
        await process.CancelAsync();
        await house.Get<WebhookDispatcher>().FinishAsync();
        receiver.Mode = ReceiverMode.Accept;

        await house.DrainAsync();
        Assert.Single(receiver.Requests);
        house.Clock.Advance(Duration.FromSeconds(61));
        await house.DrainAsync();

        Assert.Equal(2, receiver.Requests.Count);
        Assert.Single(receiver.Taken);
        Assert.Equal(WebhookStatus.Delivered, (await OneAsync(house, business)).Status);
    }

    [EachEngine]
    public async Task What_was_said_of_someone_goes_when_they_are_erased(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        await ConnectAsync(business, receiver, "booking.created", "contact.created");
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        receiver.Mode = ReceiverMode.Fail;
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1));
        await house.DrainAsync();
        var contact = (await business.ConversationAsync()).ContactId;

        (await house.Get<EraseContactHandler>().HandleAsync(business.Owner, new EraseContact(contact, EraseContactHandler.Word), None)).Required();
        house.Clock.Advance(Duration.FromDays(1));
        await house.DrainAsync();

        Assert.Equal(3, receiver.Requests.Count);
        var rows = await house.ReadAsync(business.Id, static db => db.WebhookDeliveries().OrderBy(row => row.Id).ToListAsync(None));
        Assert.All(rows, static row => Assert.Empty(row.Payload));
        Assert.Equal(WebhookStatus.Failed, rows[^1].Status);
        var replay = await house.Get<ReplayWebhookHandler>().HandleAsync(business.Owner, new ReplayWebhook(rows[0].Id), None);
        Assert.Equal(WebhookErrors.Erased, replay.Error);
    }

    [Theory]
    [InlineData("", "Enter the address to send to.")]
    [InlineData("example.org", "Enter a complete address, as in https://example.org/careops.")]
    [InlineData("ftp://example.org/", "Enter a complete address, as in https://example.org/careops.")]
    [InlineData("https://user:secret@example.org/", "Leave out user name and password: what is sent is signed instead.")]
    [InlineData("https://example.org/#here", "Leave out what follows the # sign: it is never sent.")]
    public async Task An_address_that_is_none_is_refused_beside_its_field(string url, string sentence)
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();

        var refused = await house.Get<SaveWebhookHandler>().HandleAsync(business.Owner, new SaveWebhook(null, url, null, Everything, true), None);

        Assert.Equal(("Url", sentence), (refused.Error!.Field, refused.Error.Message));
    }

    [Fact]
    public async Task Old_deliveries_go_with_their_log_and_what_waits_stays()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await using var receiver = await WebhookReceiver.StartAsync(house.Clock);
        var webhook = await ConnectAsync(business, receiver, Everything);
        await TestEventAsync(house, business, webhook.Id);
        receiver.Mode = ReceiverMode.Fail;
        await TestEventAsync(house, business, webhook.Id);
        house.Clock.Advance(Duration.FromDays(31));

        await house.Get<Retention>().SweepAsync(None);

        Assert.Equal(WebhookStatus.Queued, (await OneAsync(house, business)).Status);
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.WebhookAttempts().CountAsync(None)));
    }

    private static async Task<SavedWebhook> ConnectAsync(TestBusiness business, WebhookReceiver receiver, params string[] events)
    {
        var saved = (await business.House.Get<SaveWebhookHandler>().HandleAsync(
            business.Owner, new SaveWebhook(null, receiver.Url, null, events, true), None)).Required();
        receiver.Secrets.Enqueue(saved.Secret!);
        return saved;
    }

    private static async Task TestEventAsync(TestHouse house, TestBusiness business, Guid endpoint)
    {
        (await house.Get<SendWebhookTestHandler>().HandleAsync(business.Owner, new SendWebhookTest(endpoint), None)).Required();
        await house.DrainAsync();
    }

    // Events become deliveries; none is sent yet.
    private static async Task WriteDeliveriesAsync(TestHouse house)
    {
        int handled;
        do
        {
            handled = await house.Get<OutboxDispatcher>().DispatchAsync(None);
        }
        while (handled > 0);
    }

    private static Task<WebhookDelivery> OneAsync(TestHouse house, TestBusiness business) =>
        house.ReadAsync(business.Id, static db => db.WebhookDeliveries().SingleAsync(None));

    private static async Task<WebhookRow> RowAsync(TestHouse house, TestBusiness business) =>
        (await house.Get<WebhookQueries>().EndpointsAsync(business.Owner, None)).Single();

    // A booking that goes through every step, and someone who writes.
    private static async Task LiveAsync(TestBusiness business)
    {
        var (house, owner) = (business.House, business.Owner);
        await business.SaveAsync(business.Form with { NeedsApproval = true });
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        (await house.Get<ConfirmBookingsHandler>().HandleAsync(owner, new ConfirmBookings([booking.Id]), None)).Required();
        (await house.Get<MoveBookingHandler>().HandleAsync(
            owner,
            new MoveBooking(booking.Id, (await business.ReadBookingAsync(booking.Id)).Revision, TestBusiness.Tuesday.PlusHours(1), owner.Id, 30),
            None)).Required();
        house.Clock.Now = TestBusiness.Tuesday.PlusHours(2).InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/Oslo"]).ToInstant();
        (await house.Get<MarkNoShowHandler>().HandleAsync(owner, new MarkNoShow(booking.Id), None)).Required();
        (await house.Get<ReopenBookingHandler>().HandleAsync(owner, new ReopenBooking(booking.Id), None)).Required();
        (await house.Get<CompleteBookingHandler>().HandleAsync(owner, new CompleteBooking(booking.Id), None)).Required();
        var other = await business.BookAsync(TestBusiness.Tuesday.PlusDays(1));
        (await house.Get<CancelBookingHandler>().HandleAsync(owner, new CancelBooking(other.Id), None)).Required();
        await business.AskAsync();
    }
}
