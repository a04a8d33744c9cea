using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>One booking, for whoever holds its secret link: the result of booking, and the place to cancel it later.</summary>
[Requires(Right.HoldLink)]
public sealed class ManageBookingModel(
    WorkspaceQueries workspaces, PublicLinks links, BookingQueries bookings, CancelOwnBookingHandler cancellation, IClock clock)
    : PublicPage(workspaces)
{
    private BookingDetails _details = null!;

    public Booking Booking => _details.Booking;

    public Service Service => _details.Service;

    public string MemberName => _details.MemberName;

    public string Token { get; private set; } = string.Empty;

    public BookingState State { get; private set; }

    public bool CanCancel { get; private set; }

    /// <summary>The customer is asked whether they mean it.</summary>
    public bool IsAsking { get; private set; }

    public LocalDateTime Start => Booking.StartsAt.InZone(Business.Zone).LocalDateTime;

    public CalendarEvent Event => CalendarEvent.Of(_details);

    public async Task<IActionResult> OnGetAsync(string token, string? cancel, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.ManageBooking, cancellationToken);
        if (!holder.Succeeded)
        {
            return Answer(holder.Error);
        }

        if (await ShowAsync(holder.Value, token, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        IsAsking = CanCancel && cancel is not null;
        return Page();
    }

    public async Task<IActionResult> OnPostCancelAsync(string token, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.ManageBooking, cancellationToken);
        if (!holder.Succeeded)
        {
            return Answer(holder.Error);
        }

        var cancelled = await cancellation.HandleAsync(holder.Value, new CancelOwnBooking(), cancellationToken);
        if (cancelled.Succeeded || cancelled.Error.Code == BookingErrors.AlreadyCancelled.Code)
        {
            return LocalRedirect($"/booking/{token}");
        }

        return await ShowAsync(holder.Value, token, cancellationToken) ?? Refused(cancelled.Error);
    }

    private async Task<IActionResult?> ShowAsync(
        Caller.LinkHolder holder, string token, CancellationToken cancellationToken)
    {
        if (await bookings.ByLinkAsync(holder, cancellationToken) is not { } details)
        {
            return NotFound();
        }

        _details = details;
        Token = token;
        Enter(details.Workspace, holder);
        var now = clock.GetCurrentInstant();
        State = StateOf(details.Booking, now);
        CanCancel = State is BookingState.Booked or BookingState.Requested
            && now <= Booking.CancellableUntil && now < Booking.StartsAt;
        return null;
    }

    private StatusCodeResult Answer(Error error) =>
        error.Kind == ErrorKind.Gone ? StatusCode(StatusCodes.Status410Gone) : NotFound();

    private static BookingState StateOf(Booking booking, Instant now) => booking.Status switch
    {
        BookingStatus.Cancelled => BookingState.Cancelled,
        BookingStatus.Completed or BookingStatus.NoShow => BookingState.Over,
        _ when booking.EndsAt <= now => BookingState.Over,
        BookingStatus.Pending => BookingState.Requested,
        _ => BookingState.Booked,
    };
}

/// <summary>What a booking is to the customer who looks at it now.</summary>
public enum BookingState
{
    Booked,
    Requested,
    Over,
    Cancelled,
}
