using Microsoft.Playwright;

namespace CareOps.Tests.Support;

/// <summary>One Chromium for the whole test run; each page has cookies and storage of its own.</summary>
public static class Browser
{
    // Quiet, and nothing to talk to but the server under test. Without a sandbox it runs as root and in containers.
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private static readonly Lazy<Task<IBrowser>> Shared = new(() => LaunchAsync(Arguments));

    /// <summary>The browser itself, for a test that needs a context with more than one page.</summary>
    public static Task<IBrowser> SharedAsync() => Shared.Value;

    /// <summary>A browser of its own that lets a page in another site's frame keep no cookies. Closed by its test.</summary>
    public static Task<IBrowser> WithoutThirdPartyCookiesAsync() => LaunchAsync([.. Arguments, "--test-third-party-cookie-phaseout"]);

    /// <summary>Opens a page in a context of its own, which closes with the page.</summary>
    /// <param name="width">CSS pixels.</param>
    /// <param name="height">CSS pixels.</param>
    /// <param name="javaScript">False: as a visitor whose browser runs no script.</param>
    /// <param name="dark">What the page learns of the person's colour scheme.</param>
    /// <param name="configure">Anything else: address to start from, locale, time zone, touch, saved sign-in.</param>
    public static async Task<IPage> NewPageAsync(
        int width = 1280,
        int height = 800,
        bool javaScript = true,
        bool dark = false,
        Action<BrowserNewContextOptions>? configure = null)
    {
        var options = new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            JavaScriptEnabled = javaScript,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce, // an animation under way is what makes screen tests flaky
            Locale = "en-GB",
            TimezoneId = "UTC",
        };
        configure?.Invoke(options);
        var browser = await Shared.Value;
        var context = await browser.NewContextAsync(options);
        var page = await context.NewPageAsync();
        page.Close += (_, _) => _ = CloseEmptyAsync(context);
        return page;
    }

    private static async Task CloseEmptyAsync(IBrowserContext context)
    {
        if (context.Pages.Count == 0)
        {
            await context.CloseAsync();
        }
    }

    // Playwright's driver holds a pipe to this process and takes the browser along when it closes.
    private static async Task<IBrowser> LaunchAsync(string[] arguments)
    {
        var program = SystemTools.Chromium.Require();
        var playwright = await Playwright.CreateAsync();
        var options = new BrowserTypeLaunchOptions { ExecutablePath = program, Args = arguments };
        return await playwright.Chromium.LaunchAsync(options);
    }
}
