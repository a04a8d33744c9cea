using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>Whoever holds a booking's link gives it another time: first which, then, with a time in the address, the last look.</summary>
[Requires(Right.HoldLink)]
public sealed class RescheduleBookingModel(
    WorkspaceQueries workspaces,
    PublicLinks links,
    BookingQueries bookings,
    SlotQueries slots,
    RescheduleOwnBookingHandler moves,
    IClock clock) : ServicePage(workspaces, slots, clock)
{
    private readonly IClock _clock = clock;
    private BookingDetails _details = null!;

    public override Booking Moving => _details.Booking;

    public string MemberName => _details.MemberName;

    public string Token { get; private set; } = string.Empty;

    /// <summary>When it is now.</summary>
    public LocalDateTime Before => Moving.StartsAt.InZone(Business.Zone).LocalDateTime;

    public string Times => Chosen is { } slot ? Links.To(slot.Local.Date) : Links.Next;

    public override IEnumerable<Step> Steps =>
    [
        new Step("Your booking", $"/booking/{Token}"),
        new Step("Time", Calendar is null ? Times : null, IsCurrent: Calendar is not null),
        new Step("Confirm", IsCurrent: Calendar is null),
    ];

    public async Task<IActionResult> OnGetAsync(
        string token, string? day, string? month, string? start, string? with, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, with, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (!BookingWindows.CanReschedule(_details, _clock.GetCurrentInstant()))
        {
            // The booking's own page says why.
            return LocalRedirect($"/booking/{token}");
        }

        if (SlotAddress.Start(start) is { } wanted)
        {
            await ChooseAsync(wanted, cancellationToken);
        }
        else
        {
            // Most look for another time on the same day first.
            var near = day is null && month is null ? Before.Date : SlotAddress.Day(day);
            await OfferAsync(near, SlotAddress.Month(month), cancellationToken);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string token, string? start, [FromForm] RescheduleForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, form.With, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var wanted = SlotAddress.Start(form.Start);
        var moved = await moves.HandleAsync(
            Caller, new RescheduleOwnBooking(wanted) { MemberId = With?.Id }, cancellationToken);
        if (moved.Succeeded)
        {
            return LocalRedirect($"/booking/{token}?moved=1");
        }

        var answer = Refused(moved.Error);
        if (moved.Error.Field is not null)
        {
            await ChooseAsync(wanted ?? SlotAddress.Start(start) ?? Now, cancellationToken);
        }

        return answer;
    }

    private async Task<IActionResult?> FindAsync(string token, string? with, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.ManageBooking, cancellationToken);
        if (!holder.Succeeded)
        {
            return await SpentAsync(links, token, holder.Error, cancellationToken);
        }

        if (await bookings.ByLinkAsync(holder.Value, cancellationToken) is not { } details)
        {
            return NotFound();
        }

        _details = details;
        Token = token;
        Enter(details.Workspace, holder.Value);
        return await TakeAsync(details.Service, $"/booking/{token}/reschedule", with, hold: null, cancellationToken);
    }
}

/// <summary>The time a booking is moved to, and with whom.</summary>
public sealed class RescheduleForm
{
    public string? Start { get; init; }

    public string? With { get; init; }
}
