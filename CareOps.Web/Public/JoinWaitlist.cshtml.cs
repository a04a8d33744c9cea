using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Mvc;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>For who finds no free time: some days on which one would suit, and how to tell them.</summary>
[Requires(Right.Anyone)]
[Embeddable]
public sealed class JoinWaitlistModel(
    WorkspaceQueries workspaces,
    SlotQueries slots,
    JoinWaitlistHandler waitlist,
    PrefilledBooking prefilled,
    FormStamps stamps,
    IClock clock) : ServicePage(workspaces, slots, clock)
{
    private const int DaysAfterwards = 6;

    private readonly SlotQueries _slots = slots;

    public FormStamps Stamps => stamps;

    public WaitlistForm Typed { get; private set; } = new();

    /// <summary>Back to the days and times.</summary>
    public string Times { get; private set; } = string.Empty;

    public override IEnumerable<Step> Steps => [];

    public async Task<IActionResult> OnGetAsync(
        string workspace,
        string service,
        string? day,
        string? with,
        [FromQuery(Name = "for")] string? contact,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(workspace, service, with, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var asked = SlotAddress.Day(day) is { } date && date >= Today && date <= LastDay ? date : (LocalDate?)null;
        var last = (asked ?? Today).PlusDays(asked is null ? JoinWaitlistHandler.MostDays - 1 : DaysAfterwards);
        var known = await prefilled.FindAsync(contact, Business.Id, cancellationToken);
        Typed = new WaitlistForm
        {
            FirstDay = SlotAddress.Of(asked ?? Today),
            LastDay = SlotAddress.Of(LocalDate.Min(last, LastDay)),
            Name = known?.Name,
            Email = known?.Email,
            Phone = known?.Phone,
        };
        Times = asked is { } back ? Links.To(back) : Links.Next;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string workspace, string service, [FromForm] WaitlistForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(workspace, service, form.With, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        Typed = form;
        var (first, last) = (SlotAddress.Day(form.FirstDay), SlotAddress.Day(form.LastDay));
        Times = first is { } back ? Links.To(back) : Links.Next;
        if (form.Refusal(stamps, out _) is { } error)
        {
            return Refused(error);
        }

        if (first is null || last is null)
        {
            return Refused(new Error("waitlist.days", "Enter a date.", Field: first is null ? nameof(form.FirstDay) : nameof(form.LastDay)));
        }

        var joined = await waitlist.HandleAsync(
            Caller,
            new JoinWaitlist(Service.Id, With?.Id, first.Value, last.Value, form.Name, form.Email, form.Phone) { TimeZone = form.TimeZone },
            cancellationToken);
        if (joined.Succeeded)
        {
            return LocalRedirect(IsEmbedded ? $"/waitlist/{joined.Value.Link}?{Embedding.Query}" : $"/waitlist/{joined.Value.Link}");
        }

        if (joined.Error.Code == WaitlistErrors.TimesAreFree.Code
            && await FirstFreeAsync(first.Value, last.Value, cancellationToken) is { } free)
        {
            return LocalRedirect(HttpContext.Keep(Links.To(free) + "&free=1"));
        }

        return Refused(joined.Error);
    }

    private async Task<IActionResult?> FindAsync(string workspace, string service, string? with, CancellationToken cancellationToken)
    {
        if (await OpenAsync(workspace, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        return (await _slots.OfferedAsync(Caller, Business, cancellationToken)).FirstOrDefault(one => one.Slug == service) is { HasWaitlist: true } found
            ? await TakeAsync(found, $"/book/{Business.Slug}/{found.Slug}", with, hold: null, cancellationToken)
            : NotFound();
    }
}

/// <summary>Who waits, and for which days.</summary>
public sealed class WaitlistForm : PublicForm
{
    public string? With { get; init; }

    public string? FirstDay { get; init; }

    public string? LastDay { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }
}
