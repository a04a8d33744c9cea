using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Bookings;

public sealed class BookSlotTests
{
    [EachEngine]
    public async Task A_booking_brings_contact_conversation_and_activity(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        var booking = await business.BookAsync(TestBusiness.Tuesday);

        Assert.Equal(Instant.FromUtc(2026, 3, 3, 8, 30), booking.StartsAt);
        Assert.Equal(BookingStatus.Confirmed, booking.Status);
        var conversation = await business.ConversationAsync();
        Assert.Equal(booking.ContactId, conversation.ContactId);
        Assert.Equal(1, conversation.UnreadCount);
        var activity = Assert.Single(await business.MessagesAsync());
        Assert.StartsWith($"Booked Appointment, Tue 3 Mar, 09:30 · {booking.Reference}", activity.Body, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task One_of_200_parallel_attempts_at_a_slot_wins(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        var attempts = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            number => Task.Run(() => business.TryBookAsync(TestBusiness.Tuesday, $"visitor{number}@example.org"))));

        Assert.Single(attempts, static attempt => attempt.Succeeded);
        Assert.Equal(199, attempts.Count(static attempt => attempt.Error == BookingErrors.SlotTaken));
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Bookings().CountAsync()));
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Contacts().CountAsync()));
    }

    [EachEngine]
    public async Task The_database_itself_refuses_an_overlap(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var first = await business.BookAsync(TestBusiness.Tuesday);
        var second = await business.BookAsync(TestBusiness.Tuesday.PlusMinutes(30));

        // Behind the engine's back: the second booking's time is stretched into the first one's.
        var exception = await Assert.ThrowsAsync<DbUpdateException>(() => house.Get<IWriteDoor>().RunAsync(
            new Caller.SystemWork(business.Id, "test"),
            async (db, token) =>
            {
                var stretched = new Interval(first.EndsAt - Duration.FromMinutes(1), second.EndsAt);
                var slot = new Slot(TestBusiness.Tuesday.PlusMinutes(30), second.StartsAt, second.EndsAt);
                db.AddRange(Occupancy.Of(db, second, Placement.Of(slot, second.MemberId) with { Occupied = stretched }));
                await db.Occupancies().Where(row => row.BookingId == second.Id).ExecuteDeleteAsync(token);
                return Done.It;
            },
            CancellationToken.None));

        Assert.True(exception.WasRefusedBy(Occupancy.NoOverlap));
        Assert.Equal(2, await house.ReadAsync(business.Id, static db => db.Occupancies().CountAsync()));
    }

    [EachEngine]
    public async Task Back_to_back_bookings_are_no_overlap(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        await business.BookAsync(TestBusiness.Tuesday);

        Assert.True((await business.TryBookAsync(TestBusiness.Tuesday.PlusMinutes(30))).Succeeded);
        Assert.True((await business.TryBookAsync(TestBusiness.Tuesday.PlusMinutes(-30))).Succeeded);
    }

    [EachEngine]
    public async Task The_identical_post_again_answers_with_the_first_booking(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var key = Guid.NewGuid();

        var posts = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => Task.Run(() => business.TryBookAsync(TestBusiness.Tuesday, key: key))));

        Assert.All(posts, static post => Assert.True(post.Succeeded, post.Error?.Message));
        Assert.Single(posts.Select(static post => post.Value!.BookingId).Distinct());
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Bookings().CountAsync()));
    }

    [EachEngine]
    public async Task An_altered_replay_is_a_conflict_and_changes_nothing(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var key = Guid.NewGuid();
        await business.TryBookAsync(TestBusiness.Tuesday, key: key);

        var altered = await business.TryBookAsync(TestBusiness.Tuesday.PlusHours(1), key: key);

        Assert.Equal("submission.altered", altered.Error?.Code);
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Bookings().CountAsync()));
    }

    [EachEngine]
    public async Task Spellings_of_one_address_are_one_contact_also_at_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        string[] spellings = ["anna@example.org", "Anna@Example.org", "ANNA@EXAMPLE.ORG", "anna@EXAMPLE.org"];

        var booked = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(
            () => business.TryBookAsync(TestBusiness.Tuesday.PlusMinutes(30 * number), spellings[number % 4]))));

        Assert.All(booked, static one => Assert.True(one.Succeeded, one.Error?.Message));
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Contacts().CountAsync()));
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Conversations().CountAsync()));
    }

    [EachEngine]
    public async Task Without_an_email_the_phone_number_tells_who_it_is(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        var first = await business.BookAsync(TestBusiness.Tuesday, email: null, phone: "555 01 234");
        var second = await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), email: null, phone: "+47 55 50 12 34");

        Assert.Equal(first.ContactId, second.ContactId);
        Assert.Equal("+4755501234", second.Phone);
    }

    [Theory]
    [InlineData(null, "anna@example.org", null, "Name", "required")]
    [InlineData("   ", "anna@example.org", null, "Name", "required")]
    [InlineData("Anna", null, null, "Email", "contact.unreachable")]
    [InlineData("Anna", "not an address", null, "Email", "email")]
    [InlineData("Anna", "anna@example.org\r\nBcc: x@example.org", null, "Email", "email")]
    [InlineData("Anna", null, "12", "Phone", "phone")]
    [InlineData("Anna\u0007", "anna@example.org", null, "Name", "characters")]
    public async Task Bad_input_is_told_beside_its_field(string? name, string? email, string? phone, string field, string code)
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();

        var refused = await business.TryBookAsync(TestBusiness.Tuesday, email, name, phone);

        Assert.Contains(refused.Error!.All, error => error.Field == field && error.Code == code);
        Assert.Equal(0, await house.ReadAsync(business.Id, static db => db.Contacts().CountAsync()));
    }

    [Theory]
    [InlineData(2026, 3, 1, 10, 0, "slot.past")]
    [InlineData(2026, 3, 2, 10, 30, "slot.notice")]
    [InlineData(2026, 3, 3, 9, 45, "slot.outside_hours")]
    [InlineData(2026, 3, 3, 17, 0, "slot.outside_hours")]
    [InlineData(2026, 3, 7, 10, 0, "slot.outside_hours")]
    [InlineData(2027, 3, 2, 10, 0, "slot.horizon")]
    public async Task A_time_that_is_not_offered_is_refused(int year, int month, int day, int hour, int minute, string code)
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();

        var refused = await business.TryBookAsync(new LocalDateTime(year, month, day, hour, minute));

        Assert.Equal(code, refused.Error?.Code);
    }

    [EachEngine]
    public async Task Cancelling_frees_the_time_at_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);

        var cancelled = await house.Get<CancelBookingHandler>()
            .HandleAsync(business.Owner, new CancelBooking(booking.Id), CancellationToken.None);

        Assert.True(cancelled.Succeeded);
        Assert.True((await business.TryBookAsync(TestBusiness.Tuesday, "tom@example.org")).Succeeded);
        var again = await house.Get<CancelBookingHandler>()
            .HandleAsync(business.Owner, new CancelBooking(booking.Id), CancellationToken.None);
        Assert.Equal(BookingErrors.AlreadyCancelled, again.Error);
    }

    [Fact]
    public async Task A_booking_made_just_before_its_cancellation_is_not_confirmed_any_more()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        await house.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(booking.Id), CancellationToken.None);

        await house.DrainAsync();

        var run = await house.ReadAsync(business.Id, db => db.AutomationRuns().SingleAsync(row => row.SubjectId == booking.Id));
        Assert.Equal(SkipReason.BookingCancelled, run.SkipReason);
        Assert.Empty(await business.LocalOutboxAsync());
    }
}
