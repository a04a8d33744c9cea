using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>One who waits, with what can be done for them.</summary>
public sealed partial class WaitlistRow
{
    private ElementReference _question;
    private ElementReference _remove;
    private bool _isAsking;
    private bool _isTurned;
    private bool _isBusy;

    [Parameter, EditorRequired]
    public WaitlistEntry Entry { get; set; } = null!;

    [Parameter]
    public Service? Service { get; set; }

    /// <summary>"with anyone", "with Mia Kvam".</summary>
    [Parameter, EditorRequired]
    public string With { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public LocalDate Today { get; set; }

    /// <summary>The form for a booking of theirs; null where none can be made.</summary>
    [Parameter]
    public string? BookUrl { get; set; }

    [Parameter]
    public EventCallback<WaitlistEntry> OnRemoved { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    private DateTimeZone Zone => Member.Workspace.Zone;

    private string Days => Entry.FirstDay == Entry.LastDay
        ? Say.Day(Entry.FirstDay)
        : $"{Say.Day(Entry.FirstDay)} to {Say.Day(Entry.LastDay)}";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isTurned)
        {
            // The button that had the focus is gone.
            _isTurned = false;
            await (_isAsking ? _question : _remove).FocusAsync(preventScroll: true);
        }
    }

    private void Ask() => (_isAsking, _isTurned) = (true, true);

    private void Leave() => (_isAsking, _isTurned) = (false, true);

    private async Task RemoveAsync()
    {
        _isBusy = true;
        await OnRemoved.InvokeAsync(Entry);
        (_isBusy, _isAsking) = (false, false);
    }
}
