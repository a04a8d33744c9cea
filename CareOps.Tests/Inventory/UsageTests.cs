using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Inventory;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Inventory;

public sealed class UsageTests
{
    [EachEngine]
    public async Task Completing_takes_what_the_service_uses_and_reopening_brings_it_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var (oil, towels) = (await business.AddItemAsync(), await business.AddItemAsync("Towels", "pieces", 10, 2));
        await business.UseAsync(oil.Id, 30);
        await business.UseAsync(towels.Id, 1);
        var booking = await BegunAsync(business);

        (await business.CompleteAsync(booking.Id)).Required();
        Assert.Equal((70, 9), (await business.QuantityAsync(oil.Id), await business.QuantityAsync(towels.Id)));
        Assert.Equal((MovementKind.Used, booking.Id), ((await business.LedgerAsync(oil.Id))[^1].Kind, (await business.LedgerAsync(oil.Id))[^1].BookingId));
        Assert.Equal(
            1, await house.ReadAsync(business.Id, db => db.TimelineEntries().CountAsync(row => row.Kind == "stock.used" && row.ContactId == booking.ContactId)));

        (await business.ReopenAsync(booking.Id)).Required();
        Assert.Equal((100, 10), (await business.QuantityAsync(oil.Id), await business.QuantityAsync(towels.Id)));
        Assert.Equal(MovementKind.Returned, (await business.LedgerAsync(oil.Id))[^1].Kind);

