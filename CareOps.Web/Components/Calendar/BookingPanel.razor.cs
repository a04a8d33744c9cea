using CareOps.Core.Bookings;
using CareOps.Core.Inventory;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>A booking's details beside the calendar, with what can be done about it.</summary>
public sealed partial class BookingPanel
{
    private ElementReference _heading;
    private bool _isAsking;
    private bool _isBusy;
    private string? _error;

    // What completing it takes, while someone is asked whether it was that.
    private IReadOnlyList<UsualStock>? _completing;

    [Parameter, EditorRequired]
    public BookingDetails Details { get; set; } = null!;

    /// <summary>The contact's conversation, for members who may see it.</summary>
    [Parameter]
    public Guid? ConversationId { get; set; }

    /// <summary>The address of the screen without this panel.</summary>
    [Parameter, EditorRequired]
    public string CloseUrl { get; set; } = string.Empty;

    /// <summary>The address of the form for moving it.</summary>
    [Parameter, EditorRequired]
    public string MoveUrl { get; set; } = string.Empty;

    /// <summary>Does what is more than a step.</summary>
    [Parameter]
    public BookingDesk? Desk { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private MarkArrivedHandler MarkArrived { get; set; } = null!;

    [Inject]
    private CompleteBookingHandler CompleteBooking { get; set; } = null!;

    [Inject]
    private SupplyQueries Supply { get; set; } = null!;

    [Inject]
    private MarkNoShowHandler MarkNoShow { get; set; } = null!;

    [Inject]
    private ReopenBookingHandler ReopenBooking { get; set; } = null!;

    private Booking Booking => Details.Booking;

    private bool IsOpen => Booking.Status is BookingStatus.Pending or BookingStatus.Confirmed;

    private DateTimeZone Zone => Member.Workspace.Zone;

    private LocalDateTime Start => Booking.StartsAt.InZone(Zone).LocalDateTime;

    private string SourceText => Booking.Source switch
    {
        BookingSource.Phone => "on the phone",
        BookingSource.WalkIn => "at the desk",
        BookingSource.Waitlist => "from the waitlist",
        _ => "online",
    };

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.FocusAsync(preventScroll: true);
        }
    }

    private void Ask() => (_error, _isAsking) = (null, true);

    private async Task StopAskingAsync()
    {
        _isAsking = false;
        await _heading.FocusAsync(preventScroll: true);
    }

    private Task CancelAsync(CancelAnswer answer) => RunAsync(async () =>
    {
        var error = await Desk!.CancelAsync(Booking.Id, answer.Reason, answer.Tell);
        _isAsking = false;
        return error?.Message;
    });

    private Task StepAsync(BookingStep step) => RunAsync(async () =>
    {
        var caller = Member.Caller;
        if (step == BookingStep.Confirm)
        {
            return await Desk!.ConfirmAsync([Booking.Id]);
        }

        if (step == BookingStep.Complete && await Supply.UsualOfAsync(caller, Booking.Id, CancellationToken.None) is { Count: > 0 } usual)
        {
            _completing = usual;
            return null;
        }

        var error = await Attempt.RunAsync(step switch
        {
            BookingStep.Arrive => MarkArrived.HandleAsync(
                caller, new MarkArrived(Booking.Id, Booking.ArrivedAt is null), CancellationToken.None),
            BookingStep.Complete => CompleteBooking.HandleAsync(caller, new CompleteBooking(Booking.Id), CancellationToken.None),
            BookingStep.NoShow => MarkNoShow.HandleAsync(caller, new MarkNoShow(Booking.Id), CancellationToken.None),
            _ => ReopenBooking.HandleAsync(caller, new ReopenBooking(Booking.Id), CancellationToken.None),
        });
        return error?.Message;
    });

    private async Task CompletedAsync()
    {
        _completing = null;
        await OnChanged.InvokeAsync();
        await _heading.FocusAsync(preventScroll: true);
    }

    private async Task StopCompletingAsync()
    {
        _completing = null;
        await _heading.FocusAsync(preventScroll: true);
    }

    private async Task RunAsync(Func<Task<string?>> work)
    {
        (_isBusy, _error) = (true, null);
        _error = await work();
        _isBusy = false;
        await OnChanged.InvokeAsync();
        await _heading.FocusAsync(preventScroll: true);
    }
}
