using CareOps.Tests.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>One seeded server for all tests of a class, and its owner's sign-in.</summary>
public sealed class SharedSite : IAsyncDisposable
{
    private readonly Lazy<Task<SeededSite>> _site;
    private readonly Lazy<Task<string>> _signIn;
    private TestServer? _server;

    public SharedSite()
    {
        _site = new(SeedAsync);
        _signIn = new(SignInAsync);
    }

    /// <summary>The server's. Stands still until a test moves it.</summary>
    internal FakeClock Clock { get; } = new();

    internal Task<SeededSite> SeededAsync() => _site.Value;

    /// <summary>A page, of the owner or of a stranger, that notes what its console complains of.</summary>
    internal async Task<(IPage Page, List<string> Complaints)> OpenAsync(bool isOwner, int width = 1440, int height = 900)
    {
        var signIn = isOwner ? await _signIn.Value : null;
        var page = await Support.Browser.NewPageAsync(width, height, configure: options => options.StorageState = signIn);
        var complaints = new List<string>();
        await page.AddInitScriptAsync(
            "document.addEventListener('securitypolicyviolation', e => console.error('Refused by the policy: ' + e.violatedDirective + ' ' + e.blockedURI))");
        page.Console += (_, message) =>
        {
            // That a page answers 404, or a form is refused, is what some are for; what a page loads must be there.
            // Where the machine is short of time, axe holds the page's one thread for longer than a connection waits; the page connects again.
            if (message.Type is "error" or "warning"
                && PathOf(message.Location) != PathOf(page.Url)
                && !message.Text.Contains("Connection disconnected", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        return (page, complaints);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static string PathOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.AbsolutePath.Split(':')[0] : address;

    private Task<SeededSite> SeedAsync()
    {
        _server = new TestServer(clock: Clock);
        return SeededSite.SeedAsync(_server);
    }

    private async Task<string> SignInAsync()
    {
        var site = await SeededAsync();
        var page = await Support.Browser.NewPageAsync();
        await page.GotoAsync(site.Url("/account/login"));
        await page.GetByLabel("Email").FillAsync(SeededSite.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(SeededSite.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Today", Level = 1 })).ToBeVisibleAsync();
        var state = await page.Context.StorageStateAsync();
        await page.CloseAsync();
        return state;
    }
}
