using System.Net;

using CareOps.Tests.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>What members give out: links into the conversation, code for their website, the address of their calendar.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class SharingTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string App = "/app/" + SeededSite.Slug;

    [BrowserFact]
    public async Task A_member_adds_a_link_to_a_service_and_the_customer_finds_their_details_there()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url(App + "/inbox"));
        await page.Locator("a.conversation").Filter(new() { HasText = "Jon Dahl" }).ClickAsync();
        var reply = page.GetByRole(AriaRole.Textbox, new() { Name = "Reply" });
        await reply.FillAsync("Choose a time here:");

        await page.Locator("summary").Filter(new() { HasText = "Share booking link" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Appointment") }).ClickAsync();

        await Expect(reply).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(
            "^Choose a time here: http\\S+/book/riverside-physio/appointment\\?for=[\\w-]{22}$", default, TimeSpan.FromSeconds(1)));
        await Expect(reply).ToBeFocusedAsync();
        var link = (await reply.InputValueAsync()).Split(' ')[^1];
        var (customer, _) = await shared.OpenAsync(isOwner: false);
        await customer.GotoAsync(site.Url(new Uri(link).PathAndQuery + "&start=2026-03-04T13:00"));
        await Expect(customer.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Jon Dahl");
        await customer.GetByRole(AriaRole.Link, new() { Name = "Clear" }).ClickAsync();
        await Expect(customer.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync(string.Empty);
        Assert.Empty(complaints);
        await page.CloseAsync();
        await customer.CloseAsync();
    }

    [BrowserFact]
    public async Task The_code_for_a_website_is_what_its_preview_runs()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url(App + "/settings/booking-page"));
        var preview = page.FrameLocator("iframe[title='Preview of your website']");

        await Expect(preview.FrameLocator("iframe").GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await page.GetByLabel("Show it").SelectOptionAsync("button");
        await page.GetByLabel("Starting with").SelectOptionAsync("appointment");
        await page.GetByLabel("The button says").FillAsync("Book \"now\" & here");
        await page.GetByLabel("The button says").PressAsync("Tab");
        await Expect(page.Locator("#snippet")).ToContainTextAsync(
            "data-careops=\"riverside-physio\" data-service=\"appointment\" data-mode=\"button\" data-label=\"Book &quot;now&quot; &amp; here\" async");
        await preview.GetByRole(AriaRole.Button, new() { Name = "Book \"now\" & here" }).ClickAsync();

        await Expect(preview.FrameLocator("iframe").GetByRole(AriaRole.Heading, new() { Name = "Choose a time" })).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task The_code_of_the_booking_page_is_downloaded_as_a_drawing_and_as_a_picture()
    {
        var site = await shared.SeededAsync();
        var (page, _) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url(App + "/settings/booking-page"));

        var drawing = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "SVG" }).ClickAsync());
        var picture = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "PNG" }).ClickAsync());

        Assert.Equal(("riverside-physio-qr.svg", "riverside-physio-qr.png"), (drawing.SuggestedFilename, picture.SuggestedFilename));
        Assert.StartsWith("<svg xmlns", await File.ReadAllTextAsync(await drawing.PathAsync()), StringComparison.Ordinal);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await File.ReadAllBytesAsync(await picture.PathAsync()))[..4]);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task The_poster_is_all_that_is_printed()
    {
        var site = await shared.SeededAsync();
        var (page, _) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url(App + "/settings/booking-page"));
        await Expect(page.Locator("#snippet")).ToBeVisibleAsync();

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(page.Locator(".poster")).ToBeVisibleAsync();
        await Expect(page.Locator(".poster")).ToContainTextAsync("/book/riverside-physio");
        await Expect(page.Locator("#snippet")).ToBeHiddenAsync();
        await Expect(page.Locator(".rail")).ToBeHiddenAsync();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task The_address_of_a_calendar_feed_is_shown_once_and_ends_when_a_new_one_is_made()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url(App + "/settings/calendar-feed"));
        var address = page.Locator("#feed-url");

        await page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        await Expect(address).ToBeVisibleAsync();
        var first = await address.InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a new link" }).ClickAsync();
        await Expect(address).Not.ToHaveTextAsync(first);
        var second = await address.InnerTextAsync();
        await page.ReloadAsync();

        await Expect(page.GetByText("Made on Mon 2 Mar")).ToBeVisibleAsync();
        await Expect(address).ToHaveCountAsync(0);
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.OK), (await StatusAsync(site, first), await StatusAsync(site, second)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        await Expect(page.GetByText("You have no calendar feed yet")).ToBeVisibleAsync();
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync(site, second));
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    private static async Task<HttpStatusCode> StatusAsync(SeededSite site, string address)
    {
        using var client = site.Server.Browse();
        using var answer = await client.GetAsync(new Uri(new Uri(address).AbsolutePath, UriKind.Relative));
        return answer.StatusCode;
    }
}
