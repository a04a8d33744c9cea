using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>A booking's details beside the calendar, with what can be done about it.</summary>
public sealed partial class BookingPanel
{
    private ElementReference _heading;
    private ElementReference _question;
    private bool _isAsking;
    private bool _focusQuestion;
    private bool _isBusy;
    private string? _error;

    [Parameter, EditorRequired]
    public BookingDetails Details { get; set; } = null!;

    /// <summary>The contact's conversation, for members who may see it.</summary>
    [Parameter]
    public Guid? ConversationId { get; set; }

    /// <summary>The address of the calendar without this panel.</summary>
    [Parameter, EditorRequired]
    public string CloseUrl { get; set; } = string.Empty;

    [Parameter]
    public EventCallback OnCancelled { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private CancelBookingHandler CancelBooking { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private Booking Booking => Details.Booking;

    private DateTimeZone Zone => Member.Workspace.Zone;

    private LocalDateTime Start => Booking.StartsAt.InZone(Zone).LocalDateTime;

    private bool IsCancellable =>
        Member.Caller.May(Right.ManageBookings)
        && Booking.Status is BookingStatus.Pending or BookingStatus.Confirmed
        && Booking.StartsAt > Clock.GetCurrentInstant();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.FocusAsync(preventScroll: true);
        }

        if (_focusQuestion)
        {
            _focusQuestion = false;
            await _question.FocusAsync();
        }
    }

    private void Ask()
    {
        _error = null;
        _isAsking = true;
        _focusQuestion = true;
    }

    private async Task CancelAsync()
    {
        _isBusy = true;
        try
        {
            var result = await CancelBooking.HandleAsync(Member.Caller, new CancelBooking(Booking.Id), CancellationToken.None);
            _error = result.Error?.Message;
            _isAsking = false;
            await OnCancelled.InvokeAsync();
            await _heading.FocusAsync(preventScroll: true);
        }
        catch (DatabaseUnavailableException)
        {
            _error = "This can't be saved right now. The booking is unchanged; try again in a moment.";
        }
        finally
        {
            _isBusy = false;
        }
    }
}
