using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Calendar;

/// <summary>Completes a booking, with what it took of the stock: what it usually takes, unless someone says otherwise. Or corrects that later.</summary>
public sealed partial class CompleteDialog
{
    private readonly FormState _state = new();
    private readonly Dictionary<Guid, string?> _typed = [];

    private ElementReference _dialog;
    private string? _problem;
    private string? _reason;
    private bool _isShort;
    private bool _isWarned;

    [Parameter, EditorRequired]
    public Booking Booking { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<UsualStock> Usual { get; set; } = [];

    /// <summary>The booking is completed, and <see cref="Usual"/> is what it took.</summary>
    [Parameter]
    public bool IsCorrection { get; set; }

    [Parameter]
    public EventCallback OnDone { get; set; }

    [Parameter]
    public EventCallback OnLeft { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private CompleteBookingHandler CompleteBooking { get; set; } = null!;

    [Inject]
    private CorrectUsedHandler CorrectUsed { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    // What is there is not known of the others: they are named only.
    private IEnumerable<UsualStock> Counted => Usual.Where(static line => line.InStock is not null);

    protected override void OnParametersSet()
    {
        foreach (var line in Counted)
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
        foreach (var line in Counted)
        {
            if (Amounts.Of(Typed.Amount(_typed[line.ItemId]) ?? 0) is not (>= 0 and var quantity))
            {
                _problem = $"{line.Name}: enter a number, zero or more, with at most three decimals.";
                return;
            }

            used.Add(new UsedUp(line.ItemId, quantity));
        }

        _problem = null;
        if (IsCorrection ? await SaveAsync(() => CorrectAsync(used)) : await SaveAsync(() => CompleteAsync(used)))
        {
            await OnDone.InvokeAsync();
        }
    }

    private Task<Result<Booking>> CompleteAsync(List<UsedUp> used) => CompleteBooking.HandleAsync(
        Member.Caller,
        new CompleteBooking(Booking.Id) { Used = used, OverdrawReason = _isShort ? _reason : null, Anyway = _isWarned },
        CancellationToken.None);

    private Task<Result<Done>> CorrectAsync(List<UsedUp> used) => CorrectUsed.HandleAsync(
        Member.Caller, new CorrectUsed(Booking.Id, used) { OverdrawReason = _isShort ? _reason : null }, CancellationToken.None);

    private Task<bool> SaveAsync<T>(Func<Task<Result<T>>> save) => _state.SaveAsync(async () =>
    {
        var saved = await save();
        _isWarned |= saved.Error?.Code == BookingErrors.WarnedCode;
        _isShort |= saved.Error?.Code == InventoryErrors.ShortCode;
        return saved;
    });
}
