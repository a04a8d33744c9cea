using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>A place on the waitlist, for whoever holds its secret link: see it, take or let go of what is offered, or leave.</summary>
[Requires(Right.HoldLink)]
public sealed class WaitlistPlaceModel(
    WorkspaceQueries workspaces,
    PublicLinks links,
    WaitlistQueries waitlist,
    AcceptOfferHandler acceptance,
    DeclineOfferHandler decline,
    LeaveWaitlistHandler leaving,
    IClock clock) : PublicPage(workspaces)
{
    private WaitlistDetails _details = null!;
    private Caller.LinkHolder _holder = null!;

    public WaitlistEntry Entry => _details.Entry;

    public Service Service => _details.Service;

    public string? MemberName => _details.MemberName;

    /// <summary>How many wait for one of the same days and came earlier.</summary>
    public int Before => _details.Before;

    public string Token { get; private set; } = string.Empty;

    public WaitlistState State { get; private set; }

    /// <summary>What is offered.</summary>
    public LocalDateTime? Offered => Entry.OfferedStart?.InZone(Business.Zone).LocalDateTime;

    /// <summary>Until when it is kept: the time alone where that is today.</summary>
    public string KeptUntil { get; private set; } = string.Empty;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken) =>
        await FindAsync(token, cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostTakeAsync(string token, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var taken = await acceptance.HandleAsync(_holder, new AcceptOffer(), cancellationToken);
        return taken.Succeeded
            ? LocalRedirect($"/booking/{taken.Value.Link}")
            : await FindAsync(token, cancellationToken) ?? Refused(taken.Error);
    }

    public async Task<IActionResult> OnPostDeclineAsync(string token, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var declined = await decline.HandleAsync(_holder, new DeclineOffer(), cancellationToken);
        return declined.Succeeded ? LocalRedirect($"/waitlist/{token}") : Refused(declined.Error);
    }

    public async Task<IActionResult> OnPostLeaveAsync(string token, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var left = await leaving.HandleAsync(_holder, new LeaveWaitlist(), cancellationToken);
        return left.Succeeded ? LocalRedirect($"/waitlist/{token}") : Refused(left.Error);
    }

    private async Task<IActionResult?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.Waitlist, cancellationToken);
        if (!holder.Succeeded)
        {
            return Spent(holder.Error);
        }

        if (await waitlist.ByLinkAsync(holder.Value, cancellationToken) is not { } details)
        {
            return NotFound();
        }

        (_details, _holder, Token) = (details, holder.Value, token);
        Enter(details.Workspace, holder.Value);
        var now = clock.GetCurrentInstant();
        State = StateOf(details.Entry, now, Business.Zone);
        if (details.Entry.OfferEndsAt is { } until)
        {
            var (end, today) = (until.InZone(Business.Zone).LocalDateTime, now.InZone(Business.Zone).Date);
            KeptUntil = end.Date == today ? Say.Time(end.TimeOfDay) : Say.Moment(end);
        }

        return null;
    }

    private static WaitlistState StateOf(WaitlistEntry entry, Instant now, DateTimeZone zone) => entry.Status switch
    {
        WaitlistStatus.Booked => WaitlistState.Taken,
        WaitlistStatus.Left => WaitlistState.Left,
        WaitlistStatus.Offered when entry.OfferEndsAt > now => WaitlistState.Offered,
        _ when entry.LastDay < now.InZone(zone).Date => WaitlistState.Left,
        _ => WaitlistState.Waiting,
    };
}

/// <summary>What a place on the waitlist is to the customer who looks at it now.</summary>
public enum WaitlistState
{
    Waiting,
    Offered,
    Taken,
    Left,
}
