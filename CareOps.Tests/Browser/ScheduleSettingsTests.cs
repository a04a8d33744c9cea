using CareOps.Tests.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>What an owner sets about times and places, as a person does it.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class ScheduleSettingsTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string App = "/app/" + SeededSite.Slug;

    [BrowserFact]
    public async Task A_holiday_a_day_off_and_a_room_change_what_is_offered_and_the_screen_says_why()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);

        await OpenAsync(page, site.Url(App + "/settings/holidays"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Add holiday" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Choose a date.");
        await page.GetByLabel("Date").FillAsync("2026-03-16");
        await page.GetByLabel("Name").FillAsync("Founders' day");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add holiday" }).ClickAsync();
        await Expect(page.GetByText("Monday, 16 March 2026")).ToBeVisibleAsync();

        await OpenAsync(page, site.Url(App + "/settings/hours"));
        await page.GetByLabel("Date", new() { Exact = true }).FillAsync("2026-03-17");
        await page.GetByRole(AriaRole.Switch, new() { Name = "Open", Exact = true }).UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close this day" }).ClickAsync();
        await Expect(page.GetByText("Tue 17 Mar")).ToBeVisibleAsync();
        await page.GetByLabel("From").FillAsync("2026-03-18T09:00");
        await page.GetByLabel("Until").FillAsync("2026-03-18T12:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add time off" }).ClickAsync();
        await Expect(page.GetByText("Wed 18 Mar, 09:00")).ToBeVisibleAsync();

        foreach (var (time, sentence) in new[]
        {
            ("2026-03-16T10:00", "The business is closed: Founders' day."),
            ("2026-03-17T10:00", "is off on Tue 17 Mar."),
            ("2026-03-18T10:00", "is away from 09:00 to 12:00."),
        })
        {
            await OpenAsync(page, site.Url($"{App}/calendar/why?time={time}"));
            await Expect(page.GetByText(sentence)).ToBeVisibleAsync();
        }

        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_service_needs_a_room_and_says_so_where_it_is_set()
    {
        var site = await shared.SeededAsync();
        var (page, _) = await shared.OpenAsync(isOwner: true);

        await OpenAsync(page, site.Url(App + "/settings/resources"));
        foreach (var room in new[] { "Room 1", "Room 2" })
        {
            await page.GetByLabel("Name").FillAsync(room);
            await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
            await Expect(page.GetByText(room, new() { Exact = true })).ToBeVisibleAsync();
        }

        await OpenAsync(page, site.Url($"{App}/settings/services/{site.ServiceId}"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a room or device it needs" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Choose what meets this need, or remove it.")).ToBeVisibleAsync();
        await page.GetByLabel("Room 2").CheckAsync();
        await page.GetByLabel("Customers at once").FillAsync("6");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await page.ReloadAsync();

        await Expect(page.GetByLabel("Room 2")).ToBeCheckedAsync();
        await Expect(page.GetByLabel("Room 1")).Not.ToBeCheckedAsync();
        await Expect(page.GetByLabel("Customers at once")).ToHaveValueAsync("6");
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task The_hours_of_a_day_are_copied_to_all_weekdays()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);
        await OpenAsync(page, site.Url(App + "/settings/hours"));

        var monday = page.GetByRole(AriaRole.Group, new() { Name = "Monday" });
        await monday.GetByLabel("Monday, opens", new() { Exact = true }).FillAsync("08:00");
        await monday.GetByLabel("Monday, closes", new() { Exact = true }).FillAsync("12:00");
        await monday.GetByRole(AriaRole.Button, new() { Name = "Copy Monday to all weekdays" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await page.ReloadAsync();

        foreach (var day in new[] { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday" })
        {
            await Expect(page.GetByLabel($"{day}, opens", new() { Exact = true })).ToHaveValueAsync("08:00");
            await Expect(page.GetByLabel($"{day}, closes", new() { Exact = true })).ToHaveValueAsync("12:00");
        }

        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Saturday" })).ToContainTextAsync("Closed");
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    private static async Task OpenAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
        await Expect(page.Locator(".skeletons")).ToHaveCountAsync(0);
    }
}
