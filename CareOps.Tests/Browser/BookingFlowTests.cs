using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

using NodaTime;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>The public pages in a real browser: from step to step without a reload, with the time kept; and all of it without script.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class BookingFlowTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private TestBusiness _business = null!;

    private TestServer Server { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Server = new TestServer(clock: _clock);
        _business = await TestHouse.Inside(Server, _clock).OpenBusinessAsync();
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [BrowserFact]
    public async Task Going_back_and_forth_keeps_the_page_the_address_the_title_and_what_was_typed()
    {
        var page = await OpenAsync("?day=2026-03-03");
        await page.EvaluateAsync("window.isTheFirstPage = true");

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^09:30") }).ClickAsync();
        await ArrivedAsync(page, "Your details");
        await Expect(page).ToHaveTitleAsync("Appointment: your details · Riverside Physio");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Anna Berg");
        await page.GoBackAsync();
        await ArrivedAsync(page, "Choose a time");
        await Expect(page).ToHaveTitleAsync("Appointment: choose a time · Riverside Physio");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^10:30") }).ClickAsync();
        await ArrivedAsync(page, "Your details");

        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Anna Berg");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync("anna@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Book", Exact = true }).ClickAsync();
        await ArrivedAsync(page, "You're booked");
        await page.GoBackAsync();
        await ArrivedAsync(page, "Choose a time");
        Assert.True(await page.EvaluateAsync<bool>("window.isTheFirstPage === true"), "The page was loaded anew on the way.");
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Where_the_visitor_is_is_kept_with_the_contact()
    {
        var page = await Support.Browser.NewPageAsync(1280, 900, configure: static options => options.TimezoneId = "America/New_York");
        await page.GotoAsync(Url("?start=2026-03-03T09:30"));
        await BookAsync(page);
        await ArrivedAsync(page, "You're booked");

        Assert.Equal(
            "America/New_York",
            await _business.House.ReadAsync(_business.Id, static db => db.Contacts().Select(static contact => contact.TimeZone).SingleAsync()));
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_refused_form_comes_back_in_place_with_the_focus_where_something_is_wrong()
    {
        var page = await OpenAsync("?start=2026-03-03T09:30");
        await page.EvaluateAsync("window.isTheFirstPage = true");

        await page.GetByLabel("Email", new() { Exact = true }).FillAsync("anna");
        await page.GetByRole(AriaRole.Button, new() { Name = "Book", Exact = true }).ClickAsync();

        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Email", new() { Exact = true })).ToHaveValueAsync("anna");
        Assert.True(await page.EvaluateAsync<bool>("window.isTheFirstPage === true"), "The page was loaded anew.");
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_time_is_kept_while_its_visitor_types_and_free_again_when_they_go_back()
    {
        var anna = await OpenAsync("?start=2026-03-03T09:30");
        await Expect(anna.GetByText("Kept for you until 10:10")).ToBeVisibleAsync();

        var jon = await OpenAsync("?day=2026-03-03");
        await Expect(Slot(jon, "09:00")).ToBeVisibleAsync();
        await Expect(Slot(jon, "09:30")).ToHaveCountAsync(0);

        // Looking at the page again does not take the visitor's own time away.
        await anna.ReloadAsync();
        await Expect(anna.GetByText("Kept for you until 10:10")).ToBeVisibleAsync();
        await anna.GetByRole(AriaRole.Link, new() { Name = "Change the time" }).ClickAsync();
        await ArrivedAsync(anna, "Choose a time");
        await Expect(Slot(anna, "09:30")).ToBeVisibleAsync();
        await jon.ReloadAsync();
        await Expect(Slot(jon, "09:30")).ToBeVisibleAsync();
        await anna.CloseAsync();
        await jon.CloseAsync();
    }

    [BrowserFact]
    public async Task Who_comes_second_is_offered_other_times_at_once_and_keeps_what_they_typed()
    {
        var page = await NewPageAsync();
        var typed = new TaskCompletionSource();
        await page.RouteAsync("**/*handler=Hold*", async route =>
        {
            await typed.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(Url("?start=2026-03-03T09:30"));
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Jon Dahl");
        await _business.BookAsync(TestBusiness.Tuesday);
        typed.SetResult();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Someone else just booked this time");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Radio)).ToHaveCountAsync(3);
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Jon Dahl");
        await page.GetByRole(AriaRole.Radio).First.CheckAsync(new() { Force = true });
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync("jon@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Book", Exact = true }).ClickAsync();
        await ArrivedAsync(page, "You're booked");
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Without_an_answer_to_the_hold_everything_goes_on()
    {
        var page = await NewPageAsync();
        await page.RouteAsync("**/*handler=*", static route => route.AbortAsync());
        await page.GotoAsync(Url("?start=2026-03-03T09:30"));

        await BookAsync(page);

        await ArrivedAsync(page, "You're booked");
        await page.CloseAsync();
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_booking_is_made_moved_and_cancelled_on_a_phone_with_script_and_without(bool javaScript)
    {
        var page = await NewPageAsync(390, 844, javaScript);
        await page.GotoAsync(Url());

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Days" }).GetByRole(AriaRole.Link, new() { Name = "Wed 4" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Wed 4 Mar", Exact = true })).ToBeVisibleAsync();
        await Slot(page, "13:00").ClickAsync();
        await BookAsync(page);
        await Expect(Heading(page, "You're booked")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Reschedule" }).ClickAsync();
        await Slot(page, "14:30").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reschedule" }).ClickAsync();
        await Expect(Heading(page, "Your booking was moved")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Wed 4 Mar, 14:30") })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel booking" }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("I have a cold.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" }).ClickAsync();

        await Expect(Heading(page, "This booking is cancelled")).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Who_waits_is_offered_a_freed_time_and_takes_it()
    {
        var day = new LocalDate(2026, 3, 5);
        await _business.OpenOnceOnAsync(day);
        var first = (await _business.TryBookAsync(day.At(new LocalTime(9, 0)), "first@example.org")).Required();
        var page = await OpenAsync("?day=2026-03-05");

        await page.GetByRole(AriaRole.Link, new() { Name = "Tell me when a time becomes free" }).ClickAsync();
        await ArrivedAsync(page, "Tell me when a time becomes free");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Anna Berg");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync("anna@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Join the waitlist" }).ClickAsync();
        await ArrivedAsync(page, "You're on the waitlist");
        var holder = (await Server.Get<PublicLinks>().ResolveAsync(first.Link.Value, LinkPurposes.ManageBooking, default)).Required();
        (await Server.Get<CancelOwnBookingHandler>().HandleAsync(holder, new CancelOwnBooking(), default)).Required();
        await Eventually.TrueAsync(
            () => _business.House.ReadAsync(_business.Id, static db => db.WaitlistEntries().AnyAsync(row => row.OfferId != null)),
            TimeSpan.FromSeconds(30),
            "the offer");
        await page.ReloadAsync();

        await Expect(Heading(page, "A time is free for you")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it" }).ClickAsync();
        await ArrivedAsync(page, "You're booked");
        await Expect(page.GetByText("Anna Berg")).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_visitor_in_another_zone_reads_their_own_time_beside_the_businesss()
    {
        var page = await Support.Browser.NewPageAsync(configure: static options => options.TimezoneId = "America/New_York");
        await page.GotoAsync(Url("?day=2026-03-03"));

        var slot = page.GetByRole(AriaRole.Link, new() { NameRegex = new("^09:30") });
        await Expect(slot.Locator("xpath=..").Or(slot)).ToContainTextAsync(["03:30 your time"]);
        await Expect(page.GetByText("Times in Oslo. Your own time (New York) stands beside each")).ToBeVisibleAsync();
        await slot.ClickAsync();
        await ArrivedAsync(page, "Your details");
        await Expect(page.GetByText("Your time: 03:30")).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task All_script_of_a_public_page_fits_into_50_kilobytes()
    {
        var page = await NewPageAsync();
        var bytes = 0;
        page.Response += async (_, response) =>
        {
            if (response.Request.ResourceType == "script")
            {
                Interlocked.Add(ref bytes, (await response.BodyAsync()).Length);
            }
        };

        await page.GotoAsync(Url(), new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.InRange(bytes, 1, 50 * 1024);
        await page.CloseAsync();
    }

    private static ILocator Slot(IPage page, string time) => page.GetByRole(AriaRole.Link, new() { Name = time, Exact = true });

    private static ILocator Heading(IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 });

    private static Task ArrivedAsync(IPage page, string heading) => Expect(Heading(page, heading)).ToBeFocusedAsync();

    private static async Task BookAsync(IPage page)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Anna Berg");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync("anna@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Book", Exact = true }).ClickAsync();
    }

    // In the business's own zone, so that times are said once.
    private static Task<IPage> NewPageAsync(int width = 1440, int height = 900, bool javaScript = true) =>
        Support.Browser.NewPageAsync(width, height, javaScript, configure: static options => options.TimezoneId = "Europe/Oslo");

    private async Task<IPage> OpenAsync(string query)
    {
        var page = await NewPageAsync();
        await page.GotoAsync(Url(query));
        return page;
    }

    private string Url(string query = "") => new Uri(Server.Address, $"/book/{_business.Slug}/appointment{query}").AbsoluteUri;
}
