using CareOps.Core.Automation;
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

    // Of its series, while someone is asked which are to be cancelled.
    private int _later;
    private string? _warning;

    // What completing it takes, while someone is asked whether it was that.
    private IReadOnlyList<UsualStock>? _completing;
    private IReadOnlyList<TakenStock> _taken = [];
    private IReadOnlyList<RunRow> _runs = [];

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

    /// <summary>Does what is more than a step. Asked for when it is needed: it is drawn together with this.</summary>
    [Parameter, EditorRequired]
    public Func<BookingDesk?> Desk { get; set; } = null!;

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private AutomationQueries Automation { get; set; } = null!;

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

    // With every load of the screen around it, which hears of runs.
    protected override async Task OnParametersSetAsync()
    {
        _runs = await Automation.OfBookingAsync(Member.Caller, Booking.Id, CancellationToken.None);
        _taken = await Supply.TakenByAsync(Member.Caller, Booking.Id, CancellationToken.None);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.FocusAsync(preventScroll: true);
        }
    }

    private async Task AskAsync()
    {
        _later = await Bookings.LaterInSeriesAsync(Member.Caller, Booking.Id, CancellationToken.None) ?? 0;
        (_error, _warning, _isAsking) = (null, null, true);
    }

    private void StopWarning() => _warning = null;

    // Known and meant all the same.
    private Task CompleteAnywayAsync() => RunAsync(async () => (await Attempt.RunAsync(CompleteBooking.HandleAsync(
        Member.Caller, new CompleteBooking(Booking.Id) { Anyway = true }, CancellationToken.None)))?.Message);

    private async Task StopAskingAsync()
    {
        _isAsking = false;
        await _heading.FocusAsync(preventScroll: true);
    }

    private Task CancelAsync(CancelAnswer answer) => RunAsync(async () =>
    {
        var error = await Desk()!.CancelAsync(Booking.Id, answer);
        _isAsking = false;
        return error?.Message;
    });

    private Task StepAsync(BookingStep step) => RunAsync(async () =>
    {
        var caller = Member.Caller;
        if (step == BookingStep.Confirm)
        {
            return await Desk()!.ConfirmAsync([Booking.Id]);
        }

        if (step == BookingStep.Reopen && !Booking.Stands)
        {
            return await Desk()!.ReopenAsync(Booking);
        }

        if (step == BookingStep.Complete && await Supply.UsualOfAsync(caller, Booking.Id, CancellationToken.None) is { } usual && usual.Any(static line => line.InStock is not null))
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
        _warning = error?.Code == BookingErrors.WarnedCode ? error.Message : null;
        return _warning is null ? error?.Message : null;
    });

    // What it took, and what it usually takes and did not.
    private Task CorrectAsync() => RunAsync(async () =>
    {
        var usual = await Supply.UsualOfAsync(Member.Caller, Booking.Id, CancellationToken.None);
        _completing =
        [
            .. _taken.Select(static line => new UsualStock(line.ItemId, line.Name, line.Unit, line.Taken, line.InStock)),
            .. usual.Where(line => line.InStock is not null && _taken.All(taken => taken.ItemId != line.ItemId)).Select(static line => line with { Usual = 0 }),
        ];
        return null;
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
        (_isBusy, _error, _warning) = (true, null, null);
        _error = await work();
        _isBusy = false;
        await OnChanged.InvokeAsync();
        await _heading.FocusAsync(preventScroll: true);
    }
}
