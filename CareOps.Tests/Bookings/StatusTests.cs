using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Bookings;

public sealed class StatusTests
{
    // Every step from every status: what it leads to, or that it is refused.
    [Theory]
    [InlineData(BookingStatus.Pending, "Confirm Move Cancel Arrive")]
    [InlineData(BookingStatus.Confirmed, "Move Cancel Arrive Complete NoShow")]
    [InlineData(BookingStatus.Completed, "Reopen")]
    [InlineData(BookingStatus.NoShow, "Reopen")]
    [InlineData(BookingStatus.Cancelled, "Reopen")]
    public async Task Each_status_has_its_steps_and_refuses_the_others_with_a_reason(BookingStatus status, string allowed)
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var booking = await BookingInAsync(business, status);

        var steps = Enum.GetValues<BookingStep>().Where(step => booking.Refuse(step) is null);

        Assert.Equal(allowed, string.Join(' ', steps));
        Assert.All(
            Enum.GetValues<BookingStep>().Except(steps),
            step => Assert.Matches("^This booking .+\\.$", booking.Refuse(step)!.Message));
    }

    [EachEngine]
    public async Task A_service_that_needs_approval_holds_the_time_until_a_member_confirms_or_declines(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { NeedsApproval = true });

        var booking = await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        Assert.Equal(BookingStatus.Pending, booking.Status);
        Assert.Equal(BookingErrors.SlotTaken, (await business.TryBookAsync(TestBusiness.Tuesday)).Error);
        Assert.StartsWith("We received your request", (await business.LocalOutboxAsync()).Single().Subject, StringComparison.Ordinal);
        await ConfirmAsync(business, booking.Id);
        house.Clock.Now += Duration.FromSeconds(10);
        await house.DrainAsync();
        Assert.Equal(BookingStatus.Confirmed, (await business.ReadBookingAsync(booking.Id)).Status);
        Assert.StartsWith("Confirmed: Appointment", (await business.LocalOutboxAsync())[^1].Subject, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task Many_are_confirmed_at_once_and_each_refusal_names_its_booking(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { NeedsApproval = true });
        var first = await business.BookAsync(TestBusiness.Tuesday);
        var second = await business.BookAsync(TestBusiness.Tuesday.PlusHours(1));
        await ConfirmAsync(business, second.Id);
        var stranger = Guid.NewGuid();

        var confirmed = await ConfirmAsync(business, first.Id, second.Id, stranger);

        Assert.Equal(1, confirmed.Confirmed);
        Assert.Equal("This booking is confirmed already, so it can't be confirmed.", confirmed.Refused[second.Id].Message);
        Assert.Equal(BookingErrors.NotFound, confirmed.Refused[stranger]);
    }

    [EachEngine]
    public async Task What_was_closed_is_reopened_on_the_same_day_and_not_later(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        var complete = new CompleteBooking(booking.Id);
        Assert.Equal(
            BookingErrors.NotBegun, (await house.Get<CompleteBookingHandler>().HandleAsync(business.Owner, complete, CancellationToken.None)).Error);
        house.Clock.Now = booking.EndsAt;

        (await house.Get<CompleteBookingHandler>().HandleAsync(business.Owner, complete, CancellationToken.None)).Required();
        (await ReopenAsync(business, booking.Id)).Required();
        (await house.Get<MarkNoShowHandler>().HandleAsync(business.Owner, new MarkNoShow(booking.Id), CancellationToken.None)).Required();
        house.Clock.Now += Duration.FromDays(1);

        Assert.Equal(BookingErrors.TooLateToReopen, (await ReopenAsync(business, booking.Id)).Error);
        Assert.Equal(BookingStatus.NoShow, (await business.ReadBookingAsync(booking.Id)).Status);
    }

    [EachEngine]
    public async Task A_cancellation_is_taken_back_while_its_time_is_free(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        await CancelAsync(business, booking.Id);

        var reopened = (await ReopenAsync(business, booking.Id)).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        Assert.Equal(BookingStatus.Confirmed, reopened.Status);
        Assert.Equal(BookingErrors.SlotTaken, (await business.TryBookAsync(TestBusiness.Tuesday)).Error);
        Assert.Single(await business.LocalOutboxAsync());

        await CancelAsync(business, booking.Id);
        await business.BookAsync(TestBusiness.Tuesday, "jon@example.org");
        Assert.Equal("slot.impossible", (await ReopenAsync(business, booking.Id)).Error!.Code);
        Assert.Equal(BookingStatus.Cancelled, (await business.ReadBookingAsync(booking.Id)).Status);
    }

    [EachEngine]
    public async Task A_customer_moves_a_booking_within_its_window_and_keeps_the_calendar_entry(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { RescheduleWindowMinutes = 24 * 60 });
        var booked = (await business.TryBookAsync(TestBusiness.Tuesday)).Required();
        var holder = (await house.Get<PublicLinks>().ResolveAsync(
            booked.Link.ToString(), LinkPurposes.ManageBooking, CancellationToken.None)).Required();
        await house.DrainAsync();
        var late = new RescheduleOwnBooking(TestBusiness.Tuesday.PlusHours(3));
        house.Clock.Now = (await business.ReadBookingAsync(booked.BookingId)).StartsAt - Duration.FromHours(25);

        var half = (await house.Get<RescheduleOwnBookingHandler>().HandleAsync(
            holder, new RescheduleOwnBooking(TestBusiness.Tuesday.PlusMinutes(30)), CancellationToken.None)).Required();
        house.Clock.Now += Duration.FromHours(3);
        var refused = await house.Get<RescheduleOwnBookingHandler>().HandleAsync(holder, late, CancellationToken.None);
        await house.DrainAsync();

        Assert.Equal((2, 2), (half.Revision, half.StartVersion));
        Assert.Equal(BookingErrors.TooLateToMove, refused.Error);
        Assert.Equal("New time: Appointment, Tue 3 Mar, 10:00", (await business.LocalOutboxAsync()).Last(static entry => !entry.Subject!.StartsWith("Reminder:", StringComparison.Ordinal)).Subject);
    }

    [EachEngine]
    public async Task A_decline_carries_its_reason_to_the_customer(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        await house.Get<CancelBookingHandler>().HandleAsync(
            business.Owner, new CancelBooking(booking.Id) { Reason = "We are ill this week" }, CancellationToken.None);
        house.Clock.Now += Duration.FromSeconds(10);
        await house.DrainAsync();

        var told = (await business.LocalOutboxAsync())[^1];
        Assert.Equal("Cancelled: Appointment, Tue 3 Mar, 09:30", told.Subject);
        Assert.Contains("“We are ill this week”", told.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", told.Body, StringComparison.Ordinal);
    }

    private static async Task<Booking> BookingInAsync(TestBusiness business, BookingStatus status)
    {
        await business.SaveAsync(business.Form with { NeedsApproval = status == BookingStatus.Pending });
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        business.House.Clock.Now = booking.EndsAt;
        switch (status)
        {
            case BookingStatus.Completed:
                await business.House.Get<CompleteBookingHandler>().HandleAsync(
                    business.Owner, new CompleteBooking(booking.Id), CancellationToken.None);
                break;
            case BookingStatus.NoShow:
                await business.House.Get<MarkNoShowHandler>().HandleAsync(business.Owner, new MarkNoShow(booking.Id), CancellationToken.None);
                break;
            case BookingStatus.Cancelled:
                await CancelAsync(business, booking.Id);
                break;
            default:
                break;
        }

        var found = await business.ReadBookingAsync(booking.Id);
        Assert.Equal(status, found.Status);
        return found;
    }

    private static async Task CancelAsync(TestBusiness business, Guid booking) =>
        (await business.House.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(booking), CancellationToken.None)).Required();

    private static Task<Result<Booking>> ReopenAsync(TestBusiness business, Guid booking) =>
        business.House.Get<ReopenBookingHandler>().HandleAsync(business.Owner, new ReopenBooking(booking), CancellationToken.None);

    private static async Task<ConfirmedBookings> ConfirmAsync(TestBusiness business, params Guid[] bookings) =>
        (await business.House.Get<ConfirmBookingsHandler>().HandleAsync(business.Owner, new ConfirmBookings(bookings), CancellationToken.None))
        .Required();
}
