using System.Globalization;

using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.AspNetCore.Identity;
using Microsoft.Playwright;

using NodaTime;
using NodaTime.Text;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>A clinic of two for the tests of the calendar: Mia and Noah, who both do follow-ups of half an hour, from nine to five.</summary>
internal sealed record CalendarClinic(SeededSite Site, MemberId Noah, Guid FollowUp, Guid Massage)
{
    private const int Nine = 9 * 60;
    private const int Seventeen = 17 * 60;

    public MemberId Mia => Site.Owner.Id;

    public static async Task<CalendarClinic> OpenAsync(SeededSite site)
    {
        var noah = await HireAsync(site);
        var hours = Enumerable.Range(1, 5).Select(static day => new OpenInterval((IsoDayOfWeek)day, Nine, Seventeen));
        (await site.Server.Get<ChangeHoursHandler>().HandleAsync(site.Owner, new ChangeHours(noah.Id, [.. hours]), default)).Required();
        var followUp = await OfferAsync(site, "Follow-up", noah.Id, needsApproval: false);
        var massage = await OfferAsync(site, "Massage", noah.Id, needsApproval: true);
        return new CalendarClinic(site, noah.Id, followUp, massage);
    }

    /// <summary>A follow-up by a member's hand, whatever the hours.</summary>
    public async Task<Booking> BookAsync(LocalDateTime start, string name, MemberId? with = null) =>
        (await Site.Server.Get<CreateBookingHandler>().HandleAsync(
            Site.Owner,
            new CreateBooking(FollowUp, with ?? Mia, start, null) { Name = name, Email = EmailOf(name), Reason = "Test", Tell = false },
            default)).Required();

    /// <summary>A massage that a customer booked and a member has to confirm.</summary>
    public async Task AskForAsync(LocalDateTime start, string name) =>
        (await Site.Server.Get<BookSlotHandler>().HandleAsync(
            new Caller.Visitor(Site.Owner.Workspace),
            new BookSlot(Massage, start, name, EmailOf(name), null, null, Guid.NewGuid()),
            default)).Required();

    /// <summary>A group of eight seats with Mia or Noah, and who booked it with Mia.</summary>
    public async Task GroupAsync(string name, LocalDateTime start, IReadOnlyList<string> people)
    {
        var service = (await Site.Server.Get<SaveServiceHandler>().HandleAsync(
            Site.Owner,
            new SaveService(null, name, null, 30, 0, 0, 30, 60, 60, 120, null, ServiceLocation.InPerson, null, IsActive: true)
            {
                Members = [Mia, Noah],
                Seats = 8,
            },
            default)).Required().Id;
        foreach (var person in people)
        {
            (await Site.Server.Get<CreateBookingHandler>().HandleAsync(
                Site.Owner,
                new CreateBooking(service, Mia, start, null) { Name = person, Email = EmailOf(person), Notes = "Brings a mat", Tell = false },
                default)).Required();
        }
    }

    public async Task<Booking> FindAsync(Guid bookingId) =>
        (await Site.Server.Get<BookingQueries>().ByIdAsync(Site.Owner, bookingId, default))!.Booking;

    private static string EmailOf(string name) => $"{Slug.From(name, "guest")}@example.org";

    private static Task<Caller.Member> HireAsync(SeededSite site)
    {
        var hash = site.Server.Get<IPasswordHasher<Account>>()
            .HashPassword(Account.Create(Guid.Empty, string.Empty, string.Empty, string.Empty), SeededSite.Password);
        return site.Server.Get<IWriteDoor>().RunAsync(
            site.Owner,
            (db, _) =>
            {
                var account = Account.Create(db.NewId(), "Noah Lind", "noah@example.org", hash);
                var member = Member.Staff(new MemberId(db.NewId()), db.Workspace, account, Rights.Staff, db.Now);
                db.AddRange(account, member);
                return Task.FromResult(member.AsCaller());
            },
            CancellationToken.None);
    }

