using CareOps.Core.Bookings;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Calendar;

/// <summary>What a change brings about: who is told what, and what follows along.</summary>
public sealed partial class ConsequencesDialog
{
    private ElementReference _dialog;
    private FormsAfterChange _forms = FormsAfterChange.None;
    private IReadOnlyList<UsualStock> _usual = [];
    private IReadOnlyList<MissingStock> _missing = [];

    [Parameter, EditorRequired]
    public BookingNotice Notice { get; set; } = null!;

    /// <summary>Until the message goes out.</summary>
    [Parameter]
    public int Seconds { get; set; }

    [Parameter]
    public bool IsWaiting { get; set; }

    [Parameter]
    public EventCallback OnTell { get; set; }

    [Parameter]
    public EventCallback OnQuiet { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    [Inject]
    private FormsAfterChangeQueries FormsAfter { get; set; } = null!;

    [Inject]
    private SupplyQueries Supply { get; set; } = null!;

    private bool IsCancelled => Notice.Change == BookingChange.Cancelled;

    // One customer's, as of a series.
    private bool IsMany => !Notice.IsGroup && Notice.Bookings.Count > 1;

    private string Message => (Notice.IsGroup, IsMany) switch
    {
        (true, _) => $"{Notice.Gets} a message",
        (_, true) => $"{Notice.Booking.Name} gets one message about all of them at {Notice.Address}",
        _ => $"{Notice.Booking.Name} gets a message at {Notice.Address}",
    };

    private string? Forms => _forms switch
    {
        { IsNothing: true } => null,
        { Withdrawn: > 0 } => $"{Say.Count(_forms.Withdrawn, "form is", "forms are")} withdrawn with it. Undo asks for {(_forms.Withdrawn == 1 ? "it" : "them")} again.",
        { Open: > 0, FirstDue: { } due } => $"{Say.Count(_forms.Open, "form stays", "forms stay")} open, due {Say.Moment(due, Member.Workspace.Zone)}{(_forms.Open == 1 ? null : " at the earliest")}.",
        { Open: > 0 } => $"{Say.Count(_forms.Open, "form stays", "forms stay")} open.",
        _ => $"{Say.Count(_forms.Completed, "form that was filled in is", "forms that were filled in are")} kept.",
    };

    // Nothing is taken before it is completed: what it will take counts as spoken for.
    private string? Stock => (IsCancelled, _missing.Count, _usual.Count) switch
    {
        (_, _, 0) => null,
        (true, _, _) => $"What it would have taken from stock is there for other bookings again: {Taken}.",
        (_, 0, _) => $"What it takes from stock is there at this time, too: {Taken}.",
        _ => $"Not enough is in stock at this time. {string.Join(' ', _missing.Select(static each => each.Sentence))}",
    };

    private static string Names(IEnumerable<Booking> bookings) => string.Join(", ", bookings.Select(static each => each.Name));

    private string Taken => string.Join(", ", _usual.Select(line => $"{line.Name}, {Amounts.Say(line.Usual * Notice.Bookings.Count, line.Unit)}"));

    private string Told
    {
        get
        {
            var booking = Notice.Booking;
            var when = Notice.When(Member.Workspace.Zone);
            return Notice.Change switch
            {
                BookingChange.Cancelled when IsMany => $"{booking.ServiceName} is cancelled {when}.{Reason}",
                BookingChange.Cancelled => $"{booking.ServiceName} {when} is cancelled.{Reason}",
                BookingChange.Confirmed => $"{booking.ServiceName} {when} is confirmed.",
                _ => $"{booking.ServiceName} is now {when}.",
            };
        }
    }

    // What the customer finds where they look for themselves.
    private string Shown => (IsCancelled, Notice.Bookings.Count > 1) switch
    {
        (true, true) => "The customer's links show that they are cancelled, and so do the calendar files behind them.",
        (true, _) => "The customer's link shows that it is cancelled, and so does the calendar file behind it.",
        (_, true) => "The customers' links for changing or cancelling show this time too, and so do the calendar files behind them.",
        _ => "The customer's link for changing or cancelling shows this time too, and so does the calendar file behind it.",
    };

    private string? Reason => Notice.Booking.CancelReason is { } reason ? $" “{reason}”" : null;

    protected override async Task OnInitializedAsync()
    {
        var (caller, booking) = (Member.Caller, Notice.Booking.Id);
        _forms = caller.May(Right.ViewForms) ? await FormsAfter.OfAsync(caller, [.. Notice.Bookings.Select(static each => each.Id)], CancellationToken.None) : FormsAfterChange.None;
        _usual = [.. (await Supply.UsualOfAsync(caller, booking, CancellationToken.None)).Where(static line => line.InStock is not null)];
        _missing = await Supply.ForBookingAsync(caller, booking, CancellationToken.None);
        foreach (var other in Notice.IsGroup ? Notice.Bookings.Skip(1) : [])
        {
            // Each takes some: the last of them may be short of what the first finds.
            _missing = [.. _missing.UnionBy(await Supply.ForBookingAsync(caller, other.Id, CancellationToken.None), static each => each.Sentence, StringComparer.Ordinal)];
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await CalendarScript.OpenDialogAsync(Script, _dialog);
        }
    }
}
