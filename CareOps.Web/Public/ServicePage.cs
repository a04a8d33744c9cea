using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>A page about the times of one service: to book one, to move a booking to one, or to wait for one.</summary>
public abstract class ServicePage(WorkspaceQueries workspaces, SlotQueries slots, IClock clock) : PublicPage(workspaces)
{
    private const int TimesOffered = 3;
    private const string Start = nameof(BookingForm.Start);

    public Service Service { get; private set; } = null!;

    /// <summary>Who does it.</summary>
    public IReadOnlyList<Person> Members { get; private set; } = [];

    public bool CanChooseMember => Service.CustomersChooseMember && Members.Count > 1;

    /// <summary>The one that was chosen; null for whoever is free.</summary>
    public Person? With { get; private set; }

    public SlotLinks Links { get; private set; } = new(string.Empty, null, null);

    /// <summary>The days and times of the first step; null in the next.</summary>
    public SlotCalendar? Calendar { get; private set; }

    /// <summary>What <see cref="Calendar"/> shows.</summary>
    protected SlotPage? Offered { get; private set; }

    /// <summary>The chosen time, while it is free.</summary>
    public Slot? Chosen { get; private set; }

    /// <summary>The free times nearest to a chosen one that is not.</summary>
    public IReadOnlyList<Slot> Nearest { get; private set; } = [];

    /// <summary>The steps above the page.</summary>
    public abstract IEnumerable<Step> Steps { get; }

    /// <summary>Where a booking that is moved takes place now; null where none is.</summary>
    public virtual Booking? Moving => null;

    /// <summary>How long it lasts; a booking that is moved keeps its own length.</summary>
    public int Minutes => Moving is { } booking && Service.Seats == 1 ? (int)booking.Length.TotalMinutes : Service.DurationMinutes;

    /// <summary>Where somebody who finds no time is put on the waitlist; null where there is none.</summary>
    public string? WaitlistLink(LocalDate? day)
    {
        if (!Service.HasWaitlist || !Business.IsOpen || Moving is not null)
        {
            return null;
        }

        var links = new SlotLinks($"/book/{Business.Slug}/{Service.Slug}/waitlist", With?.Id.Value.ToString(), null);
        return day is { } from ? links.To(from) : links.Next;
    }

    protected LocalDate Today => Now.Date;

    protected LocalDate LastDay => Today.PlusDays(Service.HorizonDays);

    protected LocalDateTime Now => clock.GetCurrentInstant().InZone(Business.Zone).LocalDateTime;

    private SlotWish Wish => new(With?.Id, new Except(Links.Hold) { Bookings = Moving is { } moving ? [moving.Id] : [] }, Moving?.Length);

    /// <summary>Takes the service and reads with whom.</summary>
    /// <param name="service">Of <see cref="PublicPage.Business"/>.</param>
    /// <param name="path">The page's own address.</param>
    /// <param name="with">What the address or the form says; a booking's own member is kept where it says nothing.</param>
    /// <param name="hold">What keeps a time for this visitor.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null, or 404 where somebody is asked for who doesn't do the service.</returns>
    protected async Task<IActionResult?> TakeAsync(
        Service service, string path, string? with, string? hold, CancellationToken cancellationToken)
    {
        Service = service;
        Members = await slots.MembersAsync(Caller, Business, service, cancellationToken);
        var isKnown = true;
        if (CanChooseMember)
        {
            var usual = Moving?.MemberId;
            var wanted = Guid.TryParse(with, out var id) ? new MemberId(id) : usual;
            With = with == SlotLinks.Anyone ? null : Members.FirstOrDefault(member => member.Id == wanted);
            isKnown = With is not null || with is null or "" or SlotLinks.Anyone;
        }

        var said = With?.Id.Value.ToString() ?? (CanChooseMember && Moving is not null ? SlotLinks.Anyone : null);
        Links = new SlotLinks(path, said, Guid.TryParse(hold, out var held) ? held : null);
        return isKnown ? null : NotFound();
    }

    /// <summary>The same for a form: who does it is read only where somebody was chosen.</summary>
    protected async Task<IActionResult?> TakePostedAsync(
        Service service, string path, string? with, string? hold, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(with))
        {
            return await TakeAsync(service, path, with, hold, cancellationToken);
        }

        Service = service;
        Links = new SlotLinks(path, null, Guid.TryParse(hold, out var held) ? held : null);
        return null;
    }

    /// <summary>The first step: days and times.</summary>
    protected async Task OfferAsync(LocalDate? day, YearMonth? month, CancellationToken cancellationToken)
    {
        if (day < Today || day > LastDay)
        {
            day = null;
        }

        if (month < Today.ToYearMonth() || month > LastDay.ToYearMonth())
        {
            month = null;
        }

        Offered = await slots.PageAsync(Caller, Business, Service, day, month?.OnDayOfMonth(1), Wish, cancellationToken);
        Calendar = new SlotCalendar(Offered, day, month);
    }

    /// <summary>The next step: the chosen time where it is free, else the nearest ones.</summary>
    protected async Task ChooseAsync(LocalDateTime wanted, CancellationToken cancellationToken)
    {
        var found = await slots.AtAsync(Caller, Business, Service, wanted, Wish, cancellationToken);
        if (found.Succeeded && ErrorOf(Start) is null)
        {
            Chosen = found.Value;
            return;
        }

        Nearest = await slots.NearestAsync(Caller, Business, Service, wanted, TimesOffered, Wish, cancellationToken);
        if (ErrorOf(Start) is null && ErrorOf(string.Empty) is null)
        {
            ModelState.AddModelError(Start, found.Error?.Message ?? BookingErrors.NoSlotChosen.Message);
        }
    }

    /// <summary>The first free day of a span, or null.</summary>
    protected async Task<LocalDate?> FirstFreeAsync(LocalDate first, LocalDate last, CancellationToken cancellationToken)
    {
        var page = await slots.PageAsync(Caller, Business, Service, first, null, Wish, cancellationToken);
        return page.FreeDays.Where(day => day >= first && day <= last).Cast<LocalDate?>().Min();
    }
}
