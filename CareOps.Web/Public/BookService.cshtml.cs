using System.Globalization;

using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Antiforgery;
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
    HoldSlotHandler holds,
    ReleaseHoldHandler releases,
    PrefilledBooking prefilled,
    TestBookings tests,
    FormStamps stamps,
    IAntiforgery antiforgery,
    KeptPages pages,
    IClock clock) : ServicePage(workspaces, slots, clock)
{
    private readonly SlotQueries _slots = slots;
    private readonly IClock _clock = clock;

    /// <summary>Whether there was a choice of services to go back to.</summary>
    public bool HasOtherServices { get; private set; }

    public BookingForm Typed { get; private set; } = new();

    /// <summary>What the visitor's script holds the chosen time by: the same all the way to the booking.</summary>
    public Guid HoldId { get; private set; } = Guid.NewGuid();

    /// <summary>Of what is sent with this form.</summary>
    public Guid SubmissionKey { get; } = Guid.CreateVersion7();

    /// <summary>The details were filled in from a link that a member shared, not typed.</summary>
    public bool IsPrefilled { get; private set; }

    /// <summary>Sent here by the waitlist: there are free times after all.</summary>
    public bool IsFromWaitlist { get; private set; }

    /// <summary>Where the form is sent: this page's address. A refused hold is answered with the page, at an address that books nothing.</summary>
    public string FormAddress { get; private set; } = string.Empty;

    /// <summary>Back to the day of the chosen time.</summary>
    public string Times => Chosen is { } slot ? Links.To(slot.Local.Date) : Links.Next;

    public override IEnumerable<Step> Steps =>
    [
        .. HasOtherServices ? [new Step("Service", $"/book/{Business.Slug}")] : Array.Empty<Step>(),
        new Step("Time", Calendar is null ? Own(Blank.Times) : null, IsCurrent: Calendar is not null),
        new Step("Details", IsCurrent: Calendar is null),
    ];

    public async Task<IActionResult> OnGetAsync(
        string workspace,
        string service,
        string? day,
        string? month,
        string? start,
        string? with,
        string? hold,
        string? free,
        [FromQuery(Name = "for")] string? contact,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(workspace, service, with, hold, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (SlotAddress.Start(start) is { } wanted)
        {
            await ChooseAsync(wanted, cancellationToken);
            await FillInAsync(contact, cancellationToken);
            return Page(pages, $"details of {Service.Slug} with {Links.With}");
        }

        IsFromWaitlist = free is not null;
        await OfferAsync(SlotAddress.Day(day), SlotAddress.Month(month), cancellationToken);

        // With a hold, each of its links is this visitor's own.
        return Links.Hold is null
            ? Page(pages, $"times of {Service.Slug} with {Links.With} on {Calendar!.AskedDay} in {Calendar.AskedMonth} {IsFromWaitlist}", Offered)
            : Page();
    }

    internal override string Fill(Blank blank) => blank switch
    {
        Blank.When => Say.Moment(Chosen!.Value.Local),
        Blank.Moment => Chosen!.Value.Start.ToString(null, CultureInfo.InvariantCulture),
        Blank.Start => SlotAddress.Of(Chosen!.Value.Local),
        Blank.Times => Times,
        Blank.FormAddress => FormAddress,
        Blank.HoldId => HoldId.ToString(),
        Blank.SubmissionKey => SubmissionKey.ToString(),
        Blank.Stamp => stamps.Create(),
        Blank.Token => antiforgery.GetAndStoreTokens(HttpContext).RequestToken!,
        _ => base.Fill(blank),
    };

    public async Task<IActionResult> OnPostAsync(
        string workspace, string service, string? start, [FromForm] BookingForm form, CancellationToken cancellationToken)
    {
        if (await FindServiceAsync(workspace, service, form, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        Typed = form;
        var wanted = SlotAddress.Start(form.Start);
        if (form.Refusal(stamps, out var key) is not { } error)
        {
            var booked = await bookings.HandleAsync(
                Caller,
                new BookSlot(Service.Id, wanted, form.Name, form.Email, form.Phone, form.Notes, key)
                {
                    MemberId = With?.Id,
                    HoldId = Links.Hold,
                    TimeZone = form.TimeZone,
                },
                cancellationToken);
            if (booked.Succeeded)
            {
                return LocalRedirect(await ResultAsync(booked.Value, cancellationToken));
            }

            error = booked.Error;
        }

        // Only a page that is shown again needs what stands around its form.
        if (await FindAsync(workspace, service, form.With, form.HoldId, cancellationToken) is { } gone)
        {
            return gone;
        }

        var answer = Refused(error);

        // Where none of the offered times was chosen, the address still holds the one that was lost.
        await ChooseAsync(wanted ?? SlotAddress.Start(start) ?? Now, cancellationToken);
        return answer;
    }

    /// <summary>The visitor's script keeps the chosen time while they type. Where somebody was faster, the answer is the page with the nearest times.</summary>
    public async Task<IActionResult> OnPostHoldAsync(
        string workspace, string service, [FromForm] BookingForm form, CancellationToken cancellationToken)
    {
        if (await FindServiceAsync(workspace, service, form, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (SlotAddress.Start(form.Start) is not { } wanted || Links.Hold is not { } hold)
        {
            return BadRequest();
        }

        var held = await holds.HandleAsync(Caller, new HoldSlot(Service.Id, wanted, With?.Id, hold), cancellationToken);
        if (held.Succeeded)
        {
            return new JsonResult(new HeldTime(
                Say.Time(held.Value, Business.Zone), (int)(held.Value - _clock.GetCurrentInstant()).TotalSeconds));
        }

        if (await FindAsync(workspace, service, form.With, form.HoldId, cancellationToken) is { } gone)
        {
            return gone;
        }

        var answer = Refused(held.Error);
        FormAddress = HttpContext.Keep(Links.To(new Slot(wanted, default, default)));
        await ChooseAsync(wanted, cancellationToken);
        return answer;
    }

    /// <summary>The visitor goes back to choose another time.</summary>
    public async Task<IActionResult> OnPostReleaseAsync(
        string workspace, string service, [FromForm] BookingForm form, CancellationToken cancellationToken)
    {
        if (await FindServiceAsync(workspace, service, form, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (Links.Hold is { } hold)
        {
            await releases.HandleAsync(Caller, new ReleaseHold(hold), cancellationToken);
        }

        return new NoContentResult();
    }

    /// <summary>This page for the same time and for nobody in particular.</summary>
    public string Cleared(Slot slot) =>
        $"{Links.To(slot)}{(IsEmbedded ? $"&{Embedding.Query}" : null)}";

    /// <summary>Where the script sends what it wants of a hold: "Hold" or "Release".</summary>
    public string HoldAddress(string handler) => string.Create(
        CultureInfo.InvariantCulture,
        $"/book/{Business.Slug}/{Service.Slug}?handler={handler}{(IsEmbedded ? $"&{Embedding.Query}" : null)}");

    private async Task<string> ResultAsync(BookedSlot booked, CancellationToken cancellationToken)
    {
        var page = $"/booking/{booked.Link}";
        if (IsEmbedded)
        {
            return $"{page}?{Embedding.Query}";
        }

        var isTest = await tests.NoteAsync(User, Business, booked.BookingId, cancellationToken);
        return (isTest, HttpContext.IsPreviewFrame()) switch
        {
            (_, true) => $"{page}?{PreviewFrame.Query}",
            (true, _) => $"{page}?{TestBookings.Query}",
            _ => page,
        };
    }

    private async Task FillInAsync(string? contact, CancellationToken cancellationToken)
    {
        if (await prefilled.FindAsync(contact, Business.Id, cancellationToken) is { } known)
        {
            Typed = new BookingForm { Name = known.Name, Email = known.Email, Phone = known.Phone };
            IsPrefilled = true;
        }
    }

    private async Task<IActionResult?> FindServiceAsync(
        string workspace, string service, BookingForm form, CancellationToken cancellationToken)
    {
        if (await OpenAsync(workspace, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var all = await _slots.OfferedAsync(Caller, Business, cancellationToken);
        if (all.FirstOrDefault(one => one.Slug == service) is not { } found)
        {
            return NotFound();
        }

        return await TakePostedAsync(found, $"/book/{Business.Slug}/{found.Slug}", form.With, form.HoldId, cancellationToken);
    }

    private async Task<IActionResult?> FindAsync(
        string workspace, string service, string? with, string? hold, CancellationToken cancellationToken)
    {
        if (await OpenAsync(workspace, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var all = await _slots.OfferedAsync(Caller, Business, cancellationToken);
        if (all.FirstOrDefault(one => one.Slug == service) is not { } found)
        {
            return NotFound();
        }

        HasOtherServices = all.Count > 1;
        var refused = await TakeAsync(found, $"/book/{Business.Slug}/{found.Slug}", with, hold, cancellationToken);
        HoldId = Links.Hold ?? HoldId;
        FormAddress = Request.Path + Request.QueryString;
        return refused;
    }

    /// <param name="Until">In the business's time: "10:42".</param>
    /// <param name="Seconds">How long from now.</param>
    private sealed record HeldTime(string Until, int Seconds);
}

/// <summary>What a customer types, and the time they chose.</summary>
public sealed class BookingForm : PublicForm
{
    public string? Start { get; init; }

    public string? With { get; init; }

    public string? HoldId { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Notes { get; init; }
}
