using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Where the form begins: a time that was pointed at, or blocked time that is there already.</summary>
public sealed record BlockStart(Guid? Id, MemberId Member, LocalDateTime From, LocalDateTime Until, string? Reason);

/// <summary>Keeps customers from booking a member's time, and gives it back.</summary>
public sealed partial class BlockForm
{
    private readonly FormState _form = new();

    private ElementReference _heading;
    private TimeWish _from = new();
    private TimeWish _until = new();
    private Guid _member;
    private string? _reason;
    private bool _isWholeDay;
    private bool _isIncomplete;

    [Parameter, EditorRequired]
    public BlockStart Start { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<CalendarMember> Members { get; set; } = [];

    /// <summary>The address of the screen without this form.</summary>
    [Parameter, EditorRequired]
    public string CloseUrl { get; set; } = string.Empty;

    /// <summary>Done, with how many bookings lie in the blocked time.</summary>
    [Parameter]
    public EventCallback<int> OnDone { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private BlockTimeHandler BlockTime { get; set; } = null!;

    [Inject]
    private RemoveTimeOffHandler RemoveTimeOff { get; set; } = null!;

    private string? EndError => _isIncomplete ? "Enter from when until when." : _form.Of(nameof(Core.Bookings.BlockTime.End));

    protected override void OnInitialized()
    {
        _member = Start.Member.Value;
        _isWholeDay = Start.From.TimeOfDay == LocalTime.Midnight && Start.Until.TimeOfDay == LocalTime.Midnight;
        _from = TimeWish.At(Start.From, null);
        _until = TimeWish.At(_isWholeDay ? Start.Until.PlusDays(-1) : Start.Until, null);
        _reason = Start.Reason;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.FocusAsync(preventScroll: true);
        }
    }

    // Whole days end with the midnight after the last.
    private (LocalDateTime? From, LocalDateTime? Until) Span() => _isWholeDay
        ? (_from.Date?.AtMidnight(), _until.Date?.PlusDays(1).AtMidnight())
        : (_from.Start, _until.Start);

    private async Task BlockAsync()
    {
        var (from, until) = Span();
        _isIncomplete = from is null || until is null;
        if (_isIncomplete)
        {
            return;
        }

        var inside = 0;
        var command = new BlockTime(new MemberId(_member), from!.Value, until!.Value, _reason) { Id = Start.Id };
        var isBlocked = await _form.SaveAsync(async () =>
        {
            var result = await BlockTime.HandleAsync(Member.Caller, command, CancellationToken.None);
            inside = result.Value?.BookingsInside ?? 0;
            return result;
        });
        if (isBlocked)
        {
            await OnDone.InvokeAsync(inside);
        }
    }

    private async Task RemoveAsync()
    {
        if (await _form.SaveAsync(() => RemoveTimeOff.HandleAsync(Member.Caller, new RemoveTimeOff(Start.Id!.Value), CancellationToken.None)))
        {
            await OnDone.InvokeAsync(0);
        }
    }
}
