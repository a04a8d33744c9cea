using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Mvc;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>The booking page of one service: first which time, then, with a time in the address, the details.</summary>
[Requires(Right.Anyone)]
[Embeddable]
public sealed class BookServiceModel(
    WorkspaceQueries workspaces,
    SlotQueries slots,
    BookSlotHandler bookings,
    PrefilledBooking prefilled,
    FormStamps stamps,
    IClock clock) : PublicPage(workspaces)
{
    private const int TimesOffered = 3;

    public Service Service { get; private set; } = null!;

    /// <summary>Who does it.</summary>
    public IReadOnlyList<Person> Members { get; private set; } = [];

    /// <summary>Whether there was a choice of services to go back to.</summary>
    public bool HasOtherServices { get; private set; }

    public FormStamps Stamps => stamps;

    /// <summary>The days and times of the first step; null in the second.</summary>
    public SlotCalendar? Calendar { get; private set; }

    /// <summary>The chosen time, while it is free.</summary>
    public Slot? Chosen { get; private set; }

    /// <summary>The free times nearest to a chosen one that is not.</summary>
    public IReadOnlyList<Slot> Nearest { get; private set; } = [];

    public BookingForm Typed { get; private set; } = new();

    /// <summary>The details were filled in from a link that a member shared, not typed.</summary>
    public bool IsPrefilled { get; private set; }

    public async Task<IActionResult> OnGetAsync(
        string workspace,
        string service,
        string? day,
        string? month,
        string? start,
        [FromQuery(Name = "for")] string? contact,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(workspace, service, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (SlotAddress.Start(start) is { } wanted)
        {
            await ChooseAsync(wanted, cancellationToken);
            await FillInAsync(contact, cancellationToken);
        }
        else
        {
            await OfferAsync(SlotAddress.Day(day), SlotAddress.Month(month), cancellationToken);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string workspace, string service, string? start, [FromForm] BookingForm form, CancellationToken cancellationToken)
    {
        if (await FindServiceAsync(workspace, service, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        Typed = form;
        var wanted = SlotAddress.Start(form.Start);
        if (form.Refusal(stamps, out var key) is not { } error)
        {
            var booked = await bookings.HandleAsync(
                Caller,
                new BookSlot(Service.Id, wanted, form.Name, form.Email, form.Phone, form.Notes, key),
                cancellationToken);
            if (booked.Succeeded)
            {
                return LocalRedirect(IsEmbedded ? $"/booking/{booked.Value.Link}?{Embedding.Query}" : $"/booking/{booked.Value.Link}");
            }

            error = booked.Error;
        }

        // Only a page that is shown again needs what stands around its form.
        if (await FindAsync(workspace, service, cancellationToken) is { } gone)
        {
            return gone;
        }

        var answer = Refused(error);

        // Where none of the offered times was chosen, the address still holds the one that was lost.
        await ChooseAsync(wanted ?? SlotAddress.Start(start) ?? Now(), cancellationToken);
        return answer;
    }

    /// <summary>This page for the same time and for nobody in particular.</summary>
    public string Cleared(Slot slot) =>
        $"/book/{Business.Slug}/{Service.Slug}?start={SlotAddress.Of(slot.Local)}{(IsEmbedded ? $"&{Embedding.Query}" : null)}";

    private async Task FillInAsync(string? contact, CancellationToken cancellationToken)
    {
        if (await prefilled.FindAsync(contact, Business.Id, cancellationToken) is { } known)
        {
            Typed = new BookingForm { Name = known.Name, Email = known.Email, Phone = known.Phone };
            IsPrefilled = true;
        }
    }

    private LocalDateTime Now() => clock.GetCurrentInstant().InZone(Business.Zone).LocalDateTime;

    private async Task<IActionResult?> FindServiceAsync(string workspace, string service, CancellationToken cancellationToken)
    {
        if (await OpenAsync(workspace, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (await slots.FindServiceAsync(Caller, service, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        Service = found;
        return null;
    }

    private async Task<IActionResult?> FindAsync(string workspace, string service, CancellationToken cancellationToken)
    {
        if (await OpenAsync(workspace, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var all = await slots.ServicesAsync(Caller, cancellationToken);
        if (all.FirstOrDefault(one => one.Slug == service) is not { } found)
        {
            return NotFound();
        }

        Service = found;
        HasOtherServices = all.Count > 1;
        Members = await slots.MembersAsync(Caller, found, cancellationToken);
        return null;
    }

    private async Task OfferAsync(LocalDate? day, YearMonth? month, CancellationToken cancellationToken)
    {
        var today = Now().Date;
        var lastDay = today.PlusDays(Service.HorizonDays);
        if (day < today || day > lastDay)
        {
            day = null;
        }

        if (month < today.ToYearMonth() || month > lastDay.ToYearMonth())
        {
            month = null;
        }

        var page = await slots.PageAsync(Caller, Business, Service, day, month?.OnDayOfMonth(1), default, cancellationToken);
        Calendar = new SlotCalendar(page, day, month);
    }

    private async Task ChooseAsync(LocalDateTime wanted, CancellationToken cancellationToken)
    {
        var found = await slots.AtAsync(Caller, Business, Service, wanted, default, cancellationToken);
        if (found.Succeeded && ErrorOf(nameof(BookingForm.Start)) is null)
        {
            Chosen = found.Value;
            return;
        }

        Nearest = await slots.NearestAsync(Caller, Business, Service, wanted, TimesOffered, default, cancellationToken);
        if (ErrorOf(nameof(BookingForm.Start)) is null && ErrorOf(string.Empty) is null)
        {
            ModelState.AddModelError(nameof(BookingForm.Start), found.Error?.Message ?? BookingErrors.NoSlotChosen.Message);
        }
    }
}

/// <summary>What a customer types, and the time they chose.</summary>
public sealed class BookingForm : PublicForm
{
    public string? Start { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Notes { get; init; }
}
