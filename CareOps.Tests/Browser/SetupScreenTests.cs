using CareOps.Tests.Support;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>The set-up's first step, as a person types in it.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class SetupScreenTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [BrowserFact]
    public async Task What_is_typed_is_saved_when_its_field_is_left_and_what_is_wrong_is_told_beside_it()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);
        var address = site.Url($"/app/{SeededSite.Slug}/onboarding/business");
        await page.GotoAsync(address);
        await Expect(page.Locator("[data-live=true]")).ToBeVisibleAsync();
        var email = page.GetByLabel("Contact email");

        await email.ClickAsync();
        await page.Keyboard.TypeAsync("nonsense@");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#contact-email-error")).ToBeVisibleAsync();

        await email.FillAsync("hello@riverside.example");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#contact-email-error")).ToHaveCountAsync(0);
        await page.GotoAsync(address);
        await Expect(page.Locator("[data-live=true]")).ToBeVisibleAsync();
        await Expect(email).ToHaveValueAsync("hello@riverside.example");

        await page.GetByLabel("Public address").FillAsync("A B!!");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.Locator("#public-address-error")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Public address")).ToHaveValueAsync("A B!!");
        Assert.EndsWith("/business", page.Url, StringComparison.Ordinal);
        Assert.Empty(complaints);
        await page.CloseAsync();
    }
}
