using CareOps.Core.Bookings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Calendar;

/// <summary>How a booking is to be cancelled.</summary>
public sealed record CancelAnswer(string? Reason, bool Tell);

/// <summary>Asks once more before a booking is cancelled or declined, and for what.</summary>
public sealed partial class CancelQuestion
{
    private ElementReference _question;
    private string? _reason;
    private bool _tell = true;
    private bool _isBusy;

    [Parameter, EditorRequired]
    public Booking Booking { get; set; } = null!;

    [Parameter]
    public EventCallback<CancelAnswer> OnConfirmed { get; set; }

    [Parameter]
    public EventCallback OnLeft { get; set; }

    private bool IsPending => Booking.Status == BookingStatus.Pending;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _question.FocusAsync();
        }
    }

    private async Task ConfirmAsync()
    {
        _isBusy = true;
        await OnConfirmed.InvokeAsync(new CancelAnswer(_reason, _tell));
        _isBusy = false;
    }
}
