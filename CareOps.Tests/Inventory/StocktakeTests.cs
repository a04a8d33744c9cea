using CareOps.Core.Data;
using CareOps.Core.Inventory;
using CareOps.Tests.Support;

namespace CareOps.Tests.Inventory;

public sealed class StocktakeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [EachEngine]
    public async Task What_was_counted_changes_nothing_until_it_is_confirmed_and_then_by_its_difference(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var (oil, towels) = (await business.AddItemAsync(opening: 100), await business.AddItemAsync("Towels", "pieces", 10, 2));
        await CountAsync(business, oil.Id, 50);
        await CountAsync(business, oil.Id, 90);
        await CountAsync(business, towels.Id, 10);
        Assert.Equal(100, await business.QuantityAsync(oil.Id));

        // Used between counting and confirming.
        (await business.MoveAsync(oil.Id, MovementKind.Used, 30)).Required();
        Assert.Equal(2, (await house.Get<ConfirmCountsHandler>().HandleAsync(business.Owner, new ConfirmCounts(), None)).Required());
        Assert.Equal(0, (await house.Get<ConfirmCountsHandler>().HandleAsync(business.Owner, new ConfirmCounts(), None)).Required());

        Assert.Equal((60, 10), (await business.QuantityAsync(oil.Id), await business.QuantityAsync(towels.Id)));
        Assert.Equal((MovementKind.Counted, 0L), ((await business.LedgerAsync(towels.Id))[^1].Kind, (await business.LedgerAsync(towels.Id))[^1].Change));
        Assert.All(await house.Get<CountQueries>().ListAsync(business.Owner, null, None), static row => Assert.Null(row.Count));
    }

    [EachEngine]
    public async Task A_count_is_taken_back_and_never_leaves_less_than_nothing(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var oil = await business.AddItemAsync(opening: 100);
        await CountAsync(business, oil.Id, 10);
        await CountAsync(business, oil.Id, null);
        Assert.Equal(0, (await house.Get<ConfirmCountsHandler>().HandleAsync(business.Owner, new ConfirmCounts(), None)).Required());

        await CountAsync(business, oil.Id, 10);
        (await business.MoveAsync(oil.Id, MovementKind.Used, 95)).Required();
        (await house.Get<ConfirmCountsHandler>().HandleAsync(business.Owner, new ConfirmCounts(), None)).Required();

        Assert.Equal(0, await business.QuantityAsync(oil.Id));
    }

    // 100 are expected and 90 counted: 10 are missing, and stay missing whatever moves before that is confirmed.
    [EachEngine]
    public async Task A_difference_is_to_what_was_expected_at_the_moment_of_counting(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var oil = await business.AddItemAsync(opening: 100);
        await CountAsync(business, oil.Id, 90);
        Assert.Equal((100_000L, -10_000L, 0L, 90_000L), await RowAsync());

        (await business.MoveAsync(oil.Id, MovementKind.Used, 30)).Required();
        Assert.Equal((100_000L, -10_000L, -30_000L, 60_000L), await RowAsync());

        // More went than was counted: what is left then is nothing, not less.
        (await business.MoveAsync(oil.Id, MovementKind.Used, 65)).Required();
        Assert.Equal((100_000L, -10_000L, -95_000L, 0L), await RowAsync());
        (await house.Get<ConfirmCountsHandler>().HandleAsync(business.Owner, new ConfirmCounts(), None)).Required();
        Assert.Equal(0, await business.QuantityAsync(oil.Id));

        async Task<(long Expected, long Difference, long Since, long Confirmed)> RowAsync()
        {
            var row = Assert.Single(await house.Get<CountQueries>().ListAsync(business.Owner, null, None));
            return (row.Count!.Expected, row.Count.Difference, row.Since, row.Confirmed);
        }
    }

    private static async Task CountAsync(TestBusiness business, Guid item, decimal? quantity) =>
        (await business.House.Get<CountItemHandler>().HandleAsync(business.Owner, new CountItem(item, quantity), None)).Required();
}
