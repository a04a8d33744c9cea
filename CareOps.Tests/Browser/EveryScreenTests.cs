using CareOps.Tests.Support;

using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>Every screen and state, light and dark, on a laptop and on a phone: axe, the console and the width find no fault.</summary>
public abstract class EveryScreenTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string Settings = "settings";
    private const string Public = "/book/" + SeededSite.Slug;
    private const string App = "/app/" + SeededSite.Slug;

    // A change of scheme is a change of colours, which takes a frame or two even where nothing is to move. A page that is never drawn
    // again, or an animation that never ends, must not hold up the run.
    private const string Settled = """
        async () => {
          const within = (time, what) => Promise.race([what, new Promise(done => setTimeout(done, time))]);
          const frame = () => within(500, new Promise(requestAnimationFrame));
          await frame();
          await frame();
          const ending = document.getAnimations().filter(each => each.effect.getComputedTiming().endTime !== Infinity);
          await within(3000, Promise.all(ending.map(each => each.finished.catch(() => {}))));
          await frame();
        }
        """;

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        },
        ResultTypes = [ResultType.Violations],
    };

    // What is dark differs in nothing else from what is light.
    private static readonly AxeRunOptions OfColours = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
        ResultTypes = [ResultType.Violations],
    };

    private static readonly Dictionary<string, Screen> Screens = new(StringComparer.Ordinal)
    {
        ["register"] = new("/account/register"),
        ["register refused"] = new("/account/register", Press: "Create workspace"),
        ["login"] = new("/account/login"),
        ["login refused"] = new("/account/login", Press: "Sign in"),
        ["forgot password"] = new("/account/forgot"),
        ["forgot password, refused"] = new("/account/forgot", Press: "Send the message"),
        ["forgot password, sent"] = new("/account/forgot?sent=true"),
        ["an invitation"] = new("/account/invitation/{invitation}"),
        ["an invitation refused"] = new("/account/invitation/{invitation}", Press: "Join Riverside Physio"),
        ["account"] = new("/account", IsOwners: true, IsLive: false),
        ["account, email refused"] = new("/account/email", IsOwners: true, Press: "Send the message", IsLive: false),
        ["account, password refused"] = new("/account/password", IsOwners: true, Press: "Change password", IsLive: false),
        ["account, two-factor"] = new("/account/two-factor", IsOwners: true, IsLive: false),
        ["account, passkeys"] = new("/account/passkeys", IsOwners: true, IsLive: false),
        ["account, another workspace"] = new("/account/new-workspace", IsOwners: true, IsLive: false),
        ["settings, members"] = new(App + "/settings/members", IsOwners: true),
        ["settings, members refused"] = new(App + "/settings/members", IsOwners: true, Press: "Send invitation"),
        ["settings, a member"] = new(App + "/settings/members/{member}", IsOwners: true),
        ["settings, a member who is gone"] = new(App + "/settings/members/01900000-0000-7000-8000-000000000000", IsOwners: true),
        ["services"] = new(Public),
        ["times"] = new(Public + "/appointment"),
        ["a day without times"] = new(Public + "/appointment?day=2026-03-08"),
        ["another month"] = new(Public + "/appointment?month=2026-04"),
        ["details"] = new(Public + "/appointment?start=2026-03-04T13:00"),
        ["details refused"] = new(Public + "/appointment?start=2026-03-04T14:00", Press: "Book"),
        ["a lost time"] = new(Public + "/appointment?start=2026-03-03T09:30"),
        ["services, embedded"] = new(Public + "?embed=1"),
        ["times, embedded"] = new(Public + "/appointment?embed=1"),
        ["details, embedded"] = new(Public + "/appointment?start=2026-03-04T15:00&embed=1"),
        ["booked, embedded"] = new("/booking/{link}?embed=1"),
        ["waitlist"] = new(Public + "/appointment/waitlist?day=2026-03-08"),
        ["waitlist refused"] = new(Public + "/appointment/waitlist?day=2026-03-08", Press: "Join the waitlist"),
        ["waiting"] = new("/waitlist/{place}"),
        ["booked"] = new("/booking/{link}"),
        ["moved"] = new("/booking/{link}?moved=1"),
        ["a new time"] = new("/booking/{link}/reschedule?day=2026-03-03"),
        ["about to move"] = new("/booking/{link}/reschedule?start=2026-03-04T14:00"),
        ["about to cancel"] = new("/booking/{link}?cancel=1"),
        ["cancelled"] = new("/booking/{cancelled}"),
        ["contact"] = new("/contact/" + SeededSite.Slug),
        ["contact refused"] = new("/contact/" + SeededSite.Slug, Press: "Send"),
        ["contact sent"] = new("/contact/" + SeededSite.Slug + "?sent=1"),
        ["not found"] = new("/nowhere"),
        ["unknown link"] = new("/booking/AAAAAAAAAAAAAAAAAAAAAA"),
        ["today"] = new(App, IsOwners: true),
        ["alerts"] = new(App + "/alerts", IsOwners: true),
        ["alerts, none settled of a kind"] = new(App + "/alerts?show=settled&kind=WebhookStopped", IsOwners: true),
        ["reports"] = new(App + "/reports?from=2026-02-20&until=2026-03-10", IsOwners: true),
        ["reports, no-shows of a year"] = new(App + "/reports?report=no-shows&from=2025-03-10&until=2026-03-10", IsOwners: true),
        ["reports, messages"] = new(App + "/reports?report=deliveries&from=2026-02-20&until=2026-03-10", IsOwners: true),
        ["settings, notifications"] = new(App + "/settings/notifications", IsOwners: true),
        ["inbox"] = new(App + "/inbox", IsOwners: true),
        ["inbox, nothing snoozed"] = new(App + "/inbox?filter=snoozed", IsOwners: true),
        ["thread, paused, with a held message"] = new(App + "/inbox/{paused}", IsOwners: true),
        ["calendar"] = new(App + "/calendar", IsOwners: true),
        ["calendar with details"] = new(App + "/calendar?booking={booking}", IsOwners: true),
        ["an empty week"] = new(App + "/calendar?week=2026-06-01", IsOwners: true),
        ["calendar, a day"] = new(App + "/calendar?view=day&date=2026-03-03", IsOwners: true),
        ["calendar, a day by members and all hours"] = new(App + "/calendar?view=day&date=2026-03-03&colour=member&hours=all&cancelled=1", IsOwners: true),
        ["calendar, a month"] = new(App + "/calendar?view=month&date=2026-03-03", IsOwners: true),
        ["calendar, a new booking"] = new(App + "/calendar?view=day&do=new&at=2026-03-03T20:00", IsOwners: true),
        ["calendar, a new booking refused"] = new(App + "/calendar?view=day&do=new", IsOwners: true, Press: "Book"),
        ["calendar, a new booking in a month"] = new(App + "/calendar?view=month&do=new&on=2026-03-05", IsOwners: true),
        ["calendar, moving a booking"] = new(App + "/calendar?booking={booking}&do=move", IsOwners: true),
        ["calendar, blocking time"] = new(App + "/calendar?view=day&do=block", IsOwners: true),
        ["bookings"] = new(App + "/bookings", IsOwners: true),
        ["bookings, past"] = new(App + "/bookings?show=past", IsOwners: true),
        ["bookings, nothing to confirm"] = new(App + "/bookings?show=confirm", IsOwners: true),
        ["bookings, the waitlist"] = new(App + "/bookings/waitlist", IsOwners: true),
        ["bookings with details"] = new(App + "/bookings?booking={booking}", IsOwners: true),
        ["contacts"] = new(App + "/contacts", IsOwners: true),
        ["contacts, by name with a tag"] = new(App + "/contacts?order=name&tag=regular", IsOwners: true),
        ["contacts, none found"] = new(App + "/contacts?q=nobody", IsOwners: true),
        ["a contact"] = new(App + "/contacts/{contact}", IsOwners: true),
        ["a contact, messages"] = new(App + "/contacts/{contact}?show=messages", IsOwners: true),
        ["a contact, nothing from the stock"] = new(App + "/contacts/{contact}?show=stock", IsOwners: true),
        ["merging contacts, searching"] = new(App + "/contacts/{contact}/merge", IsOwners: true),
        ["merging contacts, choosing"] = new(App + "/contacts/{contact}/merge?with={other}", IsOwners: true),
        ["contacts, importing"] = new(App + "/contacts/import", IsOwners: true),
        ["contacts, importing a file"] = new(App + "/contacts/import/{import}", IsOwners: true),
        ["contacts, an import that is gone"] = new(App + "/contacts/import/01900000-0000-7000-8000-000000000000", IsOwners: true),
        ["inventory"] = new(App + "/inventory", IsOwners: true),
        ["inventory, low"] = new(App + "/inventory?show=low", IsOwners: true),
        ["inventory, none found"] = new(App + "/inventory?q=nothing", IsOwners: true),
        ["an item"] = new(App + "/inventory/{item}", IsOwners: true),
        ["an item, changing"] = new(App + "/inventory/{item}/edit", IsOwners: true),
        ["a new item refused"] = new(App + "/inventory/new", IsOwners: true, Press: "Add item"),
        ["an item that is gone"] = new(App + "/inventory/01900000-0000-7000-8000-000000000000", IsOwners: true),
        ["stock alerts"] = new(App + "/inventory/alerts", IsOwners: true),
        ["suppliers"] = new(App + "/inventory/suppliers", IsOwners: true),
        ["suppliers refused"] = new(App + "/inventory/suppliers", IsOwners: true, Press: "Add supplier"),
        ["orders"] = new(App + "/inventory/orders", IsOwners: true),
        ["an order"] = new(App + "/inventory/orders/{order}", IsOwners: true),
        ["stocktaking"] = new(App + "/inventory/count", IsOwners: true),
        ["importing items"] = new(App + "/inventory/import", IsOwners: true),
        ["a form to fill in"] = new("/form/{form}"),
        ["a form refused"] = new("/form/{form}", Press: "Submit"),
        ["a form saved"] = new("/form/{form}?saved=1"),
        ["a form sent"] = new("/form/{sent}"),
        ["a form taken back"] = new("/form/{withdrawn}"),
        ["a form with a document and files"] = new("/form/{papers}"),
        ["a form with a document and files refused"] = new("/form/{papers}", Press: "Submit"),
        ["forms"] = new(App + "/forms", IsOwners: true),
        ["forms, none overdue"] = new(App + "/forms?show=overdue", IsOwners: true),
        ["forms, none found"] = new(App + "/forms?q=Nobody", IsOwners: true),
        ["forms, completed"] = new(App + "/forms?show=completed", IsOwners: true),
        ["forms, withdrawn"] = new(App + "/forms?show=withdrawn", IsOwners: true),
        ["answers"] = new(App + "/forms/answers/{answers}", IsOwners: true),
        ["answers that are not there"] = new(App + "/forms/answers/01900000-0000-7000-8000-000000000000", IsOwners: true),
        ["forms, by booking"] = new(App + "/forms?show=bookings", IsOwners: true),
        ["forms of one contact"] = new(App + "/forms?contact={other}", IsOwners: true),
        ["answers with files"] = new(App + "/forms/answers/{paper}", IsOwners: true),
        ["a form with a document, built"] = new(App + "/forms/templates/{agreement}", IsOwners: true),
        ["the contact form, built"] = new(App + "/forms/templates/{contactForm}", IsOwners: true),
        ["your forms"] = new(App + "/forms/templates", IsOwners: true),
        ["a form, built"] = new(App + "/forms/templates/{template}", IsOwners: true),
        ["a new form refused"] = new(App + "/forms/templates/new", IsOwners: true, Press: "Add form"),
        ["a ready form"] = new(App + "/forms/templates/new?from=health-intake", IsOwners: true),
        ["automation"] = new(App + "/automation", IsOwners: true),
        ["automation, a reminder"] = new(App + "/automation/{reminder}", IsOwners: true),
        ["automation, the log"] = new(App + "/automation/log", IsOwners: true),
        ["automation, nothing failed"] = new(App + "/automation/log?outcome=Failed", IsOwners: true),
        ["messages that wait"] = new(App + "/inbox/waiting", IsOwners: true),
        ["messages that wait in a conversation"] = new(App + "/inbox/waiting?conversation={paused}", IsOwners: true),
        ["choosing messages"] = new("/unsubscribe/{preferences}"),
        ["messages chosen"] = new("/unsubscribe/{preferences}?saved=1"),
        ["settings, left alone"] = new(App + "/settings/suppressions", IsOwners: true),
        ["settings, left alone refused"] = new(App + "/settings/suppressions", IsOwners: true, Press: "Send nothing there"),
        ["settings, quiet hours"] = new(App + "/settings/quiet-hours", IsOwners: true),
        ["settings, contact fields"] = new(App + "/settings/contact-fields", IsOwners: true),
        ["settings, contact fields refused"] = new(App + "/settings/contact-fields", IsOwners: true, Press: "Add field"),
        ["set-up, business"] = new(App + "/onboarding/business", IsOwners: true),
        ["set-up, channels"] = new(App + "/onboarding/channels", IsOwners: true),
        ["set-up, contact form"] = new(App + "/onboarding/contact", IsOwners: true),
        ["set-up, services"] = new(App + "/onboarding/services", IsOwners: true),
        ["set-up, forms"] = new(App + "/onboarding/forms", IsOwners: true),
        ["set-up, stock"] = new(App + "/onboarding/stock", IsOwners: true),
        ["set-up, staff"] = new(App + "/onboarding/staff", IsOwners: true),
        ["set-up, open"] = new(App + "/onboarding/activate", IsOwners: true),
        ["settings, branding"] = new(App + "/settings/branding", IsOwners: true),
        ["settings, audit log"] = new(App + "/settings/audit", IsOwners: true),
        ["settings, data"] = new(App + "/settings/data", IsOwners: true),
        ["settings"] = new(App + "/settings", IsOwners: true),
        ["settings, hours"] = new(App + "/settings/hours", IsOwners: true),
        ["settings, holidays"] = new(App + "/settings/holidays", IsOwners: true),
        ["settings, holidays refused"] = new(App + "/settings/holidays", IsOwners: true, Press: "Add holiday"),
        ["settings, rooms and devices"] = new(App + "/settings/resources", IsOwners: true),
        ["why not this time"] = new(App + "/calendar/why", IsOwners: true),
        ["why not this time, explained"] = new(App + "/calendar/why?time=2026-03-08T07:10", IsOwners: true),
        ["settings, services"] = new(App + "/settings/services", IsOwners: true),
        ["settings, a service"] = new(App + "/settings/services/{service}", IsOwners: true),
        ["settings, a new service refused"] = new(App + "/settings/services/new", IsOwners: true, Press: "Add service"),
        ["settings, saved replies"] = new(App + "/settings/replies", IsOwners: true),
        ["settings, saved replies refused"] = new(App + "/settings/replies", IsOwners: true, Press: "Add reply"),
        ["settings, channels"] = new(App + "/settings/channels", IsOwners: true),
        ["settings, SMTP refused"] = new(App + "/settings/channels/add?kind=Smtp", IsOwners: true, Press: "Connect"),
        ["settings, Resend"] = new(App + "/settings/channels/add?kind=Resend", IsOwners: true),
        ["settings, SendGrid"] = new(App + "/settings/channels/{connection}", IsOwners: true),
        ["settings, Twilio refused"] = new(App + "/settings/channels/add?kind=Twilio", IsOwners: true, Press: "Connect"),
        ["settings, templates"] = new(App + "/settings/templates", IsOwners: true),
        ["settings, templates refused"] = new(App + "/settings/templates", IsOwners: true, Press: "Create template"),
        ["settings, a template"] = new(App + "/settings/templates/BookingCreated", IsOwners: true),
        ["settings, a template for SMS in German"] = new(App + "/settings/templates/ContactCreated?channel=sms&language=german", IsOwners: true),
        ["settings, no such template"] = new(App + "/settings/templates/nothing", IsOwners: true),
        ["settings, webhooks"] = new(App + "/settings/webhooks", IsOwners: true),
        ["settings, a new webhook refused"] = new(App + "/settings/webhooks/new", IsOwners: true, Press: "Add webhook"),
        ["settings, local outbox"] = new(App + "/settings/outbox", IsOwners: true),
        ["settings, booking page"] = new(App + "/settings/booking-page", IsOwners: true),
        ["settings, calendar feed"] = new(App + "/settings/calendar-feed", IsOwners: true),
        ["a page that isn't there"] = new(App + "/nowhere", IsOwners: true, IsLive: false),
    };

    public static TheoryData<string> Visitors => [.. Screens.Where(static screen => !screen.Value.IsOwners).Select(static screen => screen.Key)];

    public static TheoryData<string> Members => [.. MembersScreens.Where(static name => !name.StartsWith(Settings, StringComparison.Ordinal))];

    public static TheoryData<string> Owners => [.. MembersScreens.Where(static name => name.StartsWith(Settings, StringComparison.Ordinal))];

    private static IEnumerable<string> MembersScreens => Screens.Where(static screen => screen.Value.IsOwners).Select(static screen => screen.Key);

    protected async Task NothingIsFoundAsync(string screen)
    {
        var (page, complaints) = await ShowAsync(Screens[screen]);

        var faults = new List<string>();
        foreach (var (width, height) in ((int, int)[])[(1440, 900), (390, 844)])
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var (scheme, rules) in ((ColorScheme, AxeRunOptions)[])[(ColorScheme.Light, Rules), (ColorScheme.Dark, OfColours)])
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                await page.EvaluateAsync(Settled);
                var found = await page.RunAxe(rules);
                faults.AddRange(found.Violations.SelectMany(violation => violation.Nodes.Select(node =>
                    $"{width} {scheme} {violation.Id}: {violation.Help}\n    {node.Target} {node.Html}\n    {Why(node)}")));
            }

            if (await page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth > innerWidth"))
            {
                faults.Add($"{width}: {await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")} pixels wide.");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    private static string Why(AxeResultNode node) =>
        string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(static check => check.Message));

    private async Task<(IPage Page, List<string> Complaints)> ShowAsync(Screen screen)
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(screen.IsOwners);
        await page.GotoAsync(site.Url(screen.Path
            .Replace("{link}", site.Link, StringComparison.Ordinal)
            .Replace("{place}", site.PlaceLink, StringComparison.Ordinal)
            .Replace("{cancelled}", site.CancelledLink, StringComparison.Ordinal)
            .Replace("{paused}", site.PausedId.ToString(), StringComparison.Ordinal)
            .Replace("{invitation}", site.InvitationLink, StringComparison.Ordinal)
            .Replace("{member}", site.Owner.Id.ToString(), StringComparison.Ordinal)
            .Replace("{booking}", site.BookingId.ToString(), StringComparison.Ordinal)
            .Replace("{contact}", site.ContactId.ToString(), StringComparison.Ordinal)
            .Replace("{other}", site.OtherContactId.ToString(), StringComparison.Ordinal)
            .Replace("{import}", site.ImportId.ToString(), StringComparison.Ordinal)
            .Replace("{item}", site.ItemId.ToString(), StringComparison.Ordinal)
            .Replace("{order}", site.OrderId.ToString(), StringComparison.Ordinal)
            .Replace("{preferences}", site.PreferencesLink, StringComparison.Ordinal)
            .Replace("{form}", site.Forms.Open, StringComparison.Ordinal)
            .Replace("{sent}", site.Forms.Sent, StringComparison.Ordinal)
            .Replace("{withdrawn}", site.Forms.Withdrawn, StringComparison.Ordinal)
            .Replace("{answers}", site.Forms.Answers.ToString(), StringComparison.Ordinal)
            .Replace("{papers}", site.Forms.Papers, StringComparison.Ordinal)
            .Replace("{paper}", site.Forms.Paper.ToString(), StringComparison.Ordinal)
            .Replace("{agreement}", site.Forms.Agreement.ToString(), StringComparison.Ordinal)
            .Replace("{contactForm}", site.Forms.Contact.ToString(), StringComparison.Ordinal)
            .Replace("{template}", site.Forms.Template.ToString(), StringComparison.Ordinal)
            .Replace("{connection}", site.ConnectionId.ToString(), StringComparison.Ordinal)
            .Replace("{reminder}", site.ReminderId.ToString(), StringComparison.Ordinal)
            .Replace("{service}", site.ServiceId.ToString(), StringComparison.Ordinal)));
        await ReadyAsync(page, screen);
        if (screen.Press is { } button)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
            await Expect(page.Locator("[aria-invalid=true], [role=alert]").First).ToBeVisibleAsync();
        }

        return (page, complaints);
    }

    private static async Task ReadyAsync(IPage page, Screen screen)
    {
        await Expect(page.Locator("h1").First).ToBeVisibleAsync();
        if (screen is { IsOwners: true, IsLive: true })
        {
            await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
            await Expect(page.Locator(".skeletons")).ToHaveCountAsync(0);
        }
    }

    /// <param name="Path">Its address; words in braces stand for what was seeded.</param>
    /// <param name="IsOwners">Behind the owner's sign-in.</param>
    /// <param name="Press">A button pressed on an empty form, for the state in which it is refused.</param>
    /// <param name="IsLive">A members' screen with a circuit.</param>
    private sealed record Screen(string Path, bool IsOwners = false, string? Press = null, bool IsLive = true);
}