        (await business.CompleteAsync(booking.Id, [new UsedUp(oil.Id, 12_500)])).Required();
        Assert.Equal((87.5m, 10), (await business.QuantityAsync(oil.Id), await business.QuantityAsync(towels.Id)));
        (await business.ReopenAsync(booking.Id)).Required();
        Assert.Equal(100, await business.QuantityAsync(oil.Id));
    }

    [EachEngine]
    public async Task However_often_it_is_pressed_it_is_taken_once_and_brought_back_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var oil = await business.AddItemAsync();
        await business.UseAsync(oil.Id, 30);
        var booking = await BegunAsync(business);

        var completed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => business.CompleteAsync(booking.Id)));
        Assert.Equal(1, completed.Count(static answer => answer.Succeeded));
        Assert.Equal(70, await business.QuantityAsync(oil.Id));

        var reopened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => business.ReopenAsync(booking.Id)));
        Assert.Equal(1, reopened.Count(static answer => answer.Succeeded));
        Assert.Equal(100, await business.QuantityAsync(oil.Id));
        Assert.Equal(3, (await business.LedgerAsync(oil.Id)).Count);
    }

    [EachEngine]
    public async Task What_is_not_there_keeps_a_booking_from_being_completed_until_someone_says_why(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var (oil, tape) = (await business.AddItemAsync(opening: 100), await business.AddItemAsync("Tape", "rolls", 0, 1));
        await business.UseAsync(oil.Id, 30);
        await business.UseAsync(tape.Id, 1);
        var booking = await BegunAsync(business);

        var refused = await business.CompleteAsync(booking.Id);
        Assert.Equal(InventoryErrors.ShortCode, refused.Error!.Code);
        Assert.StartsWith("Tape: nothing is left, and this takes 1 rolls.", refused.Error.Message, StringComparison.Ordinal);
        Assert.Equal(BookingStatus.Confirmed, (await business.ReadBookingAsync(booking.Id)).Status);
        Assert.Equal(100, await business.QuantityAsync(oil.Id));

        (await business.CompleteAsync(booking.Id, overdraw: "From my own bag")).Required();
        Assert.Equal((70, -1), (await business.QuantityAsync(oil.Id), await business.QuantityAsync(tape.Id)));
        Assert.Null((await business.LedgerAsync(oil.Id))[^1].OverrideReason);
    }

    [EachEngine]
    public async Task Items_of_another_business_cannot_be_used_up(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (mine, theirs) = (await house.OpenBusinessAsync("Mine"), await house.OpenBusinessAsync("Theirs"));
        var foreign = await theirs.AddItemAsync();
        var booking = await BegunAsync(mine);

        Assert.Equal(InventoryErrors.ItemNotFound, (await mine.CompleteAsync(booking.Id, [new UsedUp(foreign.Id, 1_000)])).Error);
        Assert.Equal(100, await theirs.QuantityAsync(foreign.Id));
        Assert.Equal(BookingStatus.Confirmed, (await mine.ReadBookingAsync(booking.Id)).Status);
    }

    [Fact]
    public async Task What_a_service_uses_is_changed_and_taken_away_again()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var oil = await business.AddItemAsync();
        var supply = house.Get<SupplyQueries>();
        var booking = await business.BookAsync(TestBusiness.Tuesday);

        await business.UseAsync(oil.Id, 30);
        await business.UseAsync(oil.Id, 40);
        Assert.Equal(40_000, (await supply.UsualOfAsync(business.Owner, booking.Id, CancellationToken.None)).Single().Usual);
        await business.UseAsync(oil.Id, 0);
        Assert.Empty(await supply.UsualOfAsync(business.Owner, booking.Id, CancellationToken.None));
    }

    private static async Task<Booking> BegunAsync(TestBusiness business)
    {
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        business.House.Clock.Now = booking.EndsAt;
        return booking;
    }

    [EachEngine]
    public async Task Nothing_is_taken_of_what_was_never_counted_and_nobody_is_asked_why(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var (oil, tape) = (await business.AddItemAsync(opening: 100), await business.AddItemAsync("Tape", "rolls", null, 1));
        await business.UseAsync(oil.Id, 30);
        await business.UseAsync(tape.Id, 1);
        var booking = await BegunAsync(business);
        var supply = house.Get<SupplyQueries>();

        Assert.Equal([100_000, null], (await supply.UsualOfAsync(business.Owner, booking.Id, CancellationToken.None)).Select(static line => line.InStock));
        (await business.CompleteAsync(booking.Id)).Required();

        Assert.Equal((70, 0), (await business.QuantityAsync(oil.Id), await business.QuantityAsync(tape.Id)));
        Assert.Empty(await business.LedgerAsync(tape.Id));
        var taken = Assert.Single(await supply.TakenByAsync(business.Owner, booking.Id, CancellationToken.None));
        Assert.Equal((oil.Id, 30_000), (taken.ItemId, taken.Taken));
        Assert.Equal(
            "Tape: nobody has counted it yet, and this takes 1 rolls. Enter what was really taken, or say why it is more than was counted.",
            (await business.MoveAsync(tape.Id, MovementKind.Used, 1)).Error!.Message);
    }

    [EachEngine]
    public async Task What_a_completed_booking_took_is_corrected_by_the_difference_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var (oil, towels) = (await business.AddItemAsync(), await business.AddItemAsync("Towels", "pieces", 10, 2));
        await business.UseAsync(oil.Id, 30);
        var booking = await BegunAsync(business);
        Assert.Equal("stock.not_completed", (await CorrectAsync(new UsedUp(oil.Id, 1))).Error?.Code);
        (await business.CompleteAsync(booking.Id)).Required();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CorrectAsync(new UsedUp(oil.Id, 12_500), new UsedUp(towels.Id, 2_000))));
        Assert.All(answers, static answer => answer.Required());
        Assert.Equal((87.5m, 8), (await business.QuantityAsync(oil.Id), await business.QuantityAsync(towels.Id)));
        Assert.Equal([MovementKind.Counted, MovementKind.Used, MovementKind.Returned], (await business.LedgerAsync(oil.Id)).Select(static row => row.Kind));
        Assert.Equal(InventoryErrors.ShortCode, (await CorrectAsync(new UsedUp(towels.Id, 11_000))).Error?.Code);
        Assert.Equal([12_500, 2_000], (await house.Get<SupplyQueries>().TakenByAsync(business.Owner, booking.Id, CancellationToken.None)).Select(static line => line.Taken));

        (await business.ReopenAsync(booking.Id)).Required();
        Assert.Equal((100, 10), (await business.QuantityAsync(oil.Id), await business.QuantityAsync(towels.Id)));
        Assert.Empty(await house.Get<SupplyQueries>().TakenByAsync(business.Owner, booking.Id, CancellationToken.None));

        Task<Core.Foundation.Result<Core.Foundation.Done>> CorrectAsync(params UsedUp[] used) =>
            house.Get<CorrectUsedHandler>().HandleAsync(business.Owner, new CorrectUsed(booking.Id, used), CancellationToken.None);
    }
}
