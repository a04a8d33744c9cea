using System.Text.RegularExpressions;

using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Bookings;

public sealed partial class WaitlistTests
{
    private static readonly LocalDate Tuesday = TestBusiness.Tuesday.Date;

    [EachEngine]
    public async Task A_freed_time_is_kept_for_the_first_who_waits_and_then_for_the_next(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        house.Clock.Now += Duration.FromSeconds(1);
        await JoinAsync(business, "second@example.org");

        await CancelOneAsync(business);
        await house.DrainAsync();

        var offer = await OfferToAsync(business, "first@example.org");
        Assert.Contains("is kept for you until Mon 2 Mar, 12:00", (await MailAsync(business, "first@example.org")).Single(), StringComparison.Ordinal);
        Assert.Empty(await MailAsync(business, "second@example.org"));
        Assert.Equal(BookingErrors.SlotTaken, (await business.TryBookAsync(Tuesday.At(new LocalTime(9, 0)))).Error);

        house.Clock.Now += WaitlistEntry.OfferTime;
        await house.DrainAsync();

        Assert.Equal(
            WaitlistErrors.OfferOver, (await house.Get<AcceptOfferHandler>().HandleAsync(offer, new AcceptOffer(), CancellationToken.None)).Error);
        var second = await OfferToAsync(business, "second@example.org");
        var booked = (await house.Get<AcceptOfferHandler>().HandleAsync(second, new AcceptOffer(), CancellationToken.None)).Required();
        Assert.Equal(BookingSource.Waitlist, (await business.ReadBookingAsync(booked.BookingId)).Source);
        Assert.Single(await MailAsync(business, "first@example.org"));
    }

