using CareOps.Core.Bookings;
using CareOps.Core.Inventory;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Calendar;

/// <summary>Completes a booking, with what it took of the stock: what it usually takes, unless someone says otherwise.</summary>
public sealed partial class CompleteDialog
{
    private readonly FormState _state = new();
    private readonly Dictionary<Guid, string?> _typed = [];

    private ElementReference _dialog;
    private string? _problem;
    private string? _reason;
    private bool _isShort;

    [Parameter, EditorRequired]
    public Booking Booking { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<UsualStock> Usual { get; set; } = [];

    [Parameter]
    public EventCallback OnDone { get; set; }

    [Parameter]
    public EventCallback OnLeft { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private CompleteBookingHandler CompleteBooking { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    protected override void OnParametersSet()
    {
        foreach (var line in Usual)
        {
            _typed.TryAdd(line.ItemId, Amounts.Plain(line.Usual));
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await CalendarScript.OpenDialogAsync(Script, _dialog);
        }
    }

    private async Task CompleteAsync()
    {
        var used = new List<UsedUp>();
        foreach (var line in Usual)
        {
            if (Amounts.Of(Typed.Amount(_typed[line.ItemId]) ?? 0) is not (>= 0 and var quantity))
            {
                _problem = $"{line.Name}: enter a number, zero or more, with at most three decimals.";
                return;
            }

            used.Add(new UsedUp(line.ItemId, quantity));
        }

        _problem = null;
        var command = new CompleteBooking(Booking.Id) { Used = used, OverdrawReason = _isShort ? _reason : null };
        var isDone = await _state.SaveAsync(async () =>
        {
            var completed = await CompleteBooking.HandleAsync(Member.Caller, command, CancellationToken.None);
            _isShort |= completed.Error?.Code == InventoryErrors.ShortCode;
            return completed;
        });
        if (isDone)
        {
            await OnDone.InvokeAsync();
        }
    }
}
