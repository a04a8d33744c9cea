using CareOps.Core.Bookings;
using CareOps.Core.Dashboard;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>A booking as a row of the list.</summary>
public sealed partial class BookingTableRow
{
    private ElementReference _undo;
    private ElementReference _name;
    private bool _isBusy;
    private bool _isUndoWanted;

    [Parameter, EditorRequired]
    public BookingRow Row { get; set; } = null!;

    [Parameter, EditorRequired]
    public string With { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public string Hue { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public DateTimeZone Zone { get; set; } = null!;

    /// <summary>Of one that is to come.</summary>
    [Parameter]
    public BookingReadiness? Readiness { get; set; }

    /// <summary>The address of its details.</summary>
    [Parameter, EditorRequired]
    public string Url { get; set; } = string.Empty;

    [Parameter]
    public bool IsChosen { get; set; }

    [Parameter]
    public bool CanConfirm { get; set; }

    [Parameter]
    public EventCallback<(Guid Id, bool IsChosen)> OnChosen { get; set; }

    [Parameter]
    public EventCallback<Guid> OnConfirmed { get; set; }

    /// <summary>It has begun and is not closed yet.</summary>
    [Parameter]
    public bool CanClose { get; set; }

    /// <summary>It was closed just now.</summary>
    [Parameter]
    public bool CanUndo { get; set; }

    /// <summary>It is completed, a no-show, or open again after all.</summary>
    [Parameter]
    public EventCallback<(BookingRow Row, BookingStep Step)> OnStep { get; set; }

    public ValueTask FocusAsync() => _name.FocusAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isUndoWanted && CanUndo && !_isBusy)
        {
            // The buttons that had the focus are gone.
            _isUndoWanted = false;
            await _undo.FocusAsync(preventScroll: true);
        }
    }

    private Task CompleteAsync() => CloseAsync(BookingStep.Complete);

    private Task MissAsync() => CloseAsync(BookingStep.NoShow);

    private Task UndoAsync() => StepAsync(BookingStep.Reopen);

    private async Task CloseAsync(BookingStep step)
    {
        await StepAsync(step);
        _isUndoWanted = true;
    }

    private async Task StepAsync(BookingStep step)
    {
        _isBusy = true;
        await OnStep.InvokeAsync((Row, step));
        (_isBusy, _isUndoWanted) = (false, false);
    }

    private Task ChooseAsync(ChangeEventArgs change) => OnChosen.InvokeAsync((Row.Id, change.Value is true));

    private Task ConfirmAsync() => OnConfirmed.InvokeAsync(Row.Id);
}
