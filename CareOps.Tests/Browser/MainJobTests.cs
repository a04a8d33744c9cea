using System.Diagnostics;

using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>The main job, end to end, in real browser windows: a stranger books, the business answers, live.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class MainJobTests
{
    private const float ASecond = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [BrowserFact]
    public async Task A_stranger_books_without_script_and_the_owner_sees_it_live_with_the_local_outbox()
    {
        await using var server = new TestServer(clock: new FakeClock());
        var owner = await OpenForBusinessAsync(server);

        await BookAndAnswerAsync(server, owner);

        await owner.GotoAsync(Url(server, "settings/outbox"));
        var kept = owner.Locator(".outbox-item");
        await Expect(kept).ToHaveCountAsync(2);
        await Expect(kept.Nth(0)).ToContainTextAsync("See you on Tuesday");
        await Expect(kept.Nth(1)).ToContainTextAsync("You're booked: Appointment, Tue 3 Mar, 09:30");
    }

    [BrowserFact]
    public async Task The_same_with_a_real_mail_server()
    {
        await using var mail = await SmtpServer.StartAsync();
        await using var server = new TestServer(
            clock: new FakeClock(), settings: ("CareOps:Webhooks:AllowPrivateNetworks", "true")); // the mail server stands on this machine
        var owner = await OpenForBusinessAsync(server);
        await ConnectAsync(server, mail.Port);

        await BookAndAnswerAsync(server, owner);

        var received = await mail.WaitForAsync(2, Patience);
        Assert.Equal(
            ["You're booked: Appointment, Tue 3 Mar, 09:30", "Re: You're booked: Appointment, Tue 3 Mar, 09:30"], received.Select(static message => message.Subject));
        Assert.Contains("See you on Tuesday", received[1].Text, StringComparison.Ordinal);
    }

    private static async Task<IPage> OpenForBusinessAsync(TestServer server)
    {
        var owner = await Support.Browser.NewPageAsync(1440, 900);
        await owner.GotoAsync(new Uri(server.Address, "/").AbsoluteUri);
        await owner.GetByLabel("Your name").FillAsync("Mia Kvam");
        await owner.GetByLabel("Email").FillAsync("mia@example.org");
        await owner.GetByLabel("Password", new() { Exact = true }).FillAsync("correct horse");
        await owner.GetByLabel("Business name").FillAsync("Riverside Physio");
        await owner.GetByLabel("Time zone").SelectOptionAsync("Europe/Oslo");
        await owner.GetByRole(AriaRole.Button, new() { Name = "Create workspace" }).ClickAsync();
        await Expect(owner.GetByRole(AriaRole.Heading, new() { Name = "What kind of business is it?" })).ToBeVisibleAsync();
        await owner.GotoAsync(Url(server, "onboarding/activate"));
        await owner.GetByRole(AriaRole.Button, new() { Name = "Open for bookings" }).ClickAsync();
        await Expect(owner.GetByText("Customers can book now")).ToBeVisibleAsync();
        return owner;
    }

    private static async Task BookAndAnswerAsync(TestServer server, IPage owner)
    {
        var (inbox, today, calendar) = (owner, await owner.Context.NewPageAsync(), await owner.Context.NewPageAsync());
        await OpenAsync(inbox, Url(server, "inbox"), "Inbox");
        await OpenAsync(today, Url(server), "Today");
        await OpenAsync(calendar, Url(server, "calendar"), "Calendar");

        var booked = await BookAsync(server, "09:30");

        // Each screen has what is left of a second after the stranger's answer.
        await Expect(inbox.Locator(".conversation").Filter(new() { HasText = "Anna Berg" })).ToBeVisibleAsync(Left(booked));
        await Expect(today.GetByText("Anna Berg").First).ToBeVisibleAsync(Left(booked));
        await Expect(calendar.GetByRole(AriaRole.Button, new() { NameRegex = new("Anna Berg.*09:30") })).ToBeVisibleAsync(Left(booked));

        await inbox.Locator(".conversation").Filter(new() { HasText = "Anna Berg" }).ClickAsync();
        await Expect(inbox.GetByText("Booking confirmation").First).ToBeVisibleAsync();
        await inbox.GetByRole(AriaRole.Textbox, new() { Name = "Reply" }).FillAsync("See you on Tuesday, Anna.");
        await inbox.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(inbox.Locator(".pause-banner")).ToContainTextAsync("Automation paused");

        await BookAsync(server, "11:00");

        await Expect(inbox.Locator(".message.held")).ToBeVisibleAsync();
        await Expect(inbox.Locator(".message.held")).ToContainTextAsync("You're booked: Appointment, Tue 3 Mar, 11:00");
        await Expect(inbox.Locator(".message.held")).ToContainTextAsync("Automation is paused");
        await Expect(today.GetByRole(AriaRole.Heading, new() { Name = "Email to Anna Berg is held" })).ToBeVisibleAsync();
    }

    /// <summary>A stranger's own window, with script off.</summary>
    private static async Task<Stopwatch> BookAsync(TestServer server, string time)
    {
        var stranger = await Support.Browser.NewPageAsync(390, 844, javaScript: false);
        await stranger.GotoAsync(new Uri(server.Address, "/book/riverside-physio").AbsoluteUri);
        await stranger.GotoAsync(stranger.Url + "?day=2026-03-03");
        await stranger.GetByRole(AriaRole.Link, new() { Name = time, Exact = true }).ClickAsync();
        await stranger.GetByLabel("Name", new() { Exact = true }).FillAsync("Anna Berg");
        await stranger.GetByLabel("Email", new() { Exact = true }).FillAsync("anna@example.org");
        await stranger.GetByRole(AriaRole.Button, new() { Name = "Book", Exact = true }).ClickAsync();
        await Expect(stranger.GetByRole(AriaRole.Heading, new() { Name = "You're booked" })).ToBeVisibleAsync();
        var booked = Stopwatch.StartNew();
        await stranger.CloseAsync();
        return booked;
    }

    private static async Task OpenAsync(IPage page, string url, string heading)
    {
        await page.GotoAsync(url);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true, Level = 1 })).ToBeVisibleAsync();

        // The circuit is up: from here on what is shown is live.
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
    }

    private static async Task ConnectAsync(TestServer server, int port)
    {
        var workspaces = server.Get<WorkspaceQueries>();
        await using var db = await server.Get<Core.Data.ReadDoor>().OpenUnfilteredAsync(CancellationToken.None);
        var account = (await db.Accounts().SingleAsync()).Id;
        var owner = (await workspaces.MembershipsAsync(account, CancellationToken.None)).Single().Caller;
        (await server.Get<ConnectSmtpHandler>().HandleAsync(
            owner,
            new ConnectSmtp("127.0.0.1", port, SmtpSecurity.None, null, null, "hello@riverside.example", "Riverside Physio", IsEnabled: true),
            CancellationToken.None)).Required();
    }

    private static string Url(TestServer server, string page = "") =>
        new Uri(server.Address, $"/app/riverside-physio/{page}".TrimEnd('/')).AbsoluteUri;

    private static LocatorAssertionsToBeVisibleOptions Left(Stopwatch booked) =>
        new() { Timeout = Math.Max(1, ASecond - (float)booked.Elapsed.TotalMilliseconds) };
}
