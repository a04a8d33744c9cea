using CareOps.Core.Bookings;
using CareOps.Core.Inventory;
using CareOps.Tests.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>A member takes something from the shelf, says what a booking took, and counts.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class StockScreenTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [BrowserFact]
    public async Task Something_is_taken_in_the_list_and_more_than_is_there_only_with_a_reason()
    {
        var (_, page, complaints) = await OpenAsync("inventory?q=towels");

        await page.GetByRole(AriaRole.Button, new() { Name = "Take Towels" }).ClickAsync();
        await page.GetByLabel("How much").FillAsync("41");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Towels: only 40 pieces left, and this takes 41 pieces.");
        await page.GetByLabel("How much").FillAsync("35");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it anyway" }).ClickAsync();

        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Towels" }).First;
        await Expect(row).ToContainTextAsync("5");
        await Expect(row).ToContainTextAsync("Low");
        await row.GetByRole(AriaRole.Link, new() { Name = "Towels" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Movements" })).ToBeVisibleAsync();
        await Expect(page.GetByText("−35")).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task What_a_booking_took_is_said_as_it_is_completed()
    {
        var site = await shared.SeededAsync();
        (await site.Server.Get<MarkArrivedHandler>().HandleAsync(site.Owner, new MarkArrived(site.BookingId), default)).Required();
        var (_, page, complaints) = await OpenAsync($"calendar?booking={site.BookingId}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Completed" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What did it take?" })).ToBeVisibleAsync();
        await page.Locator("dialog").GetByLabel("Massage oil").FillAsync("25.5");
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Completed" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reopen" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Taken from stock" })).ToContainTextAsync("25.5 ml");

        var movements = await site.Server.Get<StockQueries>().MovementsAsync(site.Owner, site.ItemId, null, 1, default);
        Assert.Equal((MovementKind.Used, -25_500, site.BookingId), (movements[0].Movement.Kind, movements[0].Movement.Change, movements[0].Movement.BookingId));

        await page.GetByRole(AriaRole.Button, new() { Name = "It was something else" }).ClickAsync();
        await page.Locator("dialog").GetByLabel("Massage oil").FillAsync("20");
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Taken from stock" })).ToContainTextAsync("20 ml");
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Counts_are_kept_shown_as_differences_and_confirmed()
    {
        var (site, page, complaints) = await OpenAsync("inventory/count");

        await page.GetByLabel("Kinesio tape").FillAsync("3");
        await page.GetByLabel("Kinesio tape").BlurAsync();
        await Expect(page.GetByText("+3 rolls")).ToBeVisibleAsync();

        // Some come while the others are counted: what was found stays three.
        var tape = (await site.Server.Get<StockQueries>().ListAsync(site.Owner, new StockFilter { Search = "kinesio" }, null, 1, default))[0].Item.Id;
        (await site.Server.Get<MoveStockHandler>().HandleAsync(
            site.Owner, new MoveStock(tape, Guid.NewGuid(), MovementKind.Received, 2, null), default)).Required();
        var row = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Kinesio tape" });
        await Expect(row).ToContainTextAsync("2 rolls came since: 5 rolls when confirmed");
        await Expect(row).ToContainTextAsync("0 rolls expected");
        await Expect(row).ToContainTextAsync("+3 rolls");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm 2 counts" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("2 counts are in the ledger.");
        Assert.Empty(await CountedAsync(site));
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task What_was_never_counted_says_so_and_is_counted_in_the_list()
    {
        var site = await shared.SeededAsync();
        (await site.Server.Get<SaveItemHandler>().HandleAsync(
            site.Owner, new SaveItem(null, "Face masks", "pieces", null, null, 5, null, null, null), default)).Required();
        var (_, page, complaints) = await OpenAsync("inventory?q=face");

        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Face masks" }).First;
        await Expect(row).ToContainTextAsync("Not counted yet");
        await Expect(page.GetByText("1 item is not counted yet.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Count Face masks" }).ClickAsync();
        await page.GetByLabel("There are").FillAsync("60");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(row).ToContainTextAsync("60");
        await Expect(page.GetByText("Not counted yet")).ToBeHiddenAsync();
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_draft_gets_one_thing_more_with_its_cost_and_loses_it_again()
    {
        var site = await shared.SeededAsync();
        var tape = (await site.Server.Get<StockQueries>().ListAsync(site.Owner, new StockFilter { Search = "kinesio" }, null, 1, default))[0].Item.Id;
        var order = (await site.Server.Get<OrderItemHandler>().HandleAsync(site.Owner, new OrderItem(tape, 3), default)).Required();
        var (_, page, complaints) = await OpenAsync($"inventory/orders/{order.Id}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Add an item" }).ClickAsync();
        await page.GetByLabel("Find an item to add").FillAsync("tow");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add Towels" }).ClickAsync();
        await page.GetByLabel("How much Towels").FillAsync("4");
        await page.GetByLabel("How much Towels").BlurAsync();
        await page.GetByLabel("Cost of one of Towels").FillAsync("8,5");
        await page.GetByLabel("Cost of one of Towels").BlurAsync();
        await Expect(page.Locator(".stock-total")).ToContainTextAsync("34 ");
        await Expect(page.Locator(".stock-text")).ToContainTextAsync("- 4 pieces  Towels, 8.50");

        await page.GetByRole(AriaRole.Button, new() { Name = "Take Towels off the order" }).ClickAsync();
        await Expect(page.GetByLabel("How much Towels")).ToBeHiddenAsync();
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    private static async Task<IEnumerable<CountRow>> CountedAsync(SeededSite site) =>
        (await site.Server.Get<CountQueries>().ListAsync(site.Owner, null, default)).Where(static row => row.Count is not null);

    private async Task<(SeededSite Site, IPage Page, List<string> Complaints)> OpenAsync(string path)
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url($"/app/{SeededSite.Slug}/{path}"));
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
        return (site, page, complaints);
    }
}
