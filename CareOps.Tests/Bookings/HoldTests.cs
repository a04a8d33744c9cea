using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Bookings;

public sealed class HoldTests
{
    [EachEngine]
    public async Task A_held_slot_is_nobody_elses_and_its_holder_books_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var hold = Guid.NewGuid();

        var until = (await HoldAsync(business, TestBusiness.Tuesday, hold)).Required();

        Assert.Equal(house.Clock.Now + Duration.FromMinutes(10), until);
        Assert.DoesNotContain("09:30", await business.OfferedAsync(TestBusiness.Tuesday.Date));
        Assert.Equal(BookingErrors.SlotTaken, (await business.TryBookAsync(TestBusiness.Tuesday)).Error);
        Assert.True((await BookAsync(business, hold)).Succeeded);
        Assert.Empty(await house.ReadAsync(business.Id, static db => db.Occupancies().Where(row => row.HoldId != null).ToListAsync()));
    }

    [EachEngine]
    public async Task A_hold_that_ran_out_counts_for_nothing(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await HoldAsync(business, TestBusiness.Tuesday, Guid.NewGuid());

        house.Clock.Now += Duration.FromMinutes(10);

        Assert.Contains("09:30", await business.OfferedAsync(TestBusiness.Tuesday.Date));
        Assert.True((await business.TryBookAsync(TestBusiness.Tuesday)).Succeeded);
    }

    [EachEngine]
    public async Task One_visitor_holds_one_time_and_lets_go_of_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var hold = Guid.NewGuid();
        await HoldAsync(business, TestBusiness.Tuesday, hold);

        await HoldAsync(business, TestBusiness.Tuesday.PlusHours(1), hold);

        Assert.Contains("09:30", await business.OfferedAsync(TestBusiness.Tuesday.Date));
        Assert.DoesNotContain("10:30", await business.OfferedAsync(TestBusiness.Tuesday.Date));
        await house.Get<ReleaseHoldHandler>().HandleAsync(business.Visitor, new ReleaseHold(hold), CancellationToken.None);
        Assert.Contains("10:30", await business.OfferedAsync(TestBusiness.Tuesday.Date));
    }

    [EachEngine]
    public async Task Of_many_who_want_to_hold_a_slot_one_does(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        var holds = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(
            () => HoldAsync(business, TestBusiness.Tuesday, Guid.NewGuid()))));

        Assert.Single(holds, static hold => hold.Succeeded);
    }

    private static Task<Result<Instant>> HoldAsync(TestBusiness business, LocalDateTime start, Guid hold) =>
        business.House.Get<HoldSlotHandler>().HandleAsync(
            business.Visitor, new HoldSlot(business.Service.Id, start, null, hold), CancellationToken.None);

    private static Task<Result<BookedSlot>> BookAsync(TestBusiness business, Guid hold) => business.House.Get<BookSlotHandler>().HandleAsync(
        business.Visitor,
        new BookSlot(business.Service.Id, TestBusiness.Tuesday, "Anna Berg", "anna@example.org", null, null, Guid.NewGuid()) { HoldId = hold },
        CancellationToken.None);
}
