using CareOps.Core.Bookings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Calendar;

/// <summary>How a booking is to be cancelled. <paramref name="IsRest"/>: with the later ones of its series.</summary>
public sealed record CancelAnswer(string? Reason, bool Tell, bool IsRest);

/// <summary>Asks once more before a booking is cancelled or declined, and for what.</summary>
public sealed partial class CancelQuestion
{
    private ElementReference _question;
    private string? _reason;
    private bool _tell = true;
    private bool _isRest;
    private bool _isBusy;

    [Parameter, EditorRequired]
    public Booking Booking { get; set; } = null!;

    /// <summary>How many later ones of its series are open still.</summary>
    [Parameter]
    public int Later { get; set; }

    [Parameter]
    public EventCallback<CancelAnswer> OnConfirmed { get; set; }

    [Parameter]
    public EventCallback OnLeft { get; set; }

    private bool IsPending => Booking.Status == BookingStatus.Pending;

    private string Confirm => (_isRest, IsPending) switch
    {
        (true, _) => $"Cancel {Later + 1} bookings",
        (_, true) => "Decline booking",
        _ => "Cancel booking",
    };

    private void ChooseOne() => _isRest = false;

    private void ChooseRest() => _isRest = true;

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
        await OnConfirmed.InvokeAsync(new CancelAnswer(_reason, _tell, _isRest && Later > 0));
        _isBusy = false;
    }
}
