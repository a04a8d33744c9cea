using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Settings;

/// <summary>When a member can be booked, week by week.</summary>
public sealed partial class HoursPage
{
    private readonly FormState _state = new();

    private HoursForm _form = new();
    private MemberId _member;
    private IReadOnlyList<DayOverride> _days = [];
    private IReadOnlyList<TimeOff> _off = [];
    private IReadOnlyDictionary<MemberId, string> _members = new Dictionary<MemberId, string>();

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private CalendarQueries Calendar { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private ChangeHoursHandler ChangeHours { get; set; } = null!;

    private string About =>
        $"When {(_members.Count > 1 ? _members[_member] : "you")} can be booked, in {Say.Place(Member.Workspace.TimeZone)} time.";

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(WeeklyHours) or nameof(Core.Workspaces.Member) or nameof(Workspace);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var members = await Workspaces.TeamAsync(Member.Caller, cancellationToken);
        if (!members.ContainsKey(_member))
        {
            _member = Member.Caller.Id;
        }

        var member = _member;
        var hours = await Bookings.HoursAsync(Member.Caller, member, cancellationToken);
        var today = Clock.GetCurrentInstant().InZone(Member.Workspace.Zone).Date;
        var days = await Calendar.DayHoursAsync(Member.Caller, member, today, cancellationToken);
        var off = await Calendar.TimeOffAsync(Member.Caller, member, cancellationToken);
        _members = members;
        if (member == _member)
        {
            (_days, _off) = (days, off);
        }

        if (member == _member && !_state.IsDirty && !_state.IsSaving)
        {
            _form = HoursForm.Of(hours);
        }
    }

    private Task ChooseAsync(Guid member)
    {
        _member = new MemberId(member);
        return DiscardAsync();
    }

    private Task DiscardAsync()
    {
        _state.Reset();
        return TryLoadAsync();
    }

    private void Copy(HoursDay day)
    {
        _form.CopyToWeekdays(day);
        _state.Touch();
    }

    private async Task SaveAsync()
    {
        if (await _state.SaveAsync(() => ChangeHours.HandleAsync(
            Member.Caller, new ChangeHours(_member, _form.Intervals()), CancellationToken.None)))
        {
            await TryLoadAsync();
        }
    }
}
