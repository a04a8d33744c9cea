using CareOps.Core.Bookings;
using CareOps.Core.Data;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Settings;

/// <summary>When the business is closed.</summary>
public sealed partial class HolidaysPage
{
    private readonly FormState _state = new();

    private IReadOnlyList<Holiday>? _holidays;
    private DateOnly? _date;
    private string? _name;
    private bool _dateIsMissing;

    [Inject]
    private CalendarQueries Calendar { get; set; } = null!;

    [Inject]
    private SaveHolidayHandler SaveHoliday { get; set; } = null!;

    [Inject]
    private RemoveHolidayHandler RemoveHoliday { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private string? Problem => _dateIsMissing ? "Choose a date." : _state.Of("Name") ?? _state.General;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Holiday);

    protected override async Task LoadAsync(CancellationToken cancellationToken) => _holidays = await Calendar.HolidaysAsync(
        Member.Caller, Clock.GetCurrentInstant().InZone(Member.Workspace.Zone).Date, cancellationToken);

    private async Task SaveAsync()
    {
        _dateIsMissing = _date is null;
        if (_date is not { } date)
        {
            return;
        }

        if (await _state.SaveAsync(() => SaveHoliday.HandleAsync(
            Member.Caller, new SaveHoliday(LocalDate.FromDateOnly(date), _name), CancellationToken.None)))
        {
            (_date, _name) = (null, null);
            await TryLoadAsync();
        }
    }

    private async Task RemoveAsync(Holiday holiday)
    {
        if (await _state.SaveAsync(() => RemoveHoliday.HandleAsync(Member.Caller, new RemoveHoliday(holiday.Id), CancellationToken.None)))
        {
            await TryLoadAsync();
        }
    }
}
