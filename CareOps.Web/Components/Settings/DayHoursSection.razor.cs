using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Settings;

/// <summary>A member's hours of single dates. Each is saved by itself, at once.</summary>
public sealed partial class DayHoursSection
{
    private readonly FormState _state = new();

    private HoursDay _day = new(IsoDayOfWeek.Monday);
    private DateOnly? _date;
    private bool _dateIsMissing;

    [Parameter, EditorRequired]
    public MemberId MemberId { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<DayOverride> Days { get; set; } = [];

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SetDayHoursHandler SetDayHours { get; set; } = null!;

    private string? Problem => _dateIsMissing ? "Choose a date." : _state.Of("Intervals") ?? _state.General;

    private string? DescribedBy => Problem is null ? null : "day-error";

    protected override void OnInitialized() => _day.Switch(true);

    private static string Hours(DayOverride day) => day.Intervals.Count == 0
        ? "Closed"
        : string.Join(", ", day.Intervals.Select(static part => HoursInterval.Of(part.StartMinute, part.EndMinute % WeeklyHours.MinutesOfADay).Text));

    private string? Invalid(string field) => (field == "Date" && _dateIsMissing) || _state.Of(field) is not null ? "true" : null;

    private async Task SaveAsync()
    {
        _dateIsMissing = _date is null;
        if (_date is not { } date)
        {
            return;
        }

        IReadOnlyList<DayInterval> intervals = _day.IsOpen
            ? [.. _day.Intervals.Select(static interval => new DayInterval(interval.StartMinute, interval.EndMinute))]
            : [];
        if (await SetAsync(LocalDate.FromDateOnly(date), intervals))
        {
            _date = null;
            _day = new HoursDay(IsoDayOfWeek.Monday);
            _day.Switch(true);
        }
    }

    private Task RemoveAsync(DayOverride day) => SetAsync(day.Date, null);

    private async Task<bool> SetAsync(LocalDate date, IReadOnlyList<DayInterval>? intervals)
    {
        var isSaved = await _state.SaveAsync(() => SetDayHours.HandleAsync(
            Member.Caller, new SetDayHours(MemberId, date, intervals), CancellationToken.None));
        if (isSaved)
        {
            await OnChanged.InvokeAsync();
        }

        return isSaved;
    }
}
