using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Settings;

/// <summary>When a member takes no bookings. Each is saved by itself, at once.</summary>
public sealed partial class TimeOffSection
{
    private readonly FormState _state = new();

    private DateTime? _from;
    private DateTime? _until;
    private string? _reason;
    private bool _isIncomplete;
    private int _inside;

    [Parameter, EditorRequired]
    public MemberId MemberId { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<TimeOff> TimesOff { get; set; } = [];

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private BlockTimeHandler BlockTime { get; set; } = null!;

    [Inject]
    private RemoveTimeOffHandler RemoveTimeOff { get; set; } = null!;

    private DateTimeZone Zone => Member.Workspace.Zone;

    private string? Problem => _isIncomplete ? "Choose when it begins and when it ends." : _state.Of("End") ?? _state.Of("Reason") ?? _state.General;

    private string? Invalid => Problem is null ? null : "true";

    private string? DescribedBy => Problem is null ? null : "off-error";

    private async Task SaveAsync()
    {
        _isIncomplete = _from is null || _until is null;
        if (_isIncomplete)
        {
            return;
        }

        var command = new BlockTime(
            MemberId, LocalDateTime.FromDateTime(_from!.Value), LocalDateTime.FromDateTime(_until!.Value), _reason);
        var inside = 0;
        var isSaved = await _state.SaveAsync(async () =>
        {
            var blocked = await BlockTime.HandleAsync(Member.Caller, command, CancellationToken.None);
            inside = blocked.Value?.BookingsInside ?? 0;
            return blocked;
        });
        if (isSaved)
        {
            (_from, _until, _reason, _inside) = (null, null, null, inside);
            await OnChanged.InvokeAsync();
        }
    }

    private async Task RemoveAsync(TimeOff off)
    {
        if (await _state.SaveAsync(() => RemoveTimeOff.HandleAsync(Member.Caller, new RemoveTimeOff(off.Id), CancellationToken.None)))
        {
            _inside = 0;
            await OnChanged.InvokeAsync();
        }
    }
}
