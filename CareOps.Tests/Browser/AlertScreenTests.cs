using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using Microsoft.Playwright;

using NodaTime;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>What needs someone appears on open screens by itself, leads to its place, and is gone from all of them with the one action there.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class AlertScreenTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private static readonly LocatorAssertionsToBeHiddenOptions WithinASecond = new() { Timeout = 1000 };

    [BrowserFact]
    public async Task A_held_message_and_a_booking_to_confirm_go_from_every_open_screen_with_one_action()
    {
        var site = await shared.SeededAsync();
        var today = await OpenAsync(site, string.Empty);
        var acting = await OpenAsync(site, string.Empty);

        // Held since the site was made: its conversation sends it.
        var held = today.Locator(".needs-row").Filter(new() { HasText = "Email to Anna Berg is held" });
        await Expect(held).ToBeVisibleAsync();
        await acting.Locator(".needs-row").Filter(new() { HasText = "Email to Anna Berg is held" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(acting).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/inbox/{site.PausedId}$"));
        await acting.GetByRole(AriaRole.Button, new() { NameRegex = new("^Send now") }).First.ClickAsync();
        await Expect(held).ToBeHiddenAsync(WithinASecond);

        // A customer asks for a time: it appears by itself, with the bell's count, and its page confirms it.
        var service = await AskForApprovalAsync(site);
        await BookAsync(site, service);
        var asked = today.Locator(".needs-row").Filter(new() { HasText = "Ida Vik asks for" });
        await Expect(asked).ToBeVisibleAsync();
        await Expect(today.Locator(".bell-btn")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("^Alerts: [1-9]"));
        await Show(acting, site, string.Empty);
        await acting.Locator(".needs-row").Filter(new() { HasText = "Ida Vik asks for" }).GetByRole(AriaRole.Link).ClickAsync();
        var confirm = acting.Locator(".drawer").GetByRole(AriaRole.Button, new() { Name = "Confirm", Exact = true });
        await confirm.ClickAsync();
        await Expect(confirm).ToBeHiddenAsync();
        await Expect(asked).ToBeHiddenAsync(WithinASecond);
        await today.CloseAsync();
        await acting.CloseAsync();
    }

    private static async Task<Guid> AskForApprovalAsync(SeededSite site) =>
        (await site.Server.Get<SaveServiceHandler>().HandleAsync(
            site.Owner,
            new SaveService(null, "Shockwave therapy", null, 30, 0, 0, 30, 60, 60, 120, null, ServiceLocation.InPerson, null, IsActive: true) { NeedsApproval = true },
            default)).Required().Id;

    private static async Task BookAsync(SeededSite site, Guid service) =>
        (await site.Server.Get<BookSlotHandler>().HandleAsync(
            new Caller.Visitor(site.Owner.Workspace),
            new BookSlot(service, new LocalDateTime(2026, 3, 5, 11, 0), "Ida Vik", "ida.vik@example.org", null, null, Guid.NewGuid()),
            default)).Required();

    private static async Task Show(IPage page, SeededSite site, string path)
    {
        await page.GotoAsync(site.Url($"/app/{SeededSite.Slug}/{path}".TrimEnd('/')));
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
        await Expect(page.Locator(".skeletons")).ToHaveCountAsync(0);
    }

    private async Task<IPage> OpenAsync(SeededSite site, string path)
    {
        var (page, _) = await shared.OpenAsync(isOwner: true);
        await Show(page, site, path);
        return page;
    }
}
