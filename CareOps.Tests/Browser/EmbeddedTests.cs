using System.Collections.Concurrent;

using CareOps.Tests.Support;

using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>The booking page in another site's page, in a real browser that lets a framed page keep no cookies.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class EmbeddedTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private const string ProbeCookies = "document.cookie = 'probe=1; SameSite=None; Secure; Path=/'; document.cookie";

    private static readonly RunOnlyOptions Wcag = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };

    private readonly ConcurrentBag<string> _cookies = [];
    private IBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        if (SystemTools.Chromium.Missing is null)
        {
            _browser = await Support.Browser.WithoutThirdPartyCookiesAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }
    }

    [BrowserFact]
    public async Task A_stranger_books_in_the_page_of_another_site_without_a_single_cookie()
    {
        var site = await shared.SeededAsync();
        await using var host = await HostSite.StartAsync(site.Server.Address, Snippet(site, "data-mode=\"inline\""));
        var page = await OpenAsync(host);
        var frame = page.FrameLocator("iframe");

        await frame.GetByRole(AriaRole.Link, new() { Name = "Appointment", Exact = true }).ClickAsync();
        await frame.GetByRole(AriaRole.Link, new() { Name = "6 March, free times", Exact = true }).ClickAsync();
        await frame.GetByRole(AriaRole.Link, new() { NameRegex = new("^10:00") }).ClickAsync();
        await frame.GetByLabel("Name", new() { Exact = true }).FillAsync("Ida Vik");
        await frame.GetByLabel("Email", new() { Exact = true }).FillAsync("ida@example.org");
        await frame.GetByRole(AriaRole.Button, new() { Name = "Book", Exact = true }).ClickAsync();

        await Expect(frame.GetByRole(AriaRole.Heading, new() { Name = "You're booked" })).ToBeVisibleAsync();
        Assert.Equal(string.Empty, await page.Frames[^1].EvaluateAsync<string>(ProbeCookies));
        Assert.Empty(_cookies);
        Assert.Empty(await page.Context.CookiesAsync());
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task The_probe_for_cookies_finds_one_where_our_page_stands_alone()
    {
        var site = await shared.SeededAsync();
        var page = await (await _browser.NewContextAsync()).NewPageAsync();
        await page.GotoAsync(site.Url($"/book/{SeededSite.Slug}?embed=1"));

        Assert.Equal("probe=1", await page.EvaluateAsync<string>(ProbeCookies));
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task The_frame_is_as_tall_as_its_page_at_every_step_and_width()
    {
        var site = await shared.SeededAsync();
        await using var host = await HostSite.StartAsync(site.Server.Address, Snippet(site, "data-service=\"appointment\""));
        var page = await OpenAsync(host);
        var frame = page.FrameLocator("iframe");

        await Expect(frame.GetByRole(AriaRole.Heading, new() { Name = "Choose a time" })).ToBeVisibleAsync();
        var times = await FittedAsync(page);
        await page.SetViewportSizeAsync(390, 844);
        await FittedAsync(page);
        await page.SetViewportSizeAsync(1280, 800);
        await frame.Locator("a.slot").First.ClickAsync();
        await Expect(frame.GetByRole(AriaRole.Heading, new() { Name = "Your details" })).ToBeVisibleAsync();
        var details = await FittedAsync(page);

        Assert.NotEqual(times, details);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Nobody_but_the_framed_page_changes_the_frame()
    {
        var site = await shared.SeededAsync();
        await using var host = await HostSite.StartAsync(site.Server.Address, Snippet(site, string.Empty));
        var page = await OpenAsync(host);
        await Expect(page.FrameLocator("iframe").GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        var before = await FittedAsync(page);

        await page.EvaluateAsync("postMessage({ careops: 'page', height: 4321 }, '*')");
        await page.EvaluateAsync("() => new Promise(requestAnimationFrame)");

        Assert.Equal(before, await FittedAsync(page));
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task The_button_opens_a_dialog_that_keeps_the_keyboard_closes_with_escape_and_gives_the_focus_back()
    {
        var site = await shared.SeededAsync();
        await using var host = await HostSite.StartAsync(
            site.Server.Address, Snippet(site, "data-mode=\"button\" data-label=\"Book a visit\"") + "<p><a href=\"/\">Home</a></p>");
        var page = await OpenAsync(host);
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Book a visit" });
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Book a visit" });

        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Close" })).ToBeFocusedAsync();
        await Expect(page.FrameLocator("iframe").GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        for (var tabs = 0; tabs < 12; tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.Equal(0, await page.Locator("a:focus").CountAsync());
            Assert.False(await button.EvaluateAsync<bool>("element => element.matches(':focus')"));
        }

        Assert.Empty((await page.RunAxe(new AxeRunOptions { RunOnly = Wcag })).Violations.Select(static violation => violation.Help));
        await page.FrameLocator("iframe").GetByRole(AriaRole.Link, new() { Name = "Appointment", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Escape");

        await Expect(dialog).ToBeHiddenAsync();
        await Expect(button).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }

    private static string Snippet(SeededSite site, string attributes) =>
        $"<script src=\"{site.Url("/embed.js")}\" data-careops=\"{SeededSite.Slug}\" {attributes} async></script>";

    private async Task<IPage> OpenAsync(HostSite host)
    {
        var context = await _browser.NewContextAsync(new() { ReducedMotion = ReducedMotion.Reduce, TimezoneId = "UTC", Locale = "en-GB" });
        var page = await context.NewPageAsync();
        page.Response += (sender, response) => _ = NoteAsync(response);
        await page.GotoAsync(host.Address.AbsoluteUri);
        return page;
    }

    private async Task NoteAsync(IResponse response)
    {
        if (await response.HeaderValueAsync("set-cookie") is { } cookie)
        {
            _cookies.Add(cookie);
        }
    }

    /// <summary>Waits until nothing in the frame needs scrolling and nothing below it is empty; answers its height.</summary>
    private static async Task<double> FittedAsync(IPage page)
    {
        var element = page.Locator("iframe");
        var height = 0.0;
        await Eventually.TrueAsync(
            async () =>
            {
                height = await element.EvaluateAsync<double>("frame => frame.clientHeight");
                var needed = await page.Frames[^1].EvaluateAsync<double>("Math.ceil(document.body.getBoundingClientRect().height)");
                return Math.Abs(height - needed) < 1;
            },
            TimeSpan.FromSeconds(10),
            "the frame to be as tall as its page");
        return height;
    }
}