    [EachEngine]
    public async Task Who_takes_an_offer_twice_has_one_booking(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        await CancelOneAsync(business);
        await house.DrainAsync();
        var holder = await OfferToAsync(business, "first@example.org");

        var clicks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => house.Get<AcceptOfferHandler>().HandleAsync(holder, new AcceptOffer(), CancellationToken.None))));

        Assert.All(clicks, static click => Assert.True(click.Succeeded, click.Error?.Message));
        Assert.Single(clicks.Select(static click => click.Value!.BookingId).Distinct());
    }

    [EachEngine]
    public async Task A_declined_time_goes_on_and_is_not_offered_to_the_same_customer_again(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        await CancelOneAsync(business);
        await house.DrainAsync();
        var holder = await OfferToAsync(business, "first@example.org");

        (await house.Get<DeclineOfferHandler>().HandleAsync(holder, new DeclineOffer(), CancellationToken.None)).Required();
        await house.DrainAsync();

        Assert.Single(await MailAsync(business, "first@example.org"));
        Assert.Equal(["09:00"], await business.OfferedAsync(Tuesday));
        (await house.Get<LeaveWaitlistHandler>().HandleAsync(holder, new LeaveWaitlist(), CancellationToken.None)).Required();
        Assert.Empty(await WaitingAsync(business));
    }

    [EachEngine]
    public async Task A_cancellation_that_is_taken_back_in_time_is_offered_to_nobody(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");

        var cancelled = await CancelAsync(business);
        house.Clock.Now += Booking.TimeToThink - Duration.FromSeconds(1);
        await house.DrainAsync();
        Assert.Empty(await MailAsync(business, "first@example.org"));
        (await house.Get<ReopenBookingHandler>().HandleAsync(business.Owner, new ReopenBooking(cancelled), CancellationToken.None)).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        Assert.Empty(await MailAsync(business, "first@example.org"));
    }

    [EachEngine]
    public async Task A_time_that_no_cancellation_freed_is_offered_too(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        var sweep = house.Get<WaitlistSweep>();
        Assert.Equal(0, await sweep.SweepAsync(CancellationToken.None));

        (await house.Get<SetDayHoursHandler>().HandleAsync(
            business.Owner, new SetDayHours(business.Owner.Id, Tuesday, [new(9 * 60, (10 * 60) + 30)]), CancellationToken.None)).Required();
        Assert.Equal(1, await sweep.SweepAsync(CancellationToken.None));
        await house.DrainAsync();

        await OfferToAsync(business, "first@example.org");
        Assert.Empty(await business.OfferedAsync(Tuesday));
        Assert.Equal(0, await sweep.SweepAsync(CancellationToken.None));
    }

    [EachEngine]
    public async Task Who_waits_for_another_service_of_the_same_member_is_offered_what_became_free(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        var other = await business.SaveAsync(business.Form with { Id = null, Name = "Check" });
        (await house.Get<JoinWaitlistHandler>().HandleAsync(
            business.Visitor, new JoinWaitlist(other.Id, null, Tuesday, Tuesday, "Eva Moen", "first@example.org", null), CancellationToken.None)).Required();

        await CancelOneAsync(business);
        await house.DrainAsync();
        await house.Get<WaitlistSweep>().SweepAsync(CancellationToken.None);
        await house.DrainAsync();

        var holder = await OfferToAsync(business, "first@example.org");
        var booked = (await house.Get<AcceptOfferHandler>().HandleAsync(holder, new AcceptOffer(), CancellationToken.None)).Required();
        Assert.Equal(other.Id, (await business.ReadBookingAsync(booked.BookingId)).ServiceId);
    }

    [EachEngine]
    public async Task Who_does_not_answer_is_not_asked_through_the_night(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        await CancelOneAsync(business);
        await house.DrainAsync();
        (await house.Get<SetDayHoursHandler>().HandleAsync(
            business.Owner, new SetDayHours(business.Owner.Id, Tuesday, [new(9 * 60, 17 * 60)]), CancellationToken.None)).Required();

        for (var hour = 0; hour < 11; hour++)
        {
            house.Clock.Now += Duration.FromHours(1);
            await house.Get<WaitlistSweep>().SweepAsync(CancellationToken.None);
            await house.DrainAsync();
        }

        Assert.Single(await MailAsync(business, "first@example.org"));
        house.Clock.Now += Duration.FromHours(2);
        await house.Get<WaitlistSweep>().SweepAsync(CancellationToken.None);
        await house.DrainAsync();
        Assert.Equal(2, (await MailAsync(business, "first@example.org")).Count);
    }

    [EachEngine]
    public async Task Two_who_do_not_answer_are_not_asked_in_turn(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        await JoinAsync(business, "second@example.org");
        (await house.Get<SetDayHoursHandler>().HandleAsync(
            business.Owner, new SetDayHours(business.Owner.Id, Tuesday, [new(9 * 60, 17 * 60)]), CancellationToken.None)).Required();
        await house.Get<WaitlistSweep>().SweepAsync(CancellationToken.None);
        await house.DrainAsync();

        // Both offers run out at the same time: each end would be news for the other.
        for (var minute = 0; minute < 150; minute += 30)
        {
            house.Clock.Now += Duration.FromMinutes(30);
            await house.DrainAsync();
            await house.Get<WaitlistSweep>().SweepAsync(CancellationToken.None);
            await house.DrainAsync();
        }

        Assert.Single(await MailAsync(business, "first@example.org"));
        Assert.Single(await MailAsync(business, "second@example.org"));

        // A time that somebody gives back is news for them.
        await CancelOneAsync(business);
        await house.DrainAsync();
        Assert.Equal(2, (await MailAsync(business, "first@example.org")).Count);
    }

    [EachEngine]
    public async Task A_closed_business_offers_nothing_and_whose_days_are_over_goes(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        (await house.Get<OpenBusinessHandler>().HandleAsync(business.Owner, new OpenBusiness(false), CancellationToken.None)).Required();
        await CancelOneAsync(business);
        await house.DrainAsync();
        await house.Get<WaitlistSweep>().SweepAsync(CancellationToken.None);
        Assert.Empty(await MailAsync(business, "first@example.org"));
        Assert.Single(await WaitingAsync(business));

        house.Clock.Now += Duration.FromDays(2);
        await house.Get<WaitlistSweep>().SweepAsync(CancellationToken.None);
        Assert.Empty(await WaitingAsync(business));
    }

    [EachEngine]
    public async Task Another_customers_booking_takes_nobodys_place_and_opens_to_nobodys_link(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        var entry = Assert.Single(await WaitingAsync(business));
        var free = Tuesday.PlusDays(1).At(new LocalTime(9, 0));

        (await house.Get<CreateBookingHandler>().HandleAsync(
            business.Owner,
            new CreateBooking(business.Service.Id, business.Owner.Id, free, null) { Name = "Ben Vik", Email = "ben@example.org", SubmissionKey = Guid.NewGuid(), WaitlistEntryId = entry.Id },
            CancellationToken.None)).Required();

        var still = Assert.Single(await WaitingAsync(business));
        Assert.Equal((WaitlistStatus.Waiting, null), (still.Status, still.BookingId));
    }

    [EachEngine]
    public async Task A_move_that_is_taken_back_in_time_is_offered_to_nobody(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        var booking = await FirstAsync(business);

        var moved = (await house.Get<MoveBookingHandler>().HandleAsync(
            business.Owner,
            new MoveBooking(booking.Id, booking.Revision, Tuesday.PlusDays(1).At(new LocalTime(9, 0)), booking.MemberId, 30) { Tell = false },
            CancellationToken.None)).Required();
        await house.DrainAsync();
        (await house.Get<UndoMoveHandler>().HandleAsync(business.Owner, new UndoMove(moved), CancellationToken.None)).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        Assert.Empty(await MailAsync(business, "first@example.org"));
    }

    [EachEngine]
    public async Task One_cancellation_does_not_give_away_what_another_still_may_take_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        house.Clock.Now += Duration.FromSeconds(1);
        await JoinAsync(business, "second@example.org");

        await CancelAsync(business);
        house.Clock.Now += Duration.FromSeconds(6);
        var second = await CancelAsync(business);
        house.Clock.Now += Duration.FromSeconds(6);
        await house.DrainAsync();
        (await house.Get<ReopenBookingHandler>().HandleAsync(business.Owner, new ReopenBooking(second), CancellationToken.None)).Required();
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        Assert.Contains("09:00", Assert.Single(await MailAsync(business, "first@example.org")), StringComparison.Ordinal);
        Assert.Empty(await MailAsync(business, "second@example.org"));
    }

    [EachEngine]
    public async Task A_member_books_the_kept_time_for_who_waits_and_ends_the_place_with_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        await CancelOneAsync(business);
        await house.DrainAsync();
        var entry = (await WaitingAsync(business)).Single();
        var command = new CreateBooking(business.Service.Id, business.Owner.Id, Tuesday.At(new LocalTime(9, 0)), entry.ContactId);

        var withoutPlace = await house.Get<CreateBookingHandler>().HandleAsync(business.Owner, command, CancellationToken.None);
        var booked = (await house.Get<CreateBookingHandler>().HandleAsync(
            business.Owner, command with { WaitlistEntryId = entry.Id }, CancellationToken.None)).Required();
        var again = await house.Get<CreateBookingHandler>().HandleAsync(
            business.Owner, command with { WaitlistEntryId = entry.Id, SubmissionKey = Guid.NewGuid() }, CancellationToken.None);

        Assert.Equal("slot.impossible", withoutPlace.Error?.Code);
        Assert.Equal(BookingSource.Waitlist, booked.Source);
        Assert.Equal(WaitlistErrors.WaitsNoMore, again.Error);
        Assert.Empty(await WaitingAsync(business));
        Assert.Empty(await house.ReadAsync(business.Id, static db => db.Occupancies().Where(static row => row.HoldId != null).ToListAsync()));
    }

    [EachEngine]
    public async Task A_declined_time_goes_to_the_next_at_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        house.Clock.Now += Duration.FromSeconds(1);
        await JoinAsync(business, "second@example.org");
        await CancelOneAsync(business);
        await house.DrainAsync();

        var holder = await OfferToAsync(business, "first@example.org");
        (await house.Get<DeclineOfferHandler>().HandleAsync(holder, new DeclineOffer(), CancellationToken.None)).Required();
        await house.DrainAsync();

        Assert.Contains("09:00", Assert.Single(await MailAsync(business, "second@example.org")), StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task A_time_that_was_kept_goes_on_to_the_next_when_another_is_booked_by_hand(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        house.Clock.Now += Duration.FromSeconds(1);
        await JoinAsync(business, "second@example.org");
        await CancelOneAsync(business);
        await house.DrainAsync();
        var entry = (await WaitingAsync(business))[0];

        (await house.Get<CreateBookingHandler>().HandleAsync(
            business.Owner,
            new CreateBooking(business.Service.Id, business.Owner.Id, Tuesday.PlusDays(1).At(new LocalTime(9, 0)), entry.ContactId)
            {
                WaitlistEntryId = entry.Id,
            },
            CancellationToken.None)).Required();
        await house.DrainAsync();

        Assert.Contains("09:00", Assert.Single(await MailAsync(business, "second@example.org")), StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task Who_is_removed_has_the_offer_again_when_that_is_taken_back_and_nobody_else_was_asked(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await OfferedAsync(house);
        var before = (await WaitingAsync(business))[0];

        var removed = await RemoveAsync(business, before.Id);
        await house.DrainAsync();
        Assert.Equal("second@example.org", Assert.Single(await WaitingAsync(business)).Email);
        house.Clock.Now += Booking.TimeToThink - Duration.FromSeconds(1);
        await house.DrainAsync();
        await house.Get<WaitlistSweep>().SweepAsync(CancellationToken.None);
        Assert.False((await UndoAsync(business, removed)).Required().IsOfferOver);
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        var after = (await WaitingAsync(business))[0];
        Assert.Equal((before.Id, before.OfferId, before.OfferedStart, before.OfferEndsAt), (after.Id, after.OfferId, after.OfferedStart, after.OfferEndsAt));
        Assert.Empty(await MailAsync(business, "second@example.org"));
        Assert.Empty(await business.OfferedAsync(Tuesday));
        var holder = await OfferToAsync(business, "first@example.org");
        (await house.Get<AcceptOfferHandler>().HandleAsync(holder, new AcceptOffer(), CancellationToken.None)).Required();
    }

    [EachEngine]
    public async Task Who_was_removed_before_the_offer_was_written_hears_of_it_when_that_is_taken_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        await CancelOneAsync(business);
        await Eventually.TrueAsync(
            async () => await house.Get<OutboxDispatcher>().DispatchAsync(CancellationToken.None) > 0
                && (await WaitingAsync(business))[0].Status == WaitlistStatus.Offered,
            TimeSpan.FromSeconds(30),
            "an offer");
        Assert.Empty(await MailAsync(business, "first@example.org"));

        var removed = await RemoveAsync(business, (await WaitingAsync(business))[0].Id);
        await house.DrainAsync();
        Assert.False((await UndoAsync(business, removed)).Required().IsOfferOver);
        house.Clock.Now += Duration.FromMinutes(1);
        await house.DrainAsync();

        var holder = await OfferToAsync(business, "first@example.org");
        (await house.Get<AcceptOfferHandler>().HandleAsync(holder, new AcceptOffer(), CancellationToken.None)).Required();
    }

    [EachEngine]
    public async Task The_time_of_who_is_removed_goes_to_the_next_when_that_can_not_be_taken_back_any_more(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await OfferedAsync(house);

        await RemoveAsync(business, (await WaitingAsync(business))[0].Id);
        house.Clock.Now += Booking.TimeToThink;
        await house.DrainAsync();

        Assert.Contains("09:00", Assert.Single(await MailAsync(business, "second@example.org")), StringComparison.Ordinal);
        Assert.Single(await MailAsync(business, "first@example.org"));
    }

    [EachEngine]
    public async Task Who_is_back_after_the_kept_time_was_booked_waits_on(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await OfferedAsync(house);
        var removed = await RemoveAsync(business, (await WaitingAsync(business))[0].Id);
        await business.BookAsync(Tuesday.At(new LocalTime(9, 0)), "quick@example.org");

        Assert.True((await UndoAsync(business, removed)).Required().IsOfferOver);

        var entry = (await WaitingAsync(business))[0];
        Assert.Equal((removed.EntryId, WaitlistStatus.Waiting, null), (entry.Id, entry.Status, entry.OfferId));
        Assert.Empty(await house.ReadAsync(business.Id, static db => db.Occupancies().Where(static row => row.HoldId != null).ToListAsync()));
    }

    [EachEngine]
    public async Task A_removal_is_not_taken_back_for_who_left_or_joined_anew_meanwhile(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await OfferedAsync(house);
        var holder = await OfferToAsync(business, "first@example.org");
        var (first, second) = ((await WaitingAsync(business))[0], (await WaitingAsync(business))[1]);

        var left = await RemoveAsync(business, first.Id);
        (await house.Get<LeaveWaitlistHandler>().HandleAsync(holder, new LeaveWaitlist(), CancellationToken.None)).Required();
        await business.BookAsync(Tuesday.At(new LocalTime(9, 0)), "quick@example.org");
        var joined = await RemoveAsync(business, second.Id);
        await JoinAsync(business, "second@example.org");

        Assert.Equal(WaitlistErrors.RemovedForGood, (await UndoAsync(business, left)).Error);
        Assert.Equal(WaitlistErrors.RemovedForGood, (await UndoAsync(business, joined)).Error);
        Assert.NotEqual(second.Id, Assert.Single(await WaitingAsync(business)).Id);
        Assert.Equal(
            WaitlistErrors.WaitsNoMore,
            (await house.Get<RemoveFromWaitlistHandler>().HandleAsync(business.Owner, new RemoveFromWaitlist(first.Id), CancellationToken.None)).Error);
    }

    [EachEngine]
    public async Task The_list_goes_on_where_a_page_ended(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        foreach (var number in Enumerable.Range(0, 5))
        {
            // Two at a time, who are told apart by their ids.
            house.Clock.Now += Duration.FromSeconds(number % 2);
            await JoinAsync(business, $"guest{number}@example.org");
        }

        var seen = new List<Guid>();
        for (WaitlistCursor? after = null; ;)
        {
            var page = await house.Get<WaitlistQueries>().WaitingAsync(business.Owner, after, 2, CancellationToken.None);
            if (page.Count == 0)
            {
                break;
            }

            seen.AddRange(page.Select(static entry => entry.Id));
            after = new WaitlistCursor(page[^1].CreatedAt, page[^1].Id);
        }

        Assert.Equal((await WaitingAsync(business)).Select(static entry => entry.Id), seen);
        Assert.Equal(5, seen.Count);
    }

    [EachEngine]
    public async Task Who_has_an_own_calendar_only_sees_who_waits_for_what_they_do_with_them_or_with_anyone(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        var noah = await business.HireAsync();
        var limited = noah with { Rights = noah.Rights.LimitedToOwnCalendar(true) };
        await JoinAsync(business, "anyone@example.org");
        (await house.Get<JoinWaitlistHandler>().HandleAsync(
            business.Visitor,
            new JoinWaitlist(business.Service.Id, business.Owner.Id, Tuesday, Tuesday, "Eva Moen", "mia@example.org", null),
            CancellationToken.None)).Required();
        var anyone = (await WaitingAsync(business)).Single(static entry => entry.MemberId is null);
        var command = new CreateBooking(business.Service.Id, noah.Id, Tuesday.At(new LocalTime(11, 0)), anyone.ContactId) { WaitlistEntryId = anyone.Id, Reason = "Called" };

        // Of a service that they don't do: nothing, whoever is waited for.
        Assert.Empty(await WaitingAsync(business, limited));
        Assert.Null(await house.Get<WaitlistQueries>().FindAsync(limited, anyone.Id, CancellationToken.None));
        Assert.Equal(WaitlistErrors.NotFound, (await RemovalAsync(limited, anyone.Id)).Error);
        Assert.Equal(WaitlistErrors.NotFound, (await house.Get<CreateBookingHandler>().HandleAsync(limited, command, CancellationToken.None)).Error);
        var removed = await RemoveAsync(business, anyone.Id);
        Assert.Equal(
            WaitlistErrors.NotFound,
            (await house.Get<UndoRemovalHandler>().HandleAsync(limited, new UndoRemoval(removed), CancellationToken.None)).Error);
        (await UndoAsync(business, removed)).Required();

        // Of one that they do: with anyone, and nobody who waits for another.
        await business.SaveAsync(business.Form with { Members = [business.Owner.Id, noah.Id] });
        Assert.Equal("anyone@example.org", Assert.Single(await WaitingAsync(business, limited)).Email);
        Assert.NotNull(await house.Get<WaitlistQueries>().FindAsync(limited, anyone.Id, CancellationToken.None));
        (await house.Get<CreateBookingHandler>().HandleAsync(limited, command, CancellationToken.None)).Required();
        Assert.Equal("mia@example.org", Assert.Single(await WaitingAsync(business)).Email);

        Task<Result<RemovedPlace>> RemovalAsync(Caller caller, Guid entryId) =>
            house.Get<RemoveFromWaitlistHandler>().HandleAsync(caller, new RemoveFromWaitlist(entryId), CancellationToken.None);
    }

    [EachEngine]
    public async Task Who_has_an_own_calendar_only_takes_nobody_off_who_waits_for_another(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);
        var noah = await business.HireAsync();
        (await house.Get<JoinWaitlistHandler>().HandleAsync(
            business.Visitor,
            new JoinWaitlist(business.Service.Id, business.Owner.Id, Tuesday, Tuesday, "Eva Moen", "first@example.org", null),
            CancellationToken.None)).Required();
        var entry = (await WaitingAsync(business)).Single();

        var refused = await house.Get<RemoveFromWaitlistHandler>().HandleAsync(
            noah with { Rights = noah.Rights.LimitedToOwnCalendar(true) }, new RemoveFromWaitlist(entry.Id), CancellationToken.None);

        Assert.Equal(WaitlistErrors.NotFound, refused.Error);
        Assert.Single(await WaitingAsync(business));
    }

    [EachEngine]
    public async Task Nobody_waits_for_days_that_have_free_times_and_nobody_waits_twice(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await FullDayAsync(house);

        await JoinAsync(business, "first@example.org");
        await JoinAsync(business, "first@example.org");
        var free = await TryJoinAsync(business, "first@example.org", Tuesday.PlusDays(1));

        Assert.Equal(WaitlistErrors.TimesAreFree, free.Error);
        Assert.Single(await WaitingAsync(business));
    }

    private static Task<IReadOnlyList<WaitlistEntry>> WaitingAsync(TestBusiness business, Caller? caller = null) =>
        business.House.Get<WaitlistQueries>().WaitingAsync(caller ?? business.Owner, null, 100, CancellationToken.None);

    private static async Task<RemovedPlace> RemoveAsync(TestBusiness business, Guid entryId) =>
        (await business.House.Get<RemoveFromWaitlistHandler>().HandleAsync(
            business.Owner, new RemoveFromWaitlist(entryId), CancellationToken.None)).Required();

    private static Task<Result<RestoredPlace>> UndoAsync(TestBusiness business, RemovedPlace removed) =>
        business.House.Get<UndoRemovalHandler>().HandleAsync(business.Owner, new UndoRemoval(removed), CancellationToken.None);

    // Two wait, and the first has an offer.
    private static async Task<TestBusiness> OfferedAsync(TestHouse house)
    {
        var business = await FullDayAsync(house);
        await JoinAsync(business, "first@example.org");
        house.Clock.Now += Duration.FromSeconds(1);
        await JoinAsync(business, "second@example.org");
        await CancelOneAsync(business);
        await house.DrainAsync();
        return business;
    }

    private static async Task<TestBusiness> FullDayAsync(TestHouse house)
    {
        var business = await house.OpenBusinessAsync();
        await house.Get<SetDayHoursHandler>().HandleAsync(
            business.Owner, new SetDayHours(business.Owner.Id, Tuesday, [new(9 * 60, 10 * 60)]), CancellationToken.None);
        await business.BookAsync(Tuesday.At(new LocalTime(9, 0)), "anna@example.org");
        await business.BookAsync(Tuesday.At(new LocalTime(9, 30)), "jon@example.org");
        await house.DrainAsync();
        return business;
    }

    private static async Task CancelOneAsync(TestBusiness business)
    {
        await CancelAsync(business);
        business.House.Clock.Now += Booking.TimeToThink;
    }

    private static async Task<Guid> CancelAsync(TestBusiness business)
    {
        var first = await FirstAsync(business);
        (await business.House.Get<CancelBookingHandler>().HandleAsync(
            business.Owner, new CancelBooking(first.Id) { Tell = false }, CancellationToken.None)).Required();
        return first.Id;
    }

    private static Task<Booking> FirstAsync(TestBusiness business) => business.House.ReadAsync(
        business.Id,
        static db => db.Bookings().Where(static row => row.Status != BookingStatus.Cancelled).OrderBy(static row => row.StartsAt).FirstAsync());

    private static async Task JoinAsync(TestBusiness business, string email) => (await TryJoinAsync(business, email, Tuesday)).Required();

    private static Task<Result<WaitlistPlace>> TryJoinAsync(TestBusiness business, string email, LocalDate day) =>
        business.House.Get<JoinWaitlistHandler>().HandleAsync(
            business.Visitor, new JoinWaitlist(business.Service.Id, null, day, day, "Eva Moen", email, null), CancellationToken.None);

    private static async Task<IReadOnlyList<string>> MailAsync(TestBusiness business, string email) =>
        [.. (await business.LocalOutboxAsync()).Where(entry => entry.Address == email).Select(static entry => entry.Body)];

    private static async Task<Caller.LinkHolder> OfferToAsync(TestBusiness business, string email)
    {
        var token = Link().Match((await MailAsync(business, email)).Single()).Groups[1].Value;
        return (await business.House.Get<PublicLinks>().ResolveAsync(token, LinkPurposes.Waitlist, CancellationToken.None)).Required();
    }

    [GeneratedRegex("/waitlist/([A-Za-z0-9_-]{22})")]
    private static partial Regex Link();
}
