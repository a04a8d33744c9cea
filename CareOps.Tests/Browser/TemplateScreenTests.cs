using CareOps.Tests.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>What automatic messages say, changed as a person does it: by keyboard, by tapping, with a mistake in it.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class TemplateScreenTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string App = "/app/" + SeededSite.Slug;

    [BrowserFact]
    public async Task Variables_are_completed_by_keyboard_alone_and_the_preview_follows()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);
        await OpenAsync(page, site.Url(App + "/settings/templates/BookingRescheduled"));

        await page.GetByLabel("Subject").FocusAsync();
        await page.Keyboard.PressAsync("ControlOrMeta+A");
        await page.Keyboard.TypeAsync("For {{first");
        await Expect(page.Locator("#variable-choices > li")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync(": {{day");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Tab");

        await Expect(page.GetByRole(AriaRole.Listbox)).ToHaveCountAsync(0);
        await Expect(page.GetByLabel("Subject")).ToHaveValueAsync("For {{contact.first_name}}: {{booking.date}}");
        await Expect(page.Locator(".mail-line").Nth(1)).ToContainTextAsync(": ");
        await Expect(page.Locator(".mail-line").Nth(1)).Not.ToContainTextAsync("{{");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();
        await Expect(page.GetByText("(your words)")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Restore the original words…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore the original words", Exact = true }).ClickAsync();
        await Expect(page.GetByLabel("Subject")).ToHaveValueAsync("New time: {{booking.service}}, {{booking.when}}");
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task On_a_phone_a_variable_is_tapped_and_a_wrong_one_is_named_with_its_line()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true, 390, 844);
        await OpenAsync(page, site.Url(App + "/settings/templates/ContactCreated?channel=sms&language=english"));

        await page.GetByLabel("Message").FillAsync("Hi ");
        await page.GetByRole(AriaRole.Button, new() { Name = "First name" }).ClickAsync();
        await Expect(page.GetByLabel("Message")).ToHaveValueAsync("Hi {{contact.first_name}}");
        await Expect(page.Locator(".sms-bubble")).ToContainTextAsync("Hi ");
        await Expect(page.GetByText("1 segment, ")).ToBeVisibleAsync();
        await page.GetByLabel("Message").FillAsync("Hi\n{{contact.nmae}}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Expect(page.GetByText("Line 2: there is no {{contact.nmae}}. Did you mean {{contact.name}}?")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Message")).ToHaveValueAsync("Hi\n{{contact.nmae}}");
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    private static async Task OpenAsync(IPage page, string url)
    {
        await page.GotoAsync(url);
        await Expect(page.GetByRole(AriaRole.Main)).ToBeVisibleAsync();
    }
}