    private static async Task<Guid> OfferAsync(SeededSite site, string name, MemberId noah, bool needsApproval) =>
        (await site.Server.Get<SaveServiceHandler>().HandleAsync(
            site.Owner,
            new SaveService(null, name, null, 30, 0, 0, 30, 60, 60, 120, null, ServiceLocation.InPerson, null, IsActive: true)
            {
                Members = [site.Owner.Id, noah],
                NeedsApproval = needsApproval,
            },
            default)).Required().Id;
}

/// <summary>The calendar in a browser window, as hands use it.</summary>
internal sealed class CalendarScreen(IPage page)
{
    private const float Grip = 6;
    private const int Steps = 6;

    public IPage Page { get; } = page;

    public ILocator Bar => Page.Locator(".move-bar");

    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    public static async Task<CalendarScreen> OpenAsync(IPage page, SeededSite site, LocalDate day, string view = "day")
    {
        await page.GotoAsync(site.Url($"/app/{SeededSite.Slug}/calendar?view={view}&date={LocalDatePattern.Iso.Format(day)}"));
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
        await Expect(page.Locator(".calendar-bar")).ToBeVisibleAsync();

        // Once its script has the grid in hand.
        await Expect(page.Locator(".time-grid")).ToHaveAttributeAsync("data-hand", "ready");
        return new CalendarScreen(page);
    }

    public ILocator Block(string name) => Page.Locator(".booking-block").Filter(new() { HasText = name });

    public ILocator Column(string member) => Page.Locator($"[data-column-name='{member}']");

    /// <summary>Takes a booking at its top and lets go of it at a time of a member's column.</summary>
    public async Task DragAsync(string name, string member, LocalTime to)
    {
        var from = await BoxAsync(Block(name));
        await Page.Mouse.MoveAsync(from.X + 30, from.Y + Grip);
        await Page.Mouse.DownAsync();
        var (x, y) = await PlaceAsync(member, to);
        await Page.Mouse.MoveAsync(x, y + Grip, new() { Steps = Steps });
        await Expect(Page.Locator(".drag-ghost")).ToContainTextAsync(to.ToString("HH:mm", CultureInfo.InvariantCulture));
        await Page.Mouse.UpAsync();
    }

    /// <summary>Pulls a booking's lower edge to a time.</summary>
    public async Task StretchAsync(string name, string member, LocalTime until)
    {
        var from = await BoxAsync(Block(name));
        await Page.Mouse.MoveAsync(from.X + 30, from.Y + from.Height - 3);
        await Page.Mouse.DownAsync();
        var (_, y) = await PlaceAsync(member, until);
        await Page.Mouse.MoveAsync(from.X + 30, y, new() { Steps = Steps });
        await Page.Mouse.UpAsync();
    }

    public async Task ClickAsync(string member, LocalTime at, MouseButton button = MouseButton.Left)
    {
        var (x, y) = await PlaceAsync(member, at);
        await Page.Mouse.ClickAsync(x, y + Grip, new() { Button = button });
    }

    /// <summary>A booking lies at a time, with a member.</summary>
    public Task ExpectAsync(string name, string when, string member) =>
        Expect(Column(member).Locator($".booking-block[data-name='{name}'][data-when$='{when}']")).ToBeVisibleAsync();

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator element)
    {
        await Expect(element).ToBeVisibleAsync();
        return (await element.BoundingBoxAsync())!;
    }

    private async Task<(float X, float Y)> PlaceAsync(string member, LocalTime time)
    {
        var column = Column(member);
        var box = await BoxAsync(column);
        var first = int.Parse((await column.GetAttributeAsync("data-first"))!, CultureInfo.InvariantCulture);
        var last = int.Parse((await column.GetAttributeAsync("data-last"))!, CultureInfo.InvariantCulture);
        var minute = (time.Hour * 60) + time.Minute;
        return (box.X + 40, box.Y + (box.Height * (minute - first) / (last - first)));
    }
}
