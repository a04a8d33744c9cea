using System.Text;

using CareOps.Core.Data;
using CareOps.Core.Inventory;
using CareOps.Tests.Support;

namespace CareOps.Tests.Inventory;

public sealed class ItemFileTests
{
    private const string File = """
        Item;SKU;Unit;Stock;Minimum;Cost;Vendor
        Massage oil;OIL-1;ml;250;100;0,4;Nordic Supplies
        Towels;;pieces;40;10;;Linen House
        ;X;;;;;
        Tape;;rolls;1,200;;;
        Towels;;pieces;41;;;
        """;

    [EachEngine]
    public async Task A_file_is_foretold_line_by_line_and_then_does_just_that_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var oil = await business.AddItemAsync(opening: 100);
        var content = Encoding.UTF8.GetBytes(File);
        var columns = ItemPlan.SampleOf(content).Required().Columns;
        var import = new ImportItems(content, columns, HasHeadings: true);

        var plan = (await house.Get<StockFileQueries>().PlanAsync(business.Owner, content, columns, true, CancellationToken.None)).Required();
        var done = (await house.Get<ImportItemsHandler>().HandleAsync(business.Owner, import, CancellationToken.None)).Required();

        Assert.Equal("2 Changed, 3 Created, 4 Refused, 5 Refused, 6 Changed", string.Join(", ", plan.Select(static line => $"{line.Number} {line.Outcome}")));
        Assert.Equal("Quantity 100 → 250 ml", plan[0].About);
        Assert.Equal("The quantity “1,200” is not a number that can be read. Write it like 1200 or 1.5.", plan[3].About);
        Assert.Equal((1, 2, "4 5"), (done.Created, done.Changed, string.Join(' ', done.Refused.Select(static line => line.Number))));
        Assert.Equal(250, await business.QuantityAsync(oil.Id));
        Assert.Equal(("OIL-1", 40L, 100_000L), ((await business.ItemAsync(oil.Id)).Sku, (await business.ItemAsync(oil.Id)).CostMinor, (await business.ItemAsync(oil.Id)).LowAt));

        (await house.Get<ImportItemsHandler>().HandleAsync(business.Owner, import, CancellationToken.None)).Required();
        Assert.Equal(2, (await business.LedgerAsync(oil.Id)).Count);
        Assert.Equal(2, (await house.Get<StockQueries>().CountsAsync(business.Owner, CancellationToken.None)).All);
        Assert.Equal(2, (await house.Get<StockQueries>().SuppliersAsync(business.Owner, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task What_is_exported_comes_in_again_as_it_was()
    {
        await using var house = await TestHouse.StartAsync();
        var (one, other) = (await house.OpenBusinessAsync("One"), await house.OpenBusinessAsync("Other"));
        await one.AddItemAsync("=Oil, \"best\"", "ml", 12.125m, 1.5m, (await one.AddSupplierAsync()).Id);
        await one.AddItemAsync("Towels", "pieces", null, 0);
        var files = house.Get<StockFileQueries>();

        var exported = await files.AllAsync(one.Owner, CancellationToken.None);
        var content = Encoding.UTF8.GetBytes(exported);
        (await house.Get<ImportItemsHandler>().HandleAsync(
            other.Owner, new ImportItems(content, ItemPlan.SampleOf(content).Required().Columns, true), CancellationToken.None)).Required();

        Assert.Equal(exported, await files.AllAsync(other.Owner, CancellationToken.None));
        Assert.Equal(1, (await house.Get<StockQueries>().CountsAsync(other.Owner, CancellationToken.None)).Uncounted);
    }

    [Fact]
    public async Task A_line_without_a_quantity_is_not_counted_yet_and_one_with_none_is()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var known = await business.AddItemAsync("Tape", "rolls", null, 0);
        var content = Encoding.UTF8.GetBytes("Item;Stock\nOil;\nTape;0\n");
        var columns = ItemPlan.SampleOf(content).Required().Columns;

        var plan = (await house.Get<StockFileQueries>().PlanAsync(business.Owner, content, columns, true, CancellationToken.None)).Required();
        for (var time = 0; time < 2; time++)
        {
            (await house.Get<ImportItemsHandler>().HandleAsync(business.Owner, new ImportItems(content, columns, true), CancellationToken.None)).Required();
        }

        Assert.Equal(["Not counted yet", "Counted for the first time: 0 rolls"], plan.Select(static line => line.About));
        Assert.Equal((MovementKind.Counted, 0L), (Assert.Single(await business.LedgerAsync(known.Id)).Kind, await business.QuantityAsync(known.Id)));
        Assert.Equal(1, (await house.Get<StockQueries>().CountsAsync(business.Owner, CancellationToken.None)).Uncounted);
    }

    [Fact]
    public async Task A_file_without_names_or_with_two_of_a_kind_is_refused_in_words()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var content = Encoding.UTF8.GetBytes("a,b\n1,2\n");
        var import = house.Get<ImportItemsHandler>();

        var nameless = await import.HandleAsync(business.Owner, new ImportItems(content, [ItemColumn.Sku, ItemColumn.LeftOut], true), CancellationToken.None);
        var twice = await import.HandleAsync(business.Owner, new ImportItems(content, [ItemColumn.Name, ItemColumn.Name], true), CancellationToken.None);

        Assert.Equal("Choose the column that holds the names of the items.", nameless.Error!.Message);
        Assert.Equal("Two columns are said to be the same thing. Leave one of them out.", twice.Error!.Message);
    }
}
