using CareOps.Core.Bookings;
using CareOps.Core.Onboarding.Industries;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>
/// Somebody who never saw CareOps registers and goes on until a booking on their own page is confirmed, pressing what stands there. Each
/// press counts.
/// </summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class NewcomerTests
{
    private const int MostPresses = 25;

    // Two by default, one of them on a phone; with this, every trade on both.
    private static readonly bool TriesAll = Environment.GetEnvironmentVariable("CAREOPS_EVERY_TRADE") is { Length: > 0 };

    private int _presses;

    public static TheoryData<string, int> Newcomers
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var trade in AllIndustries.List.Select(static industry => industry.Name))
            {
                if (TriesAll || trade == "Clinic")
                {
                    data.Add(trade, 1440);
                }

                if (TriesAll || trade == "Salon")
                {
                    data.Add(trade, 390);
                }
            }

            return data;
        }
    }

    [BrowserTheory]
    [MemberData(nameof(Newcomers))]
    public async Task A_newcomer_gets_from_registering_to_a_confirmed_booking(string trade, int width)
    {
        await using var server = new TestServer(clock: new FakeClock());
        var page = await Support.Browser.NewPageAsync(width, width == 390 ? 844 : 900);
        await RegisterAsync(server, page);

        await Expect(Title(page)).ToHaveTextAsync("What kind of business is it?");
        await page.GetByRole(AriaRole.Radio, new() { NameRegex = new($"^{trade}") }).CheckAsync(new() { Force = true });
        _presses++;
        await Expect(page.GetByText("hours and messages are filled in")).ToBeVisibleAsync();
        foreach (var next in new[]
        {
            "How do messages reach your customers?", "What do people read who write to you?", "What can be booked, and when?",
            "What would you like to know beforehand?", "What do you have on the shelf?", "Who works with you?", "Ready to open?",
        })
        {
            await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Continue" }));
            await Expect(Title(page)).ToHaveTextAsync(next);
            await FitsAsync(page, width);
        }

        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Open for bookings" }));
        await Expect(page.GetByText("Customers can book now")).ToBeVisibleAsync();
        await BookAsync(page);
        await PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Back to the set-up" }));

        await Expect(page.GetByText("Your test booking worked")).ToBeVisibleAsync();
        Assert.InRange(_presses, 1, MostPresses);
        Assert.Equal(BookingStatus.Confirmed, await StatusAsync(server));
        await page.CloseAsync();
    }

    private static ILocator Title(IPage page) => page.Locator("#wizard-title");

    // Nothing is wider than the screen; on a laptop nothing is higher either.
    private static async Task FitsAsync(IPage page, int width)
    {
        var size = await page.EvaluateAsync<int[]>("[document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]");
        Assert.True(size[0] <= width, $"{await Title(page).TextContentAsync()} is {size[0]} pixels wide.");
        Assert.True(width < 1440 || size[1] <= 900, $"{await Title(page).TextContentAsync()} is {size[1]} pixels high.");
    }

    private async Task RegisterAsync(TestServer server, IPage page)
    {
        await page.GotoAsync(server.Address.AbsoluteUri);
        await page.GetByLabel("Your name").FillAsync("Mia Kvam");
        await page.GetByLabel("Email").FillAsync("mia@example.org");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("correct horse");
        await page.GetByLabel("Business name").FillAsync("Riverside");
        await page.GetByLabel("Time zone").SelectOptionAsync("Europe/Dublin");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Create workspace" }));
    }

    private async Task BookAsync(IPage page)
    {
        await PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Make a test booking" }));
        await PressAsync(page.Locator(".service-name").First);
        await PressAsync(page.Locator("a.slot").First);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Mia Kvam");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync("mia@example.org");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Book", Exact = true }));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You're booked" })).ToBeVisibleAsync();
    }

    private async Task PressAsync(ILocator what)
    {
        await what.ClickAsync();
        _presses++;
    }

    private static async Task<BookingStatus> StatusAsync(TestServer server)
    {
        var business = await server.Get<WorkspaceQueries>().FindBySlugAsync("riverside", default);
        await using var db = await server.Get<Core.Data.ReadDoor>().OpenAsync(
            new Core.Foundation.Caller.SystemWork(business!.Id, "test"), Core.Foundation.Right.System, default);
        return await db.Bookings().Select(static booking => booking.Status).SingleAsync();
    }
}
