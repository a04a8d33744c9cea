using CareOps.Core.Bookings;
using CareOps.Tests.Support;

using Microsoft.Playwright;

using NodaTime;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>The calendar under staff's hands. Each test has a day of its own, so that none meets another's bookings.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class StaffCalendarTests(CalendarSite shared) : IClassFixture<CalendarSite>
{
    private const string Mia = "Mia Kvam";
    private const string Noah = "Noah Lind";

    private static readonly LocalDate Wednesday = new(2026, 3, 4);

    [BrowserFact]
    public async Task A_booking_is_dragged_to_another_time_and_taken_back()
    {
        var (clinic, screen) = await OpenAsync(Wednesday);
        var booking = await clinic.BookAsync(Wednesday + new LocalTime(10, 0), "Anna Berg");

        await screen.DragAsync("Anna Berg", Mia, new LocalTime(13, 15));

        await screen.ExpectAsync("Anna Berg", "13:15 to 13:45", Mia);
        await Expect(screen.Bar).ToContainTextAsync("Moved to Wed 4 Mar, 13:15. Anna gets a message in");
        await screen.Bar.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await screen.ExpectAsync("Anna Berg", "10:00 to 10:30", Mia);
        await Expect(screen.Bar).ToHaveCountAsync(0);
        Assert.Equal(booking.StartsAt, (await clinic.FindAsync(booking.Id)).StartsAt);
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_booking_is_dragged_to_another_member_and_every_open_screen_shows_it()
    {
        var day = Wednesday.PlusDays(1);
        var (clinic, screen) = await OpenAsync(day);
        var (_, other) = await OpenAsync(day);
        var booking = await clinic.BookAsync(day + new LocalTime(11, 0), "Omar Haddad");
        await other.ExpectAsync("Omar Haddad", "11:00 to 11:30", Mia);

        await screen.DragAsync("Omar Haddad", Noah, new LocalTime(11, 0));

        await screen.ExpectAsync("Omar Haddad", "11:00 to 11:30", Noah);
        await other.ExpectAsync("Omar Haddad", "11:00 to 11:30", Noah);
        await Expect(screen.Bar).ToContainTextAsync("Moved to Noah Lind");
        Assert.Equal(clinic.Noah, (await clinic.FindAsync(booking.Id)).MemberId);
        await screen.Page.CloseAsync();
        await other.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_booking_is_made_longer_by_its_lower_edge()
    {
        var day = Wednesday.PlusDays(2);
        var (clinic, screen) = await OpenAsync(day);
        await clinic.BookAsync(day + new LocalTime(9, 0), "Lena Fischer");
        await screen.ExpectAsync("Lena Fischer", "09:00 to 09:30", Mia);

        await screen.StretchAsync("Lena Fischer", Mia, new LocalTime(10, 15));

        await screen.ExpectAsync("Lena Fischer", "09:00 to 10:15", Mia);
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_click_on_free_time_books_a_new_customer()
    {
        var day = Wednesday.PlusDays(5);
        var (_, screen) = await OpenAsync(day);

        await screen.ClickAsync(Noah, new LocalTime(14, 30));
        await Expect(screen.Dialog.GetByRole(AriaRole.Heading, new() { Name = "New booking" })).ToBeFocusedAsync();
        await screen.Dialog.GetByLabel("Service", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Follow-up · 30 min" });
        await screen.Dialog.GetByLabel("Customer", new() { Exact = true }).FillAsync("Nora Hansen");
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "New person “Nora Hansen”" }).ClickAsync();
        await screen.Dialog.GetByLabel("Phone").FillAsync("+47 40 12 34 56");
        await Expect(screen.Dialog.GetByText("Mon 9 Mar, 14:30 to 15:00 with Noah Lind")).ToBeVisibleAsync();
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Book", Exact = true }).ClickAsync();

        await screen.ExpectAsync("Nora Hansen", "14:30 to 15:00", Noah);
        await Expect(screen.Bar).ToContainTextAsync("Booked Nora Hansen, Mon 9 Mar, 14:30.");
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_known_contact_is_found_while_typing()
    {
        var day = Wednesday.PlusDays(6);
        var (clinic, screen) = await OpenAsync(day);
        await clinic.BookAsync(day + new LocalTime(9, 0), "Kari Aas");

        await screen.Page.Keyboard.PressAsync("n");

        // The dialog takes the focus when it has come: letters typed before that would go to its heading.
        await Expect(screen.Dialog.GetByRole(AriaRole.Heading, new() { Name = "New booking" })).ToBeFocusedAsync();
        await screen.Dialog.GetByLabel("Customer", new() { Exact = true }).PressSequentiallyAsync("kari-aas@");
        await screen.Dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("Kari Aas") }).ClickAsync();
        await screen.Dialog.GetByLabel("Service", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Follow-up · 30 min" });
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "11:00", Exact = true }).ClickAsync();
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Book", Exact = true }).ClickAsync();

        await Expect(screen.Block("Kari Aas")).ToHaveCountAsync(2);
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_booking_is_moved_with_the_keyboard_alone()
    {
        var day = Wednesday.PlusDays(7);
        var (clinic, screen) = await OpenAsync(day);
        await clinic.BookAsync(day + new LocalTime(10, 0), "Per Nilsen");
        await screen.ExpectAsync("Per Nilsen", "10:00 to 10:30", Mia);

        await screen.Block("Per Nilsen").FocusAsync();
        foreach (var key in (string[])["m", "ArrowDown", "ArrowDown", "ArrowRight", "Shift+ArrowDown"])
        {
            await screen.Page.Keyboard.PressAsync(key);
        }

        await Expect(screen.Page.Locator("#announcer")).ToHaveTextAsync("Noah Lind 10:30 to 11:15");
        await screen.Page.Keyboard.PressAsync("Enter");

        await screen.ExpectAsync("Per Nilsen", "10:30 to 11:15", Noah);
        await Expect(screen.Block("Per Nilsen")).ToBeFocusedAsync();
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task Escape_leaves_a_booking_where_it_was()
    {
        var day = Wednesday.PlusDays(8);
        var (clinic, screen) = await OpenAsync(day);
        await clinic.BookAsync(day + new LocalTime(10, 0), "Ida Vik");
        await screen.ExpectAsync("Ida Vik", "10:00 to 10:30", Mia);

        await screen.Block("Ida Vik").FocusAsync();
        foreach (var key in (string[])["m", "PageDown", "Escape"])
        {
            await screen.Page.Keyboard.PressAsync(key);
        }

        await Expect(screen.Page.Locator("#announcer")).ToHaveTextAsync("Left where it was.");
        await Expect(screen.Page.Locator(".drag-ghost")).ToHaveCountAsync(0);
        await screen.ExpectAsync("Ida Vik", "10:00 to 10:30", Mia);
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task The_preview_shows_what_the_customer_wrote_to_the_pointer_and_to_the_keyboard()
    {
        var day = Wednesday.PlusDays(23);
        var (clinic, screen) = await OpenAsync(day);
        (await clinic.Site.Server.Get<CreateBookingHandler>().HandleAsync(
            clinic.Site.Owner,
            new CreateBooking(clinic.FollowUp, clinic.Mia, day + new LocalTime(10, 0), null) { Name = "Anna Berg", Email = "anna@example.org", Notes = "The left knee, after running", Tell = false },
            default)).Required();
        await clinic.BookAsync(day + new LocalTime(12, 0), "Omar Haddad");
        var card = screen.Page.Locator(".hover-card");

        await screen.Block("Anna Berg").HoverAsync();
        await Expect(card).ToContainTextAsync("The left knee, after running");
        await screen.Page.Mouse.MoveAsync(5, 5);
        await Expect(card).ToHaveCountAsync(0);

        await screen.Block("Omar Haddad").FocusAsync();
        await screen.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(card).ToContainTextAsync("The left knee, after running");
        await screen.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(card).ToContainTextAsync("Omar Haddad");
        await screen.Page.Keyboard.PressAsync("Escape");
        await Expect(card).ToHaveCountAsync(0);
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task The_focus_comes_back_after_details_forms_and_undo_and_arrows_lead_from_column_to_column()
    {
        var day = Wednesday.PlusDays(26);
        var (clinic, screen) = await OpenAsync(day);
        var keys = screen.Page.Keyboard;
        await clinic.GroupAsync("Stretching", day + new LocalTime(10, 0), ["Anna Berg", "Omar Haddad"]);
        await clinic.BookAsync(day + new LocalTime(12, 0), "Per Nilsen", clinic.Noah);
        await Expect(screen.Block("Per Nilsen")).ToBeVisibleAsync();

        await screen.Block("Stretching").FocusAsync();
        await keys.PressAsync("Enter");
        await screen.Dialog.GetByRole(AriaRole.Link, new() { Name = "Omar Haddad" }).FocusAsync();
        await keys.PressAsync("Enter");
        await Expect(screen.Dialog.GetByRole(AriaRole.Heading, new() { Name = "Omar Haddad" })).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(screen.Block("Stretching")).ToBeFocusedAsync();

        await keys.PressAsync("ArrowRight");
        await Expect(screen.Block("Per Nilsen")).ToBeFocusedAsync();
        await keys.PressAsync("ArrowLeft");
        await Expect(screen.Block("Stretching")).ToBeFocusedAsync();

        await keys.PressAsync("m");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await screen.ExpectAsync("Stretching", "10:15 to 10:45", Mia);
        await screen.Bar.GetByRole(AriaRole.Button, new() { Name = "Undo" }).FocusAsync();
        await keys.PressAsync("Enter");
        await screen.ExpectAsync("Stretching", "10:00 to 10:30", Mia);
        await Expect(screen.Block("Stretching")).ToBeFocusedAsync();

        await keys.PressAsync("n");
        await Expect(screen.Dialog.GetByRole(AriaRole.Heading, new() { Name = "New booking" })).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(screen.Page.Locator(".time-grid")).ToBeFocusedAsync();

        await screen.Page.GotoAsync(clinic.Site.Url($"/app/{SeededSite.Slug}/bookings?q=Per Nilsen"));
        await Expect(screen.Page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
        var row = screen.Page.GetByRole(AriaRole.Link, new() { Name = "Per Nilsen" }).Last;
        await row.FocusAsync();
        await keys.PressAsync("Enter");
        await Expect(screen.Dialog.GetByRole(AriaRole.Heading, new() { Name = "Per Nilsen" })).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(row).ToBeFocusedAsync();
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_group_is_dragged_with_all_who_come_to_it_every_screen_shows_it_and_it_is_taken_back()
    {
        var day = Wednesday.PlusDays(21);
        var (clinic, screen) = await OpenAsync(day);
        var (_, other) = await OpenAsync(day);
        await clinic.GroupAsync("Yoga", day + new LocalTime(10, 0), ["Anna Berg", "Omar Haddad", "Lena Fischer"]);
        await screen.ExpectAsync("Yoga", "10:00 to 10:30", Mia);

        await screen.DragAsync("Yoga", Noah, new LocalTime(13, 15));

        await screen.ExpectAsync("Yoga", "13:15 to 13:45", Noah);
        await other.ExpectAsync("Yoga", "13:15 to 13:45", Noah);
        await Expect(screen.Bar).ToContainTextAsync("Moved Yoga to Wed 25 Mar, 13:15. 3 customers get a message in");
        await screen.Bar.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(screen.Dialog).ToContainTextAsync("3 customers get a message");
        await Expect(screen.Dialog).ToContainTextAsync("Anna Berg, Omar Haddad, Lena Fischer.");
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Don't notify" }).ClickAsync();
        await Expect(screen.Bar).ToContainTextAsync("The customers get no message.");
        await screen.Bar.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await screen.ExpectAsync("Yoga", "10:00 to 10:30", Mia);
        await other.ExpectAsync("Yoga", "10:00 to 10:30", Mia);
        await screen.Page.CloseAsync();
        await other.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_group_is_moved_by_the_form_and_with_the_keyboard_alone()
    {
        var day = Wednesday.PlusDays(22);
        var (clinic, screen) = await OpenAsync(day);
        await clinic.GroupAsync("Pilates", day + new LocalTime(10, 0), ["Kari Aas", "Per Nilsen"]);
        await screen.ExpectAsync("Pilates", "10:00 to 10:30", Mia);

        await screen.Block("Pilates").FocusAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Dialog.GetByRole(AriaRole.Link, new() { Name = "Move the group" }).FocusAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await Expect(screen.Dialog.GetByRole(AriaRole.Heading, new() { Name = "Move Pilates" })).ToBeFocusedAsync();
        await Expect(screen.Dialog.GetByLabel("Send all 2 a message")).ToBeCheckedAsync();
        await screen.Dialog.GetByLabel("Start").FillAsync("18:30");
        await screen.Dialog.GetByLabel("Reason").FillAsync("All agreed");
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Move anyway" }).ClickAsync();
        await screen.ExpectAsync("Pilates", "18:30 to 19:00", Mia);

        await screen.Block("Pilates").FocusAsync();
        await screen.Page.Keyboard.PressAsync("m");
        await screen.Page.Keyboard.PressAsync("PageUp");
        await screen.Page.Keyboard.PressAsync("PageUp");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.ExpectAsync("Pilates", "16:30 to 17:00", Mia);
        await Expect(screen.Block("Pilates")).ToBeFocusedAsync();
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task The_form_that_moves_a_group_goes_on_with_who_is_left_of_it()
    {
        var day = Wednesday.PlusDays(29);
        var (clinic, screen) = await OpenAsync(day);
        await clinic.GroupAsync("Stretching", day + new LocalTime(10, 0), ["Berit Aas", "Odd Nilsen"]);
        await screen.Block("Stretching").ClickAsync();
        await screen.Dialog.GetByRole(AriaRole.Link, new() { Name = "Move the group" }).ClickAsync();
        await Expect(screen.Dialog.GetByLabel("Send all 2 a message")).ToBeCheckedAsync();
        await screen.Dialog.GetByLabel("Start").FillAsync("14:30");
        var named = Guid.Parse(System.Web.HttpUtility.ParseQueryString(new Uri(screen.Page.Url).Query)["booking"]!);

        (await clinic.Site.Server.Get<CancelBookingHandler>().HandleAsync(
            clinic.Site.Owner, new CancelBooking(named) { Tell = false }, default)).Required();

        await Expect(screen.Dialog.GetByLabel("Send them a message")).ToBeCheckedAsync();
        await Expect(screen.Dialog).ToContainTextAsync("The one person who comes, now Thu 2 Apr, 10:00 to 10:30");
        await Expect(screen.Dialog.GetByLabel("Start")).ToHaveValueAsync("14:30");
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Move the group" }).ClickAsync();
        await screen.ExpectAsync("Stretching", "14:30 to 15:00", Mia);
        await Expect(screen.Bar).ToContainTextAsync("1 customer gets a message in");
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_booking_is_moved_by_the_form()
    {
        var day = Wednesday.PlusDays(9);
        var (clinic, screen) = await OpenAsync(day);
        await clinic.BookAsync(day + new LocalTime(10, 0), "Tuva Moen");

        await screen.Block("Tuva Moen").ClickAsync();
        await screen.Dialog.GetByRole(AriaRole.Link, new() { Name = "Move" }).ClickAsync();
        await Expect(screen.Dialog.GetByRole(AriaRole.Heading, new() { Name = "Move Tuva Moen" })).ToBeFocusedAsync();
        await screen.Dialog.GetByLabel("With").SelectOptionAsync(new SelectOptionValue { Label = Noah });
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "15:30", Exact = true }).ClickAsync();
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();

        await screen.ExpectAsync("Tuva Moen", "15:30 to 16:00", Noah);
        await Expect(screen.Bar).ToContainTextAsync("Moved to Fri 13 Mar, 15:30");
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task Against_the_hours_a_reason_is_asked_for_and_kept()
    {
        var day = Wednesday.PlusDays(12);
        var (clinic, screen) = await OpenAsync(day);
        var booking = await clinic.BookAsync(day + new LocalTime(10, 0), "Sara Lind");

        await screen.DragAsync("Sara Lind", Mia, new LocalTime(8, 15));
        await Expect(screen.Dialog).ToContainTextAsync("Move Sara Lind to Mon 16 Mar, 08:15 anyway?");
        await Expect(screen.Dialog).ToContainTextAsync("It does not fit into Mia Kvam's hours");
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Book anyway" }).ClickAsync();
        await Expect(screen.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say why");
        await screen.Dialog.GetByLabel("Reason").FillAsync("Comes before work");
        await screen.Page.Keyboard.PressAsync("Enter");

        await screen.ExpectAsync("Sara Lind", "08:15 to 08:45", Mia);
        Assert.Equal("Comes before work", (await clinic.FindAsync(booking.Id)).OverrideReason);
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task Left_at_the_question_a_booking_springs_back()
    {
        var day = Wednesday.PlusDays(13);
        var (clinic, screen) = await OpenAsync(day);
        await clinic.BookAsync(day + new LocalTime(10, 0), "Max Holm");

        await screen.DragAsync("Max Holm", Mia, new LocalTime(8, 15));
        await Expect(screen.Dialog).ToBeVisibleAsync();
        await screen.Page.Keyboard.PressAsync("Escape");

        await Expect(screen.Dialog).ToHaveCountAsync(0);
        await Expect(screen.Page.Locator(".drag-ghost")).ToHaveCountAsync(0);
        await screen.ExpectAsync("Max Holm", "10:00 to 10:30", Mia);
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task An_overlap_is_refused_with_the_reason()
    {
        var day = Wednesday.PlusDays(14);
        var (clinic, screen) = await OpenAsync(day);
        await clinic.BookAsync(day + new LocalTime(10, 0), "Jo Rud");
        await clinic.BookAsync(day + new LocalTime(14, 0), "Mina Lie");

        await screen.DragAsync("Jo Rud", Mia, new LocalTime(14, 15));

        await Expect(screen.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(
            "Not moved. Mia Kvam has another appointment from 14:00 to 14:30.");
        await Expect(screen.Page.Locator(".drag-ghost")).ToHaveCountAsync(0);
        await screen.ExpectAsync("Jo Rud", "10:00 to 10:30", Mia);
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_right_click_blocks_time_and_the_block_gives_it_back()
    {
        var day = Wednesday.PlusDays(15);
        var (_, screen) = await OpenAsync(day);

        await screen.ClickAsync(Noah, new LocalTime(13, 0), MouseButton.Right);
        await screen.Dialog.GetByLabel("Reason").FillAsync("Dentist");
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Block time" }).ClickAsync();

        var away = screen.Column(Noah).GetByRole(AriaRole.Button, new() { Name = "Dentist, 13:00 to 14:00" });
        await away.ClickAsync();
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(away).ToHaveCountAsync(0);
        await screen.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task What_waits_is_confirmed_many_at_once()
    {
        var clinic = await shared.ClinicAsync();
        var day = Wednesday.PlusDays(16);
        await clinic.AskForAsync(day + new LocalTime(9, 0), "Una Moe");
        await clinic.AskForAsync(day + new LocalTime(10, 0), "Ola Ness");
        var (page, complaints) = await shared.Site.OpenAsync(isOwner: true);
        await page.GotoAsync(clinic.Site.Url($"/app/{SeededSite.Slug}/bookings?show=confirm"));

        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Choose Una Moe" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Choose Ola Ness" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm 2" }).ClickAsync();

        await Expect(page.GetByText("Nothing waits for you to confirm it")).ToBeVisibleAsync();
        await Expect(page.Locator(".move-bar")).ToContainTextAsync("Confirmed 2 bookings.");
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task On_a_phone_a_booking_is_opened_from_the_week_and_moved()
    {
        var day = Wednesday.PlusDays(19);
        var clinic = await shared.ClinicAsync();
        await clinic.BookAsync(day + new LocalTime(10, 0), "Astrid Vik");
        var (page, complaints) = await shared.Site.OpenAsync(isOwner: true, 390, 844);
        await page.GotoAsync(clinic.Site.Url($"/app/{SeededSite.Slug}/calendar?view=week&date=2026-03-23"));

        await page.Locator(".agenda-row").Filter(new() { HasText = "Astrid Vik" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Link, new() { Name = "Move" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "16:00", Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();

        await Expect(page.Locator(".agenda-row").Filter(new() { HasText = "Astrid Vik" })).ToContainTextAsync("16:00");
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_customer_comes_is_marked_and_done()
    {
        var clinic = await shared.ClinicAsync();
        var today = new LocalDate(2026, 3, 2);
        var booking = await clinic.BookAsync(today + new LocalTime(12, 0), "Leo Berg");
        var (_, screen) = await OpenAsync(today);

        await screen.Block("Leo Berg").ClickAsync();
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Arrived" }).ClickAsync();
        await Expect(screen.Dialog.GetByText("Here", new() { Exact = true })).ToBeVisibleAsync();
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Completed" }).ClickAsync();
        await Expect(screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Reopen" })).ToBeVisibleAsync();

        Assert.Equal(BookingStatus.Completed, (await clinic.FindAsync(booking.Id)).Status);
        await screen.Page.CloseAsync();
    }

    private async Task<(CalendarClinic Clinic, CalendarScreen Screen)> OpenAsync(LocalDate day)
    {
        var clinic = await shared.ClinicAsync();
        var (page, _) = await shared.Site.OpenAsync(isOwner: true);
        return (clinic, await CalendarScreen.OpenAsync(page, clinic.Site, day));
    }
}
