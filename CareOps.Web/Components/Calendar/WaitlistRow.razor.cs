using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>One who waits, with what can be done for them.</summary>
public sealed partial class WaitlistRow
{
    private ElementReference _row;
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

    public ValueTask FocusAsync() => _row.FocusAsync();

    private async Task RemoveAsync()
    {
        _isBusy = true;
        await OnRemoved.InvokeAsync(Entry);
        _isBusy = false;
    }
}
