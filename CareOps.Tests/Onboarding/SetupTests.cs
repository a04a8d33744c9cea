using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Core.Onboarding;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Onboarding;

/// <summary>From a new business to one that is open: steps that are remembered, a list read from the data, silence before.</summary>
public sealed class SetupTests
{
    private static readonly LocalDateTime Tuesday = TestBusiness.Tuesday;

    [EachEngine]
    public async Task Steps_are_remembered_and_only_optional_ones_can_be_skipped(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await NewBusiness.RegisterAsync(house);
        var steps = house.Get<SaveStepHandler>();

        (await steps.HandleAsync(business.Owner, new SaveStep(SetupStep.Business), default)).Required();
        (await steps.HandleAsync(business.Owner, new SaveStep(SetupStep.Stock, IsSkipped: true), default)).Required();
        var refused = await steps.HandleAsync(business.Owner, new SaveStep(SetupStep.Services, IsSkipped: true), default);

        var state = await business.StateAsync();
        Assert.Equal("setup.needed", refused.Error?.Code);
        Assert.Equal(
            (StepState.Saved, StepState.Skipped, StepState.Open, SetupStep.Staff),
            (state.StateOf(SetupStep.Business), state.StateOf(SetupStep.Stock), state.StateOf(SetupStep.Services), state.Setup!.Next));
    }

    [EachEngine]
    public async Task A_business_opens_once_nothing_is_missing(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await NewBusiness.RegisterAsync(house);
        (await house.Get<ChangeHoursHandler>().HandleAsync(business.Owner, new ChangeHours(business.Owner.Id, []), default)).Required();

        var refused = await business.ActivateAsync();
        var missing = (await business.StateAsync()).Items.Single(static item => !item.IsDone);
        await business.ChooseAsync("clinic");
        (await business.ActivateAsync()).Required();

        var state = await business.StateAsync();
        Assert.Equal("Still missing: a service with hours.", refused.Error?.Message);
        Assert.Equal(SetupStep.Services, missing.Step);
        Assert.True(state is { IsOpen: true, HasOpened: true, IsLeftOver: true }, "The test booking is left.");
    }

    [Fact]
    public async Task A_channel_counts_unless_every_connection_failed_last_time()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await NewBusiness.RegisterAsync(house);
        Assert.Equal("Local outbox", (await ChannelAsync()).Found);

        var connected = (await house.Get<ConnectSmtpHandler>().HandleAsync(
            business.Owner, new ConnectSmtp("127.0.0.1", 9, SmtpSecurity.None, null, null, "clinic@example.org", "Clinic", IsEnabled: true), default)).Required();
        Assert.True((await ChannelAsync()).IsDone);
        await house.Get<SendTestHandler>().HandleAsync(business.Owner, new SendTest(connected.Id, "mia@example.org"), default);

        var failed = await ChannelAsync();
        Assert.Equal((false, "a channel that works"), (failed.IsDone, failed.Name));

        async Task<SetupItem> ChannelAsync() => (await business.StateAsync()).Items.Single(static item => item.Step == SetupStep.Channels);
    }

    [EachEngine]
    public async Task Before_it_opens_nothing_is_sent_by_itself_and_nobody_but_the_owner_can_book(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await NewBusiness.RegisterAsync(house, timeZone: "Europe/Oslo");
        await business.ChooseAsync("clinic");
        var service = (await business.ServicesAsync())[0];

        var refused = await business.BookAsync(service.Id, Tuesday, asOwner: false);
        (await business.BookAsync(service.Id, Tuesday, asOwner: true)).Required();
        await house.DrainAsync();

        Assert.Equal(BookingErrors.Closed, refused.Error);
        Assert.Empty(await house.ReadAsync(business.Id, static db => db.LocalOutboxEntries().ToListAsync()));
        Assert.Contains(
            SkipReason.NotOpen, await house.ReadAsync(business.Id, static db => db.AutomationRuns().Select(run => run.SkipReason).ToListAsync()));

        (await business.ActivateAsync()).Required();
        (await business.BookAsync(service.Id, Tuesday.PlusHours(4), asOwner: false)).Required();
        await house.DrainAsync();

        Assert.NotEmpty(await house.ReadAsync(business.Id, static db => db.LocalOutboxEntries().ToListAsync()));
    }

    [Fact]
    public async Task A_business_that_closes_again_keeps_its_word_to_those_who_booked()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(Tuesday);
        (await house.Get<Core.Workspaces.OpenBusinessHandler>().HandleAsync(business.Owner, new Core.Workspaces.OpenBusiness(false), default)).Required();

        await house.DrainAsync();

        Assert.Single(await business.LocalOutboxAsync());
    }

    [Fact]
    public async Task The_first_booking_of_the_owner_is_the_test_and_ends_the_set_up()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var (first, second) = (await business.BookAsync(Tuesday), await business.BookAsync(Tuesday.PlusHours(1)));
        var setups = house.Get<SetupQueries>();

        foreach (var booking in new[] { first, second })
        {
            (await house.Get<NoteTestBookingHandler>().HandleAsync(business.Owner, new NoteTestBooking(booking.Id), default)).Required();
        }

        var state = await setups.LoadAsync(business.Owner, default);
        Assert.Equal(first.Id, state.Setup!.TestBookingId);
        Assert.False(state.IsLeftOver, "Nothing is left.");
        Assert.Equal(state.Progress.All, state.Progress.Done);
    }
}
