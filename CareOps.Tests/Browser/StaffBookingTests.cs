using CareOps.Core.Bookings;
using CareOps.Core.Forms;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

using NodaTime;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>Booking and changing bookings by hand: series, walk-ins, and who is told of a change. Each test has days of its own.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class StaffBookingTests(CalendarSite shared) : IClassFixture<CalendarSite>
{
    private const string Mia = "Mia Kvam";

    private static readonly LocalDate Wednesday = new(2026, 3, 4);

    [BrowserFact]
    public async Task A_series_is_shown_date_by_date_before_it_is_booked_and_its_rest_cancelled_with_one_question()
    {
        var (clinic, screen) = await OpenAsync(Wednesday);
        await clinic.BookAsync(Wednesday.PlusDays(7) + new LocalTime(10, 0), "Anna Berg");
        (await clinic.Site.Server.Get<SetDayHoursHandler>().HandleAsync(
            clinic.Site.Owner, new SetDayHours(clinic.Mia, Wednesday.PlusDays(14), []), default)).Required();
        await screen.ClickAsync(Mia, new LocalTime(10, 0));
        await FillInAsync(screen, "Nora Hansen");

        await screen.Dialog.GetByLabel("Repeats").SelectOptionAsync("7");
        await screen.Dialog.GetByLabel("How many times").FillAsync("4");
        await screen.Dialog.GetByLabel("How many times").BlurAsync();
        var dates = screen.Dialog.GetByRole(AriaRole.Group, new() { NameRegex = new("^Dates") });
        await Expect(dates).ToContainTextAsync("2 of 4 are booked");
        await Expect(dates).ToContainTextAsync("Mia Kvam has another appointment from 10:00 to 10:30.");
        await Expect(dates.GetByRole(AriaRole.Checkbox, new() { Name = "Wed 11 Mar, 10:00" })).ToBeDisabledAsync();
        await dates.GetByRole(AriaRole.Button, new() { NameRegex = new("^10:30 instead of Wed 11 Mar") }).ClickAsync();
        await Expect(dates.GetByRole(AriaRole.Checkbox, new() { Name = "Wed 11 Mar, 10:30" })).ToBeCheckedAsync();

        await dates.GetByRole(AriaRole.Checkbox, new() { Name = "Wed 18 Mar, 10:00" }).CheckAsync();
        await Expect(screen.Dialog.GetByText("4 dates from Wed 4 Mar, 10:00 to 10:30")).ToBeVisibleAsync();
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Book anyway" }).ClickAsync();
        await Expect(screen.Dialog.GetByText("Say why these dates are booked against the rules")).ToBeVisibleAsync();
        await screen.Dialog.GetByLabel("Reason").FillAsync("Comes in for her");
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Book anyway" }).ClickAsync();
        await Expect(screen.Bar).ToContainTextAsync("Booked Nora Hansen, Wed 4 Mar, 10:00, 4 times.");

        var booked = await SeriesAsync(clinic, "Nora Hansen");
        Assert.Equal([null, null, "Comes in for her", null], booked.Select(static row => row.OverrideReason));

        await CalendarScreen.OpenAsync(screen.Page, clinic.Site, Wednesday.PlusDays(7));
        await screen.Block("Nora Hansen").ClickAsync();
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" }).ClickAsync();
        await screen.Dialog.GetByRole(AriaRole.Radio, new() { Name = "This one and 2 later ones of its series" }).CheckAsync();
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel 3 bookings" }).ClickAsync();
        await Expect(screen.Bar).ToContainTextAsync("Cancelled 3 bookings of Nora Hansen.");
        await Expect(screen.Block("Nora Hansen")).ToHaveCountAsync(0);
        await screen.Bar.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        var preview = screen.Page.GetByRole(AriaRole.Dialog, new() { Name = "Cancelled 3 bookings of Nora Hansen" });
        await Expect(preview).ToContainTextAsync("Nora Hansen gets one message about all of them at +4740123456");
        await Expect(preview).ToContainTextAsync(
            "It says: Follow-up is cancelled on 3 dates: Wed 11 Mar, 10:30; Wed 18 Mar, 10:00; Wed 25 Mar, 10:00.");
        await Expect(preview).ToContainTextAsync("All 3 times are free again.");
        await preview.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await screen.Bar.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(screen.Block("Nora Hansen")).ToHaveCountAsync(1);
        Assert.All(await SeriesAsync(clinic, "Nora Hansen"), static row => Assert.Equal(BookingStatus.Confirmed, row.Status));
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task Undo_of_a_cancelled_series_names_the_dates_that_were_taken_meanwhile()
    {
        var (clinic, screen) = await OpenAsync(Wednesday.PlusDays(2));
        var start = Wednesday.PlusDays(2) + new LocalTime(15, 0);
        var first = new CreateBooking(clinic.FollowUp, clinic.Mia, null, null) { Name = "Sara Dahl", Email = "sara@example.org" };
        (await clinic.Site.Server.Get<BookSeriesHandler>().HandleAsync(
            clinic.Site.Owner, new BookSeries(first, 7, [start, start.PlusDays(7), start.PlusDays(14)]), default)).Required();
        await screen.Block("Sara Dahl").ClickAsync();
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" }).ClickAsync();
        await screen.Dialog.GetByRole(AriaRole.Radio, new() { Name = "This one and 2 later ones of its series" }).CheckAsync();
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel 3 bookings" }).ClickAsync();
        await Expect(screen.Bar).ToContainTextAsync("Cancelled 3 bookings of Sara Dahl.");
        await clinic.BookAsync(start.PlusDays(7), "Tom Ruud");

        await screen.Bar.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(screen.Page.Locator(".move-bar.refused")).ToContainTextAsync(
            "2 bookings of Sara Dahl stand again. Fri 13 Mar, 15:00 stays cancelled: Mia Kvam has another appointment from 15:00 to 15:30.");
        await Expect(screen.Block("Sara Dahl")).ToHaveCountAsync(1);
        Assert.Equal(
            [BookingStatus.Confirmed, BookingStatus.Cancelled, BookingStatus.Confirmed],
            (await SeriesAsync(clinic, "Sara Dahl")).Select(static row => row.Status));
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task What_its_customer_cancelled_is_not_offered_to_be_reopened()
    {
        var (clinic, screen) = await OpenAsync(Wednesday);
        var start = Wednesday.PlusDays(28) + new LocalTime(11, 0);
        var (theirs, ours) = (await clinic.BookAsync(start, "Ulla Berg"), await clinic.BookAsync(start.PlusHours(1), "Vera Lie"));
        var holder = new Core.Foundation.Caller.LinkHolder(clinic.Site.Owner.Workspace, Core.Workspaces.LinkPurposes.ManageBooking, theirs.Id);
        (await clinic.Site.Server.Get<CancelOwnBookingHandler>().HandleAsync(holder, new CancelOwnBooking(), default)).Required();
        (await clinic.Site.Server.Get<CancelBookingHandler>().HandleAsync(
            clinic.Site.Owner, new CancelBooking(ours.Id) { Tell = false }, default)).Required();
        var reopen = screen.Page.GetByRole(AriaRole.Button, new() { Name = "Reopen" });

        await screen.Page.GotoAsync(clinic.Site.Url($"/app/{SeededSite.Slug}/bookings?show=all&booking={ours.Id}"));
        await Expect(reopen).ToBeVisibleAsync();
        await screen.Page.GotoAsync(clinic.Site.Url($"/app/{SeededSite.Slug}/bookings?show=all&booking={theirs.Id}"));
        await Expect(screen.Page.GetByText("by the customer")).ToBeVisibleAsync();
        await Expect(reopen).ToHaveCountAsync(0);
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task Who_reopens_in_the_details_what_was_told_hears_that_the_customer_gets_a_message()
    {
        var (clinic, screen) = await OpenAsync(Wednesday);
        var booking = await clinic.BookAsync(Wednesday.PlusDays(29) + new LocalTime(11, 0), "Yrsa Lund");
        var cancelled = (await clinic.Site.Server.Get<CancelBookingHandler>().HandleAsync(
            clinic.Site.Owner, new CancelBooking(booking.Id), default)).Required();
        (await clinic.Site.Server.Get<DecideNoticeHandler>().HandleAsync(
            clinic.Site.Owner, new DecideNotice(cancelled.Id, cancelled.Revision, BookingChange.Cancelled, Tell: true), default)).Required();
        await Eventually.TrueAsync(
            async () => (await clinic.Site.Server.Get<BookingQueries>().ByIdAsync(clinic.Site.Owner, booking.Id, default))!.Booking.IsTold,
            TimeSpan.FromSeconds(30),
            "the message of the cancellation");

        await screen.Page.GotoAsync(clinic.Site.Url($"/app/{SeededSite.Slug}/bookings?show=all&booking={booking.Id}"));
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Reopen" }).ClickAsync();

        await Expect(screen.Page.GetByText("1 booking of Yrsa Lund stands again. The customer gets a message about it.")).ToBeVisibleAsync();
        Assert.Equal(BookingStatus.Confirmed, Assert.Single(await FindAsync(clinic, "Yrsa Lund")).Status);
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_walk_in_is_booked_for_now()
    {
        var (clinic, screen) = await OpenAsync(new LocalDate(2026, 3, 2));
        await screen.Page.Keyboard.PressAsync("n");
        await FillInAsync(screen, "Wilma Walk");
        await screen.Dialog.GetByLabel("With", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = Mia });

        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Walk-in: now" }).ClickAsync();
        await Expect(screen.Dialog.GetByLabel("Start")).ToHaveValueAsync("10:00");
        await Expect(screen.Dialog.GetByText("Against the rules that customers book by")).ToBeVisibleAsync();
        await screen.Dialog.GetByLabel("Reason").FillAsync("Stands at the desk");
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Book anyway" }).ClickAsync();

        await screen.ExpectAsync("Wilma Walk", "10:00 to 10:30", Mia);
        var row = Assert.Single(await FindAsync(clinic, "Wilma Walk"));
        Assert.Equal((BookingSource.WalkIn, "Stands at the desk"), (row.Source, row.OverrideReason));
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task After_a_move_the_customer_is_told_now_or_not_at_all_after_a_look_at_what_follows()
    {
        var day = Wednesday.PlusDays(1);
        var (clinic, screen) = await OpenAsync(day);
        var petra = await clinic.BookAsync(day + new LocalTime(10, 0), "Petra Holm");
        await NeedsFormAndStockAsync(clinic, petra);
        await clinic.BookAsync(day + new LocalTime(12, 0), "Quentin Aas");

        await screen.DragAsync("Petra Holm", Mia, new LocalTime(14, 0));
        await screen.Bar.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(screen.Dialog).ToContainTextAsync("Petra Holm gets a message at petra-holm@example.org");
        await Expect(screen.Dialog).ToContainTextAsync("It says: Follow-up is now on Thu 5 Mar, 14:00.");
        await Expect(screen.Dialog).ToContainTextAsync("1 form stays open, due Thu 5 Mar, 14:00.");
        await Expect(screen.Dialog).ToContainTextAsync("What it takes from stock is there at this time, too: Gloves, 2 pairs.");
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Notify now" }).ClickAsync();
        await Expect(screen.Bar).ToContainTextAsync("Petra gets the message now.");
        await Eventually.TrueAsync(
            async () => (await MailsAsync(clinic, "petra-holm@example.org")).Exists(static subject => subject == "New time: Follow-up, Thu 5 Mar, 14:00"),
            TimeSpan.FromSeconds(30),
            "the message about the new time");

        await screen.DragAsync("Quentin Aas", Mia, new LocalTime(15, 0));
        await screen.Bar.GetByRole(AriaRole.Button, new() { Name = "Don't notify" }).ClickAsync();
        await Expect(screen.Bar).ToContainTextAsync("Quentin gets no message.");
        var quiet = Assert.Single(await FindAsync(clinic, "Quentin Aas"));
        var kept = await clinic.FindAsync(quiet.Id);
        Assert.Equal(kept.Revision, kept.QuietRevision);
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task Who_waits_is_seen_at_once_booked_by_hand_or_taken_off()
    {
        var clinic = await shared.ClinicAsync();
        var (page, complaints) = await shared.Site.OpenAsync(isOwner: true);
        await page.GotoAsync(clinic.Site.Url($"/app/{SeededSite.Slug}/bookings/waitlist"));
        var rows = page.GetByRole(AriaRole.Region, new() { Name = "Waitlist" }).GetByRole(AriaRole.Listitem);
        await Expect(rows).ToHaveCountAsync(1);

        var sunday = new LocalDate(2026, 3, 15);
        (await clinic.Site.Server.Get<JoinWaitlistHandler>().HandleAsync(
            new Core.Foundation.Caller.Visitor(clinic.Site.Owner.Workspace),
            new JoinWaitlist(clinic.FollowUp, clinic.Mia, sunday, sunday, "Xenia Wold", "xenia@example.org", null),
            default)).Required();
        await Expect(rows.Filter(new() { HasText = "Xenia Wold" })).ToContainTextAsync("Sun 15 Mar, with Mia Kvam");

        await page.GetByRole(AriaRole.Link, new() { Name = "Book Xenia Wold" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("xenia@example.org")).ToBeVisibleAsync();
        await dialog.GetByLabel("Start").FillAsync("11:00");
        await dialog.GetByLabel("Reason").FillAsync("Comes on a Sunday");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Book anyway" }).ClickAsync();
        await Expect(page.Locator(".move-bar")).ToContainTextAsync("Booked Xenia Wold, Sun 15 Mar, 11:00.");

        await page.GetByRole(AriaRole.Link, new() { Name = "List" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Waitlist" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await rows.GetByRole(AriaRole.Button, new() { Name = "Remove Eva Moen" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Nobody is waiting")).ToBeVisibleAsync();
        await Expect(page.Locator(".move-bar")).ToContainTextAsync("Removed Eva Moen from the waitlist.");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Waitlist", Level = 1 })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("z");
        await Expect(rows.Filter(new() { HasText = "Eva Moen" })).ToBeFocusedAsync();
        await Expect(page.Locator(".move-bar")).ToHaveCountAsync(0);
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_long_waitlist_goes_on_page_by_page_and_after_a_removal_the_next_row_has_the_focus()
    {
        var clinic = await shared.ClinicAsync();
        var sunday = new LocalDate(2026, 3, 22);
        foreach (var number in Enumerable.Range(0, 52))
        {
            (await clinic.Site.Server.Get<JoinWaitlistHandler>().HandleAsync(
                new Core.Foundation.Caller.Visitor(clinic.Site.Owner.Workspace),
                new JoinWaitlist(clinic.FollowUp, null, sunday, sunday, $"Guest {number:00}", $"waits{number}@example.org", null),
                default)).Required();
        }

        var (page, complaints) = await shared.Site.OpenAsync(isOwner: true);
        await page.GotoAsync(clinic.Site.Url($"/app/{SeededSite.Slug}/bookings/waitlist"));
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
        var rows = page.GetByRole(AriaRole.Region, new() { Name = "Waitlist" }).GetByRole(AriaRole.Listitem);
        await Expect(rows).ToHaveCountAsync(50);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show more" }).ClickAsync();
        await Expect(rows.Filter(new() { HasText = "Guest 51" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show more" })).ToHaveCountAsync(0);

        await rows.GetByRole(AriaRole.Button, new() { Name = "Remove Guest 10" }).ClickAsync();
        await Expect(rows.Filter(new() { HasText = "Guest 11" })).ToBeFocusedAsync();
        await rows.GetByRole(AriaRole.Button, new() { Name = "Remove Guest 51" }).ClickAsync();
        await Expect(rows.Filter(new() { HasText = "Guest 50" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(rows.Filter(new() { HasText = "Guest 51" })).ToBeFocusedAsync();

        // So that the other tests find who waits in theirs only.
        foreach (var entry in await clinic.Site.Server.Get<WaitlistQueries>().WaitingAsync(clinic.Site.Owner, null, 100, default))
        {
            if (entry.FirstDay == sunday)
            {
                (await clinic.Site.Server.Get<RemoveFromWaitlistHandler>().HandleAsync(clinic.Site.Owner, new RemoveFromWaitlist(entry.Id), default)).Required();
            }
        }

        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task In_a_month_a_click_on_a_day_books_on_it_and_a_booking_is_taken_to_another_day()
    {
        var clinic = await shared.ClinicAsync();
        var day = new LocalDate(2026, 4, 8);
        var booking = await clinic.BookAsync(day + new LocalTime(10, 0), "Mona Lie");
        var (page, complaints) = await shared.Site.OpenAsync(isOwner: true);
        await OpenMonthAsync(page, clinic, day);

        var entry = page.Locator(".month-entry").Filter(new() { HasText = "Mona Lie" });
        await entry.DragToAsync(Day(page, "Friday 10 April"));
        await Expect(Day(page, "Friday 10 April").Locator(".month-entry")).ToContainTextAsync("Mona Lie");
        var bar = page.Locator(".move-bar");
        await Expect(bar).ToContainTextAsync("Moved to Fri 10 Apr, 10:00.");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Day(page, "Wednesday 8 April").Locator(".month-entry")).ToContainTextAsync("Mona Lie");
        Assert.Equal(booking.StartsAt, (await clinic.FindAsync(booking.Id)).StartsAt);

        await entry.FocusAsync();
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Day(page, "Thursday 16 April").Locator(".month-entry")).ToContainTextAsync("Mona Lie");
        await Expect(entry).ToBeFocusedAsync();

        await Day(page, "Saturday 18 April").GetByRole(AriaRole.Link, new() { Name = "New booking on" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByLabel("Day")).ToHaveValueAsync("2026-04-18");
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Escape_leaves_a_booking_on_its_day_of_the_month()
    {
        var clinic = await shared.ClinicAsync();
        var day = new LocalDate(2026, 4, 13);
        await clinic.BookAsync(day + new LocalTime(11, 0), "Ingrid Moe");
        var (page, _) = await shared.Site.OpenAsync(isOwner: true);
        await OpenMonthAsync(page, clinic, day);

        await page.Locator(".month-entry").Filter(new() { HasText = "Ingrid Moe" }).FocusAsync();
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator("[data-drop]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator("[data-drop]")).ToHaveCountAsync(0);
        await Expect(Day(page, "Monday 13 April").Locator(".month-entry")).ToContainTextAsync("Ingrid Moe");
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Past_bookings_are_completed_or_marked_in_one_tap_each_and_taken_back()
    {
        var clinic = await shared.ClinicAsync();
        var today = new LocalDate(2026, 3, 2);
        var first = await clinic.BookAsync(today + new LocalTime(8, 0), "Past One");
        var second = await clinic.BookAsync(today + new LocalTime(8, 30), "Past Two");
        var (page, complaints) = await shared.Site.OpenAsync(isOwner: true);
        await page.GotoAsync(clinic.Site.Url($"/app/{SeededSite.Slug}/bookings?show=past&q=Past"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Completed: Past One" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo: Past One" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "No-show: Past Two" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo: Past Two" })).ToBeFocusedAsync();
        Assert.Equal(BookingStatus.Completed, (await clinic.FindAsync(first.Id)).Status);
        Assert.Equal(BookingStatus.NoShow, (await clinic.FindAsync(second.Id)).Status);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo: Past One" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Completed: Past One" })).ToBeVisibleAsync();
        Assert.Equal(BookingStatus.Confirmed, (await clinic.FindAsync(first.Id)).Status);
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_service_has_the_colour_that_was_chosen_for_it()
    {
        var day = Wednesday.PlusDays(27);
        var clinic = await shared.ClinicAsync();
        await clinic.BookAsync(day + new LocalTime(10, 0), "Rosa Lund");
        var (page, complaints) = await shared.Site.OpenAsync(isOwner: true);
        await page.GotoAsync(clinic.Site.Url($"/app/{SeededSite.Slug}/settings/services/{clinic.FollowUp}"));
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Radio, new() { Name = "Rose" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        var screen = await CalendarScreen.OpenAsync(page, clinic.Site, day);

        await Expect(screen.Block("Rosa Lund")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("\\brose\\b"));
        await Expect(page.Locator(".legend li").Filter(new() { HasText = "Follow-up" }).Locator(".swatch")).ToHaveClassAsync("swatch rose");
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task The_list_is_narrowed_searched_and_goes_on_page_by_page()
    {
        var clinic = await shared.ClinicAsync();
        var first = new LocalDate(2026, 5, 4);
        foreach (var number in Enumerable.Range(0, 52))
        {
            await clinic.BookAsync(first.PlusDays(number / 26) + new LocalTime(6, 0).PlusMinutes(30 * (number % 26)), $"Lister {number:00}", clinic.Noah);
        }

        await clinic.BookAsync(first + new LocalTime(9, 0), "Lister Mia");
        var (page, complaints) = await shared.Site.OpenAsync(isOwner: true);
        await page.GotoAsync(clinic.Site.Url($"/app/{SeededSite.Slug}/bookings"));
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
        var names = page.Locator(".list-table .list-name");

        await page.GetByLabel("Find bookings").FillAsync("lister");
        await Expect(names.First).ToHaveTextAsync("Lister 00");
        await Expect(names).ToHaveCountAsync(50);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show more" }).ClickAsync();
        await Expect(names).ToHaveCountAsync(53);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show more" })).ToHaveCountAsync(0);

        await page.GetByLabel("Member", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = Mia });
        await Expect(names).ToHaveTextAsync(["Lister Mia"]);
        await page.GetByLabel("Status").SelectOptionAsync(new SelectOptionValue { Label = "Pending" });
        await Expect(page.GetByText("No bookings found")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show all" }).ClickAsync();
        await Expect(page.GetByLabel("Find bookings")).ToHaveValueAsync(string.Empty);

        var found = Assert.Single(await FindAsync(clinic, "Lister Mia"));
        await page.GetByLabel("Find bookings").FillAsync(found.Reference);
        await Expect(names).ToHaveTextAsync(["Lister Mia"]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Past" }).ClickAsync();
        await Expect(page.GetByText("No bookings found")).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    // A form that was sent for the booking, and gloves that its service takes.
    private static async Task NeedsFormAndStockAsync(CalendarClinic clinic, Booking booking)
    {
        var (server, owner) = (clinic.Site.Server, clinic.Site.Owner);
        var form = (await server.Get<SaveFormTemplateHandler>().HandleAsync(
            owner, new SaveFormTemplate(null, "Consent", null, [new FormQuestion(Guid.CreateVersion7(), QuestionKind.ShortText, "Name")]), default)).Required();
        (await server.Get<SendFormHandler>().HandleAsync(owner, new SendForm(form.Id, booking.ContactId, booking.Id), default)).Required();
        var item = (await server.Get<SaveItemHandler>().HandleAsync(
            owner, new SaveItem(null, "Gloves", "pairs", null, null, 0, null, null, null) { Opening = 100 }, default)).Required();
        (await server.Get<SetUsageHandler>().HandleAsync(owner, new SetUsage(clinic.FollowUp, item.Id, 2), default)).Required();
    }

    private static async Task OpenMonthAsync(IPage page, CalendarClinic clinic, LocalDate day)
    {
        await page.GotoAsync(clinic.Site.Url($"/app/{SeededSite.Slug}/calendar?view=month&date={day:uuuu-MM-dd}"));
        await Expect(page.Locator(".month-view")).ToHaveAttributeAsync("data-hand", "ready");
    }

    private static ILocator Day(IPage page, string name) => page.Locator($".month-day[data-day-name='{name}']");

    private static async Task FillInAsync(CalendarScreen screen, string name)
    {
        await Expect(screen.Dialog.GetByRole(AriaRole.Heading, new() { Name = "New booking" })).ToBeFocusedAsync();
        await screen.Dialog.GetByLabel("Service", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Follow-up · 30 min" });
        await screen.Dialog.GetByLabel("Customer", new() { Exact = true }).FillAsync(name);
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = $"New person “{name}”" }).ClickAsync();
        await screen.Dialog.GetByLabel("Phone").FillAsync("+47 40 12 34 56");
    }

    private static async Task<IReadOnlyList<BookingRow>> SeriesAsync(CalendarClinic clinic, string name) =>
        [.. (await FindAsync(clinic, name)).Where(static row => row.SeriesId is not null)];

    private static Task<IReadOnlyList<BookingRow>> FindAsync(CalendarClinic clinic, string name) => clinic.Site.Server.Get<BookingQueries>().ListAsync(
        clinic.Site.Owner, new BookingFilter { Search = name }, null, 50, default);

    private static async Task<List<string?>> MailsAsync(CalendarClinic clinic, string address)
    {
        var outbox = await House(clinic).ReadAsync(clinic.Site.Owner.Workspace, static db => db.LocalOutboxEntries().ToListAsync());
        return [.. outbox.Where(entry => entry.Address == address).Select(static entry => entry.Subject)];
    }

    private static TestHouse House(CalendarClinic clinic) => TestHouse.Inside(clinic.Site.Server, new FakeClock());

    private async Task<(CalendarClinic Clinic, CalendarScreen Screen)> OpenAsync(LocalDate day)
    {
        var clinic = await shared.ClinicAsync();
        var (page, _) = await shared.Site.OpenAsync(isOwner: true);
        return (clinic, await CalendarScreen.OpenAsync(page, clinic.Site, day));
    }
}
