using System.Collections.Concurrent;

using CareOps.Tests.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>What a first visit to a public page costs: every byte that a browser with an empty cache receives.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class PageWeightTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const int Kilobyte = 1024;
    private const int MostOfAll = 150 * Kilobyte;
    private const int MostOfScript = 50 * Kilobyte;
    private const int MostOfEmbedScript = 5 * Kilobyte; // not compressed

    public static TheoryData<string> Pages =>
    [
        "/book/riverside-physio", "/book/riverside-physio/appointment", "/book/riverside-physio/appointment?start=2026-03-04T13:00",
        "/book/riverside-physio/appointment?embed=1", "/booking/{link}", "/contact/riverside-physio", "/account/login", "/account/register",
        "/nowhere",
    ];

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task A_first_view_is_light(string path)
    {
        var site = await shared.SeededAsync();
        var (page, _) = await shared.OpenAsync(isOwner: false, 390, 844);
        var received = new ConcurrentBag<Task<(string Kind, int Bytes)>>();
        page.RequestFinished += (_, request) => received.Add(WeighAsync(request));

        await page.GotoAsync(
            site.Url(path.Replace("{link}", site.Link, StringComparison.Ordinal)), new() { WaitUntil = WaitUntilState.NetworkIdle });
        var weights = await Task.WhenAll(received);

        Assert.InRange(weights.Sum(static each => each.Bytes), 1, MostOfAll);
        Assert.InRange(weights.Where(static each => each.Kind == "script").Sum(static each => each.Bytes), 1, MostOfScript);
        Assert.DoesNotContain(weights, static each => each.Kind == "font");
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task The_script_for_other_sites_is_a_trifle()
    {
        var site = await shared.SeededAsync();
        var (page, _) = await shared.OpenAsync(isOwner: false);

        var answer = await page.GotoAsync(site.Url("/embed.js"));

        Assert.InRange((await answer!.Request.SizesAsync()).ResponseBodySize, 1, MostOfEmbedScript);
        await page.CloseAsync();
    }

    // Its page holds the time it shows: another test's would be lost to it.
    [BrowserTheory]
    [InlineData("/book/riverside-physio")]
    [InlineData("/book/riverside-physio/appointment")]
    [InlineData("/book/riverside-physio/appointment?start=2026-03-05T15:00")]
    [InlineData("/contact/riverside-physio")]
    public async Task Nothing_moves_while_it_loads(string path)
    {
        var site = await shared.SeededAsync();
        var (page, _) = await shared.OpenAsync(isOwner: false, 390, 844);
        await page.AddInitScriptAsync("""
            window.moved = 0;
            new PerformanceObserver(list => { for (const shift of list.getEntries()) window.moved += shift.value; })
              .observe({ type: 'layout-shift', buffered: true });
            """);

        await page.GotoAsync(site.Url(path), new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Expect(page.Locator("h1")).ToBeVisibleAsync();

        Assert.InRange(await page.EvaluateAsync<double>("window.moved"), 0, 0.01);
        await page.CloseAsync();
    }

    private static async Task<(string Kind, int Bytes)> WeighAsync(IRequest request)
    {
        var sizes = await request.SizesAsync();
        return (request.ResourceType, sizes.ResponseHeadersSize + sizes.ResponseBodySize);
    }
}
