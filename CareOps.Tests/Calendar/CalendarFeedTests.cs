using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using NodaTime;

namespace CareOps.Tests.Calendar;

/// <summary>What stands in a member's calendar feed, and who may read it.</summary>
public sealed class CalendarFeedTests
{
    [EachEngine]
    public async Task It_holds_the_members_bookings_from_30_days_back_to_400_days_ahead(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        var holder = await HolderAsync(business, await MakeAsync(business));

        async Task<bool> HasItAtAsync(Duration fromItsStart)
        {
            house.Clock.Now = booking.StartsAt + fromItsStart;
            return (await BookingsAsync(business, holder)).Exists(each => each.Id == booking.Id);
        }

        Assert.False(await HasItAtAsync(Duration.FromDays(-401)));
        Assert.True(await HasItAtAsync(Duration.FromDays(-399)));
        Assert.True(await HasItAtAsync(Duration.FromDays(29)));
        Assert.False(await HasItAtAsync(Duration.FromDays(31)));
    }

    [EachEngine]
    public async Task A_cancelled_booking_stays_for_30_days_so_that_calendars_learn_of_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(new LocalDateTime(2026, 4, 24, 9, 30));
        (await house.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(booking.Id), default)).Required();
        var holder = await HolderAsync(business, await MakeAsync(business));

        var atOnce = await BookingsAsync(business, holder);
        house.Clock.Advance(Duration.FromDays(29));
        var soon = await BookingsAsync(business, holder);
        house.Clock.Advance(Duration.FromDays(2));
        var later = await BookingsAsync(business, holder);

        Assert.Equal(BookingStatus.Cancelled, Assert.Single(atOnce).Status);
        Assert.Single(soon);
        Assert.Empty(later);
    }

    [EachEngine]
    public async Task A_new_link_ends_the_one_before_at_once_and_leaves_the_others_members_alone(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var staff = await StaffAsync(business, Rights.Staff);
        var (first, theirs) = (await MakeAsync(business), await MakeAsync(business, staff));

        var second = await MakeAsync(business);

        Assert.Equal(ErrorKind.Gone, (await ResolveAsync(business, first)).Error?.Kind);
        Assert.Equal(business.Owner.Id.Value, (await ResolveAsync(business, second)).Required().SubjectId);
        Assert.Equal(staff.Id.Value, (await ResolveAsync(business, theirs)).Required().SubjectId);
    }

    [EachEngine]
    public async Task A_link_that_was_taken_back_is_gone_and_the_member_has_no_feed(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var feeds = house.Get<CalendarFeedQueries>();
        var token = await MakeAsync(business);
        Assert.Equal(new CalendarFeedState(business.Owner.Id, house.Clock.Now), await feeds.OwnAsync(business.Owner, default));

        (await house.Get<StopCalendarFeedHandler>().HandleAsync(business.Owner, new StopCalendarFeed(), default)).Required();

        Assert.Equal(ErrorKind.Gone, (await ResolveAsync(business, token)).Error?.Kind);
        Assert.Null(await feeds.OwnAsync(business.Owner, default));
    }

    [EachEngine]
    public async Task It_holds_the_bookings_of_that_member_only(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        var staff = await StaffAsync(business, Rights.Staff);

        var own = await BookingsAsync(business, await HolderAsync(business, await MakeAsync(business)));
        var theirs = await BookingsAsync(business, await HolderAsync(business, await MakeAsync(business, staff)));

        Assert.Equal(booking.Id, Assert.Single(own).Id);
        Assert.Empty(theirs);
    }

    [EachEngine]
    public async Task It_ends_with_the_members_right_to_see_bookings(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var staff = await StaffAsync(business, Rights.None);
        var asIfAllowed = staff with { Rights = Rights.Staff };

        var holder = await HolderAsync(business, await MakeAsync(business, asIfAllowed));

        Assert.Null(await house.Get<CalendarFeedQueries>().ByLinkAsync(holder, default));
    }

    [EachEngine]
    public async Task Another_purposes_link_opens_no_feed(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booked = (await business.TryBookAsync(TestBusiness.Tuesday)).Required();
        var swapped = new Caller.LinkHolder(business.Id, LinkPurposes.ManageBooking, business.Owner.Id.Value);

        Assert.Equal(ErrorKind.NotFound, (await ResolveAsync(business, booked.Link)).Error?.Kind);
        Assert.Null(await house.Get<CalendarFeedQueries>().ByLinkAsync(swapped, default));
    }

    private static async Task<LinkToken> MakeAsync(TestBusiness business, Caller.Member? member = null) =>
        (await business.House.Get<MakeCalendarFeedHandler>().HandleAsync(member ?? business.Owner, new MakeCalendarFeed(), default)).Required();

    private static Task<Result<Caller.LinkHolder>> ResolveAsync(TestBusiness business, LinkToken token) =>
        business.House.Get<PublicLinks>().ResolveAsync(token.Value, LinkPurposes.CalendarFeed, default);

    private static async Task<Caller.LinkHolder> HolderAsync(TestBusiness business, LinkToken token) =>
        (await ResolveAsync(business, token)).Required();

    private static async Task<List<Booking>> BookingsAsync(TestBusiness business, Caller.LinkHolder holder)
    {
        var feed = await business.House.Get<CalendarFeedQueries>().ByLinkAsync(holder, default);
        Assert.NotNull(feed);
        return [.. feed.Bookings.Select(static details => details.Booking)];
    }

    private static async Task<Caller.Member> StaffAsync(TestBusiness business, Rights rights) =>
        await business.House.Get<IWriteDoor>().RunAsync(
            new Caller.SystemWork(business.Id, "test"),
            async (db, token) =>
            {
                var account = Account.Create(db.NewId(), "Ola Nes", $"ola-{Guid.NewGuid():N}@example.org", "hash");
                db.Add(account);
                var member = Member.Staff(new MemberId(db.NewId()), business.Id, account, rights, db.Now);
                db.Add(member);
                return member.AsCaller();
            },
            default);
}
