using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Calendar;

/// <summary>What a change brings about: who is told what, and what follows along.</summary>
public sealed partial class ConsequencesDialog
{
    private ElementReference _dialog;

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

    private string Told
    {
        get
        {
            var booking = Notice.Booking;
            var when = Say.Moment(booking.StartsAt, Member.Workspace.Zone);
            return Notice.Change switch
            {
                BookingChange.Cancelled => $"{booking.ServiceName} on {when} is cancelled.",
                BookingChange.Confirmed => $"{booking.ServiceName} on {when} is confirmed.",
                _ => $"{booking.ServiceName} is now on {when}.",
            };
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
