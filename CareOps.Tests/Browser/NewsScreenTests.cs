using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using Microsoft.Playwright;

using NodaTime;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>What comes in is told on whatever screen a member is, and by the browser to those who want that.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class NewsScreenTests : IAsyncDisposable
{
    // Stands where the browser hands notifications to the system; the page counts as out of sight.
    private const string Recorder = """
        window.told = [];
        window.Notification = class {
          static permission = "default";
          static async requestPermission() { return this.permission = "granted"; }
          constructor(title, options) { window.told.push(title + " | " + options.body); }
          close() {}
        };
        Object.defineProperty(document, "hidden", { get: () => true });
        """;

    private readonly FakeClock _clock = new();
    private readonly TestServer _server;

    public NewsScreenTests() => _server = new TestServer(clock: _clock);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [BrowserFact]
    public async Task A_booking_that_comes_in_is_told_on_another_screen_and_by_the_browser()
    {
        var site = await SeededSite.SeedAsync(_server);
        var page = await Support.Browser.NewPageAsync();
        await page.AddInitScriptAsync(Recorder);
        await page.GotoAsync(site.Url("/account/login"));
        await page.GetByLabel("Email").FillAsync(SeededSite.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(SeededSite.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
        await page.GotoAsync(site.Url($"/app/{SeededSite.Slug}/inventory"));
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
        var news = page.Locator(".news-item");

        // Not asked for yet: it is told in the page alone.
        await BookAsync(site, "Ida Vik", 11);
        await Expect(news.Filter(new() { HasText = "New booking: Ida Vik" })).ToContainTextAsync("Appointment, Thu 5 Mar, 11:00");
        Assert.Empty(await ToldAsync(page));
        await news.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(news).ToHaveCountAsync(0);

        await page.Locator(".bell-btn").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Notify me in this browser" }).ClickAsync();
        await page.Locator(".bell-btn").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Stop notifying in this browser", Pressed = true })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await BookAsync(site, "Per Holm", 13);
        await Expect(news).ToHaveCountAsync(1);
        await Expect(news).ToContainTextAsync("New booking: Per Holm");
        await page.WaitForFunctionAsync("window.told.length === 1");
        Assert.Equal(["New booking: Per Holm | Appointment, Thu 5 Mar, 13:00"], await ToldAsync(page));

        // It leads to the booking.
        await news.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator(".drawer")).ToContainTextAsync("Per Holm");
        await Expect(news).ToHaveCountAsync(0);
        await page.CloseAsync();
    }

    private static Task<string[]> ToldAsync(IPage page) => page.EvaluateAsync<string[]>("window.told");

    private async Task BookAsync(SeededSite site, string name, int hour)
    {
        _clock.Advance(Duration.FromSeconds(1));
        (await _server.Get<BookSlotHandler>().HandleAsync(
            new Caller.Visitor(site.Owner.Workspace),
            new BookSlot(site.ServiceId, new LocalDateTime(2026, 3, 5, hour, 0), name, "someone@example.org", null, null, Guid.NewGuid()),
            default)).Required();
    }
}
