using System.Text.RegularExpressions;

using CareOps.Tests.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>Main jobs with the keyboard alone: no test here touches a mouse, or an element it did not reach with Tab.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class KeyboardTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const int MostTabs = 80;

    [BrowserFact]
    public async Task A_slot_is_booked()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: false);
        await page.GotoAsync(site.Url($"/book/{SeededSite.Slug}"));
        await page.EvaluateAsync("window.isTheFirstPage = true");

        await ReachAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Appointment", Exact = true }));
        await page.Keyboard.PressAsync("Enter");
        await ArrivedAsync(page, "/appointment$", "Choose a time");
        await ReachAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "5 March, free times", Exact = true }));
        await page.Keyboard.PressAsync("Enter");
        await ArrivedAsync(page, "day=2026-03-05$", "Choose a time");
        await ReachAsync(page, page.GetByRole(AriaRole.Link, new() { NameRegex = new("^10:00") }));
        await page.Keyboard.PressAsync("Enter");
        await ArrivedAsync(page, "start=2026-03-05T10:00", "Your details");
        await ReachAsync(page, page.GetByLabel("Name", new() { Exact = true }));
        await page.Keyboard.TypeAsync("Ida Vik");
        await ReachAsync(page, page.GetByLabel("Email", new() { Exact = true }));
        await page.Keyboard.TypeAsync("ida@example.org");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You're booked" })).ToBeFocusedAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.isTheFirstPage === true"), "The page was loaded anew on the way.");
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_booking_is_cancelled_by_its_customer()
    {
        await using var server = new TestServer(clock: new FakeClock());
        var site = await SeededSite.SeedAsync(server);
        var (page, _) = await shared.OpenAsync(isOwner: false);
        await page.GotoAsync(site.Url($"/booking/{site.Link}"));

        await ReachAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Cancel booking" }));
        await page.Keyboard.PressAsync("Enter");
        await ReachAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" }));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This booking is cancelled" })).ToBeFocusedAsync();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_customer_is_answered_in_the_inbox()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url($"/app/{SeededSite.Slug}"));
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("i");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Inbox", Level = 1 })).ToBeFocusedAsync();
        await ReachAsync(page, page.Locator("a.conversation").Filter(new() { HasText = "Jon Dahl" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Jon Dahl" }).First).ToBeVisibleAsync();
        await ReachAsync(page, page.GetByRole(AriaRole.Textbox, new() { Name = "Reply" }));
        await page.Keyboard.TypeAsync("Yes, behind the house.");
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.Locator(".message.out")).ToContainTextAsync("Yes, behind the house.");
        await Expect(page.Locator(".pause-banner")).ToContainTextAsync("Automation paused");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Reply" })).ToHaveValueAsync(string.Empty);
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_booking_is_opened_and_closed_in_the_calendar_and_the_focus_comes_back()
    {
        var site = await shared.SeededAsync();
        var (page, _) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url($"/app/{SeededSite.Slug}/calendar"));
        var block = page.Locator(".booking-block").Filter(new() { HasText = "Tom Ellis" });
        await Expect(block).ToBeVisibleAsync();

        await ReachAsync(page, block);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Heading, new() { Name = "Tom Ellis" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(block).ToBeFocusedAsync();
        await page.CloseAsync();
    }

    // Not WaitForURLAsync: called from this thread, it misses a page that commits between its look at the address and its
    // subscription, which the driver's thread may do at any moment; then it waits for a second navigation that never comes.
    private static async Task ArrivedAsync(IPage page, string address, string heading)
    {
        await Expect(page).ToHaveURLAsync(new Regex(address, RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1 })).ToBeFocusedAsync();
    }

    /// <summary>Presses Tab until the element has the focus, and can be seen to have it.</summary>
    private static async Task ReachAsync(IPage page, ILocator element)
    {
        await Expect(element).ToBeVisibleAsync();
        var before = await LookAsync(element);
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await element.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                Assert.True(tabs == 0 || before != await LookAsync(element), $"Nothing shows that {element} has the focus.");
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{MostTabs} times Tab did not lead to {element}.");
    }

    // The ring may be drawn by the element, by its box or by what covers them.
    private static Task<string> LookAsync(ILocator element) => element.EvaluateAsync<string>("""
        element => [element, element.parentElement, element.parentElement.parentElement]
          .flatMap(part => [null, '::before', '::after'].map(layer => getComputedStyle(part, layer)))
          .map(style => style.outline + style.boxShadow + style.borderColor).join()
        """);
}
