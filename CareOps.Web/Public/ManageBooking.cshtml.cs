using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>One booking, for whoever holds its secret link: the result of booking, and the place to move or cancel it later.</summary>
[Requires(Right.HoldLink)]
public sealed class ManageBookingModel(
    WorkspaceQueries workspaces,
    PublicLinks links,
    BookingQueries bookings,
    BookingFormQueries forms,
    OpenFormOfBookingHandler formOpening,
    AskFormsOfBookingHandler asking,
    CancelOwnBookingHandler cancellation,
    IClock clock)
    : PublicPage(workspaces)
{
    private static readonly Duration JustBooked = Duration.FromMinutes(1);

    private BookingDetails _details = null!;

    public Booking Booking => _details.Booking;

    public Service Service => _details.Service;

    public string MemberName => _details.MemberName;

    public string Token { get; private set; } = string.Empty;

    public BookingState State { get; private set; }

    public bool CanCancel { get; private set; }

    public bool CanReschedule { get; private set; }

    /// <summary>Until when the booking can be changed here, in words.</summary>
    public string Windows { get; private set; } = string.Empty;

    /// <summary>The customer is asked whether they mean it.</summary>
    public bool IsAsking { get; private set; }

    /// <summary>The reason as typed, where it was refused.</summary>
    public string? Reason { get; private set; }

    public LocalDateTime Start => Booking.StartsAt.InZone(Business.Zone).LocalDateTime;

    public CalendarEvent Event => CalendarEvent.Of(_details);

    /// <summary>What the customer is asked to fill in for it, while it is ahead.</summary>
    public IReadOnlyList<FormOfOwnBooking> Forms { get; private set; } = [];

    /// <summary>Whether it still takes place.</summary>
    public bool IsAhead => State is BookingState.Booked or BookingState.Requested or BookingState.Moved;

    public async Task<IActionResult> OnGetAsync(string token, string? cancel, string? moved, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.ManageBooking, cancellationToken);
        if (!holder.Succeeded)
        {
            return await SpentAsync(links, token, holder.Error, cancellationToken);
        }

        if (await ShowAsync(holder.Value, token, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        IsAsking = CanCancel && cancel is not null;
        if (moved is not null && State == BookingState.Booked)
        {
            State = BookingState.Moved;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostCancelAsync(string token, [FromForm] string? reason, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.ManageBooking, cancellationToken);
        if (!holder.Succeeded)
        {
            return await SpentAsync(links, token, holder.Error, cancellationToken);
        }

        var cancelled = await cancellation.HandleAsync(holder.Value, new CancelOwnBooking(reason), cancellationToken);
        if (cancelled.Succeeded || cancelled.Error.Code == BookingErrors.AlreadyCancelled.Code)
        {
            return LocalRedirect($"/booking/{token}");
        }

        if (await ShowAsync(holder.Value, token, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        IsAsking = CanCancel;
        Reason = reason;
        return Refused(cancelled.Error);
    }

    /// <summary>Opens one of its forms by a link of the form's own.</summary>
    public async Task<IActionResult> OnPostFormAsync(string token, [FromForm] Guid form, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.ManageBooking, cancellationToken);
        if (!holder.Succeeded)
        {
            return await SpentAsync(links, token, holder.Error, cancellationToken);
        }

        var opened = await formOpening.HandleAsync(holder.Value, new OpenFormOfBooking(form), cancellationToken);
        return opened.Succeeded ? LocalRedirect($"/form/{opened.Value}") : NotFound();
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
        CanCancel = BookingWindows.CanCancel(details.Booking, now);
        CanReschedule = BookingWindows.CanReschedule(details, now);
        Windows = BookingWindows.Sentence(details, now);
        if (IsAhead)
        {
            var own = await forms.OfBookingAsync(holder, cancellationToken);
            Forms = own.Forms;
            if (own.AreOwed && now - details.Booking.CreatedAt < JustBooked)
            {
                await AskForFormsAsync(holder, cancellationToken);
            }
        }

        return null;
    }

    private async Task AskForFormsAsync(Caller.LinkHolder holder, CancellationToken cancellationToken)
    {
        try
        {
            await asking.HandleAsync(holder, new AskFormsOfBooking(), cancellationToken);
            Forms = (await forms.OfBookingAsync(holder, cancellationToken)).Forms;
        }
        catch (DatabaseUnavailableException)
        {
            // The booking stands, and the worker asks for them as soon as the database writes again.
        }
    }

    private static BookingState StateOf(Booking booking, Instant now) => booking.Status switch
    {
        BookingStatus.Cancelled => BookingState.Cancelled,
        BookingStatus.Completed => BookingState.Completed,
        BookingStatus.NoShow => BookingState.Missed,
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

    /// <summary>To another time, just now.</summary>
    Moved,
    Over,
    Completed,
    Missed,
    Cancelled,
}
