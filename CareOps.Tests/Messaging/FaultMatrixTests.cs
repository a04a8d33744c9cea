using System.Net;
using System.Net.Sockets;

using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Messaging;

/// <summary>
/// What can go wrong at each provider, and where the message ends: with the customer, exactly once, or with a person who is told why.
/// A second connection stands ready. It may take over only what was surely not sent.
/// </summary>
public sealed class FaultMatrixTests
{
    private const string Phone = "+4755501234";

    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(20);

    // Of who waits for an answer that never comes.
    private static readonly TimeSpan Impatient = TimeSpan.FromSeconds(2);

    /// <summary>The table: a line for each fault, a column for each provider.</summary>
    public static TheoryData<ProviderKind, Fault, Ending> Table()
    {
        var table = new TheoryData<ProviderKind, Fault, Ending>();
        void Line(Fault fault, Ending smtp, Ending resend, Ending sendGrid, Ending twilio)
        {
            table.Add(ProviderKind.Smtp, fault, smtp);
            table.Add(ProviderKind.Resend, fault, resend);
            table.Add(ProviderKind.SendGrid, fault, sendGrid);
            table.Add(ProviderKind.Twilio, fault, twilio);
        }

        // SMTP, Resend, SendGrid, Twilio
        Line(Fault.ConnectionRefused, Ending.ByOther, Ending.ByOther, Ending.ByOther, Ending.Repeated);
        Line(Fault.SignInRefused, Ending.ByOther, Ending.ByOther, Ending.ByOther, Ending.ByOther);
        Line(Fault.SlowDown, Ending.ByOther, Ending.ByOther, Ending.ByOther, Ending.ByOther);
        Line(Fault.ServerError, Ending.ByOther, Ending.ByOther, Ending.ByOther, Ending.ByOther);
        Line(Fault.StallBeforeAccepting, Ending.ByOther, Ending.Repeated, Ending.AsksAPerson, Ending.AsksAPerson);
        Line(Fault.StallAfterAccepting, Ending.AsksAPerson, Ending.Repeated, Ending.AsksAPerson, Ending.AsksAPerson);
        Line(Fault.CutBeforeAccepting, Ending.AsksAPerson, Ending.Repeated, Ending.AsksAPerson, Ending.AsksAPerson);
        Line(Fault.CutAfterAccepting, Ending.AsksAPerson, Ending.Repeated, Ending.AsksAPerson, Ending.AsksAPerson);
        Line(Fault.Garbage, Ending.AsksAPerson, Ending.Repeated, Ending.AsksAPerson, Ending.AsksAPerson);
        Line(Fault.GarbageAfterAccepting, Ending.AsksAPerson, Ending.Repeated, Ending.AsksAPerson, Ending.AsksAPerson);
        return table;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_message_ends_once_with_the_customer_or_with_a_person_who_is_told_why(ProviderKind provider, Fault fault, Ending ending)
    {
        await using var broken = await BrokenProvider.StartAsync(provider, fault);
        await using var house = await TestHouse.StartAsync(providers: broken.Addresses);
        Wait(house, fault is Fault.StallBeforeAccepting or Fault.StallAfterAccepting ? Impatient : Patient);
        var business = await house.OpenBusinessAsync();
        await broken.ConnectAsync(business);
        await business.BookAsync(
            TestBusiness.Tuesday, provider == ProviderKind.Twilio ? null : "anna@example.org", provider == ProviderKind.Twilio ? Phone : null);
        await house.DrainAsync();

        // All is well again, and there is time for whatever would be tried again.
        await broken.RecoverAsync();
        Wait(house, Patient);
        for (var hour = 0; hour < 12; hour++)
        {
            house.Clock.Advance(Duration.FromHours(1));
            await house.DrainAsync();
        }

        var message = Assert.Single(await business.MessagesAsync(), static row => row.Kind == MessageKind.Automated);
        Assert.Equal(ending == Ending.AsksAPerson ? MessageStatus.Unknown : MessageStatus.Sent, message.Status);
        Assert.Equal(ending == Ending.AsksAPerson, message.StatusReason is not null);
        Assert.Equal(ending == Ending.ByOther ? 1 : 0, broken.DeliveredByOther);
        Assert.Equal(ending == Ending.Repeated || (ending == Ending.AsksAPerson && IsAccepted(provider, fault)) ? 1 : 0, broken.Delivered);
    }

    [Theory]
    [InlineData("900")]
    [InlineData("Mon, 02 Mar 2026 09:15:00 GMT")]
    public async Task Who_asks_to_slow_down_gets_nothing_else_either_until_the_time_it_named(string retryAfter)
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        simulator.Mode = SimulatorMode.TooManyRequests;
        simulator.RetryAfter = retryAfter;
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectSendGridAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        simulator.Mode = SimulatorMode.Accept;
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), "jon@example.org");
        house.Clock.Advance(Duration.FromMinutes(14));
        await house.DrainAsync();
        Assert.Single(simulator.Requests);
        Assert.All(
            (await business.MessagesAsync()).Where(static message => message.Kind == MessageKind.Automated),
            static message => Assert.Contains("slow down", message.StatusReason, StringComparison.Ordinal));
        house.Clock.Advance(Duration.FromMinutes(2));
        await house.DrainAsync();

        Assert.Equal(2, simulator.Delivered.Count);
    }

    [Fact]
    public async Task Waiting_for_who_asked_to_slow_down_uses_up_no_attempt()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        simulator.Mode = SimulatorMode.TooManyRequests;
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectSendGridAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), "jon@example.org");
        await house.DrainAsync();

        var deliveries = await house.ReadAsync(business.Id, static db => Task.FromResult(db.Deliveries().ToList()));

        Assert.Equal([0, 1], deliveries.Select(static delivery => delivery.Attempts).Order());
    }

    [EachEngine]
    public async Task A_provider_that_is_down_for_an_afternoon_costs_no_message(Engine engine)
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        simulator.Mode = SimulatorMode.ServerError;
        await using var house = await TestHouse.StartAsync(engine, simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectSendGridAsync();
        for (var number = 0; number < 24; number++)
        {
            await business.BookAsync(TestBusiness.Tuesday.PlusDays(1 + (number / 8)).PlusMinutes(30 * (number % 8)), $"customer{number}@example.org");
        }

        await PassAsync(house, Duration.FromHours(4));
        Assert.All(await AutomatedAsync(business), static message => Assert.Equal(MessageStatus.Queued, message.Status));

        simulator.Mode = SimulatorMode.Accept;
        await PassAsync(house, Duration.FromHours(2));

        Assert.Equal(24, simulator.Delivered.Count);
        Assert.All(await AutomatedAsync(business), static message => Assert.Equal(MessageStatus.Sent, message.Status));
    }

    [Fact]
    public async Task A_provider_that_stays_down_leaves_every_message_to_a_person_with_a_retry()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        simulator.Mode = SimulatorMode.ServerError;
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectSendGridAsync();
        await business.BookAsync(TestBusiness.Tuesday.PlusDays(3));
        await PassAsync(house, Duration.FromHours(30));

        var message = Assert.Single(await AutomatedAsync(business));
        Assert.Equal(MessageStatus.Failed, message.Status);
        Assert.Contains("problem of its own", message.StatusReason, StringComparison.Ordinal);
        Assert.Equal(16, simulator.Requests.Count);

        simulator.Mode = SimulatorMode.Accept;
        (await house.Get<SendNowHandler>().HandleAsync(business.Owner, new SendNow(message.Id), CancellationToken.None)).Required();
        await house.DrainAsync();
        Assert.Single(simulator.Delivered);
    }

    [Fact]
    public async Task What_would_come_after_the_appointment_is_given_to_a_person_before_it()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        simulator.Mode = SimulatorMode.ServerError;
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectSendGridAsync();
        var booking = await business.BookAsync(new LocalDateTime(2026, 3, 2, 13, 0));
        await house.DrainAsync();
        while ((await AutomatedAsync(business))[0].Status == MessageStatus.Queued)
        {
            await PassAsync(house, Duration.FromMinutes(5));
        }

        var message = (await AutomatedAsync(business))[0];
        Assert.Equal(MessageStatus.Failed, message.Status);
        Assert.EndsWith("come too late to be of use.", message.StatusReason, StringComparison.Ordinal);
        Assert.True(message.StatusAt <= booking.StartsAt, "A person is told while there is time.");
    }

    [EachEngine]
    public async Task What_waited_on_a_server_that_was_off_does_not_come_after_the_appointment(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(new LocalDateTime(2026, 3, 2, 13, 0));
        while (await house.Get<OutboxDispatcher>().DispatchAsync(CancellationToken.None) > 0)
        {
            // The confirmation is written, and then the server stops.
        }

        house.Clock.Now = booking.EndsAt;
        await house.DrainAsync();

        var message = (await AutomatedAsync(business))[0];
        Assert.Equal((MessageStatus.Failed, "Not sent: it would have come too late to be of use."), (message.Status, message.StatusReason));
        Assert.Empty(await business.LocalOutboxAsync());
    }

    [Fact]
    public async Task What_was_late_from_the_start_or_sent_on_a_members_word_is_tried_again()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        simulator.Mode = SimulatorMode.ServerError;
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectSendGridAsync();

        // Somebody walked in ten minutes ago, and is booked afterwards.
        (await house.Get<CreateBookingHandler>().HandleAsync(
            business.Owner,
            new CreateBooking(business.Service.Id, business.Owner.Id, new LocalDateTime(2026, 3, 2, 9, 50), null) { Name = "Ben Vik", Email = "ben@example.org", Reason = "Walked in" },
            CancellationToken.None)).Required();
        await house.DrainAsync();
        Assert.Equal(MessageStatus.Queued, (await AutomatedAsync(business))[0].Status);

        var booking = await business.BookAsync(new LocalDateTime(2026, 3, 2, 13, 0));
        await house.DrainAsync();
        house.Clock.Now = booking.EndsAt;
        await house.DrainAsync();
        var late = (await AutomatedAsync(business)).Last(message => message.Status == MessageStatus.Failed);
        (await house.Get<SendNowHandler>().HandleAsync(business.Owner, new SendNow(late.Id), CancellationToken.None)).Required();
        await house.DrainAsync();
        Assert.Equal(MessageStatus.Queued, (await AutomatedAsync(business)).Single(message => message.Id == late.Id).Status);
    }

    [Fact]
    public async Task An_open_circuit_is_waited_out_and_not_written_down_again_for_each_message()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        simulator.Mode = SimulatorMode.ServerError;
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectSendGridAsync();
        for (var number = 0; number < 60; number++)
        {
            (await business.AskAsync(email: $"person{number}@example.org")).Required();
        }

        await house.DrainAsync();

        // Ten attempts open it; whoever was taken on beside them hears so, and the rest is left where it is.
        var untouched = await house.ReadAsync(
            business.Id, static db => db.Deliveries().CountAsync(static delivery => delivery.TriedSince == null));
        Assert.InRange(untouched, 20, 50);
    }

    [Fact]
    public async Task A_mail_server_gets_few_mails_at_once()
    {
        await using var server = SmtpSimulator.Start();
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.ConnectSmtpAsync(server.Port);
        for (var number = 0; number < 12; number++)
        {
            await business.BookAsync(TestBusiness.Tuesday.PlusMinutes(30 * number), $"customer{number}@example.org");
        }

        await house.DrainAsync();

        Assert.Equal(12, server.Delivered.Count);
        Assert.InRange(server.MostAtOnce, 1, 3);
    }

    [Fact]
    public async Task What_Resend_may_have_sent_is_not_repeated_once_Resend_has_forgotten_its_key()
    {
        await using var simulator = await ProviderSimulator.StartAsync();
        simulator.Mode = SimulatorMode.DropAfterAccepting;
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        await business.ConnectResendAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        // The server was off over the weekend.
        simulator.Mode = SimulatorMode.Accept;
        house.Clock.Advance(Duration.FromHours(24));
        await house.DrainAsync();

        var message = Assert.Single(await business.MessagesAsync(), static row => row.Kind == MessageKind.Automated);
        Assert.Equal(MessageStatus.Unknown, message.Status);
        Assert.Single(simulator.Requests);
    }

    private static async Task PassAsync(TestHouse house, Duration time)
    {
        for (var end = house.Clock.Now + time; house.Clock.Now < end; house.Clock.Advance(Duration.FromMinutes(1)))
        {
            await house.DrainAsync();
        }
    }

    private static async Task<List<Message>> AutomatedAsync(TestBusiness business) =>
        [.. (await business.MessagesAsync()).Where(static row => row.Kind == MessageKind.Automated)];

    // Only the simulators know: where the customer has it, although nobody could tell.
    private static bool IsAccepted(ProviderKind provider, Fault fault) =>
        fault is Fault.StallAfterAccepting or Fault.CutAfterAccepting or Fault.GarbageAfterAccepting
        || (provider == ProviderKind.Smtp && fault == Fault.Garbage);

    private static void Wait(TestHouse house, TimeSpan timeout)
    {
        house.Get<ProviderHttp>().Timeout = timeout;
        house.Get<SmtpProvider>().Timeout = timeout;
    }

    public enum Fault
    {
        ConnectionRefused,
        SignInRefused,
        SlowDown,
        ServerError,
        StallBeforeAccepting,
        StallAfterAccepting,
        CutBeforeAccepting,
        CutAfterAccepting,
        Garbage,
        GarbageAfterAccepting,
    }

    public enum Ending
    {
        /// <summary>Sent by the connection that stands ready.</summary>
        ByOther,

        /// <summary>Sent by the one that failed, when it was asked again with the same key.</summary>
        Repeated,

        /// <summary>Unknown: nobody asks again without a person's word.</summary>
        AsksAPerson,
    }

    /// <summary>A provider that fails, and another one that would not.</summary>
    private sealed class BrokenProvider(ProviderKind kind, Fault fault, ProviderSimulator first, ProviderSimulator other, SmtpSimulator smtp) : IAsyncDisposable
    {
        private static readonly Uri Nowhere = new("http://127.0.0.1:1");

        // Where Twilio will be once it can be reached: all its connections have one address.
        private readonly int _port = Unused();

        private ProviderSimulator? _late;

        public ProviderAddresses Addresses => kind switch
        {
            ProviderKind.Resend => new ProviderAddresses(FirstAddress, other.Address, other.Address),
            ProviderKind.SendGrid => new ProviderAddresses(other.Address, FirstAddress, other.Address),
            ProviderKind.Twilio when fault == Fault.ConnectionRefused => new ProviderAddresses(
                other.Address, other.Address, new UriBuilder("http", "127.0.0.1", _port).Uri),
            _ => new ProviderAddresses(other.Address, other.Address, other.Address),
        };

        public int Delivered => kind switch
        {
            ProviderKind.Smtp => smtp.Delivered.Count,
            ProviderKind.Twilio => (_late ?? other).Delivered.Count(IsFirstTwilio),
            _ => first.Delivered.Count,
        };

        public int DeliveredByOther => kind == ProviderKind.Twilio
            ? other.Delivered.Count(static request => !IsFirstTwilio(request))
            : other.Delivered.Count;

        private Uri FirstAddress => fault == Fault.ConnectionRefused ? Nowhere : first.Address;

        public static async Task<BrokenProvider> StartAsync(ProviderKind kind, Fault fault)
        {
            var broken = new BrokenProvider(kind, fault, await ProviderSimulator.StartAsync(), await ProviderSimulator.StartAsync(), SmtpSimulator.Start());
            broken.Break();
            return broken;
        }

        public async Task ConnectAsync(TestBusiness business)
        {
            switch (kind)
            {
                case ProviderKind.Smtp:
                    await business.ConnectSmtpAsync(fault == Fault.ConnectionRefused ? 1 : smtp.Port);
                    await business.ConnectSendGridAsync();
                    break;
                case ProviderKind.Resend:
                    await business.ConnectResendAsync();
                    await business.ConnectSendGridAsync();
                    break;
                case ProviderKind.SendGrid:
                    await business.ConnectSendGridAsync();
                    await business.ConnectResendAsync();
                    break;
                default:
                    await business.ConnectTwilioAsync();
                    await business.ConnectTwilioAsync("MG00000000000000000000000000000001");
                    break;
            }
        }

        public async Task RecoverAsync()
        {
            if (kind == ProviderKind.Twilio && fault == Fault.ConnectionRefused)
            {
                _late = await ProviderSimulator.StartAsync(_port);
            }

            first.Mode = SimulatorMode.Accept;
            other.Mode = SimulatorMode.Accept;
            smtp.Fault = SmtpFault.None;
        }

        public async ValueTask DisposeAsync()
        {
            await first.DisposeAsync();
            await other.DisposeAsync();
            await smtp.DisposeAsync();
            await (_late?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        private static int Unused()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        // Two connections of Twilio have one address, and are told apart by their senders.
        private static bool IsFirstTwilio(SimulatedRequest request) => request.Form().ContainsKey("From");

        private void Break()
        {
            var mode = fault switch
            {
                Fault.SignInRefused => SimulatorMode.Unauthorized,
                Fault.SlowDown => SimulatorMode.TooManyRequests,
                Fault.ServerError => SimulatorMode.ServerError,
                Fault.StallBeforeAccepting => SimulatorMode.StallBeforeAccepting,
                Fault.StallAfterAccepting => SimulatorMode.StallAfterAccepting,
                Fault.CutBeforeAccepting => SimulatorMode.DropBeforeAccepting,
                Fault.CutAfterAccepting => SimulatorMode.DropAfterAccepting,
                Fault.Garbage => SimulatorMode.Garbage,
                Fault.GarbageAfterAccepting => SimulatorMode.GarbageAfterAccepting,
                _ => SimulatorMode.Accept,
            };
            first.Mode = mode;
            if (kind == ProviderKind.Twilio)
            {
                other.Mode = mode;
                other.Concerns = IsFirstTwilio;
            }

            smtp.Fault = fault switch
            {
                Fault.SignInRefused => SmtpFault.SignInRequired,
                Fault.SlowDown => SmtpFault.SlowDown,
                Fault.ServerError => SmtpFault.ProblemOfItsOwn,
                Fault.StallBeforeAccepting => SmtpFault.Silent,
                Fault.StallAfterAccepting => SmtpFault.SilentAfterMessage,
                Fault.CutBeforeAccepting => SmtpFault.CutBeforeMessage,
                Fault.CutAfterAccepting => SmtpFault.CutAfterMessage,
                Fault.Garbage or Fault.GarbageAfterAccepting => SmtpFault.GarbageAfterMessage,
                _ => SmtpFault.None,
            };
        }
    }
}
