using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Onboarding;

/// <summary>What can be booked and when: the few things every service has. The rest stands on its own page.</summary>
public sealed partial class ServicesStep
{
    private readonly FormState _hoursState = new();

    private List<ServiceRow> _rows = [];
    private HoursForm _hours = new();
    private bool _showsHours;

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private SaveServiceHandler SaveService { get; set; } = null!;

    [Inject]
    private ChangeHoursHandler ChangeHours { get; set; } = null!;

    private string HoursText => HoursWords.Of(_hours.Intervals());

    protected override async Task<bool> SaveTypedAsync() => !_hoursState.IsDirty || await TrySaveHoursAsync();

    protected override async Task LoadAsync()
    {
        var services = await Bookings.ServicesAsync(Member.Caller, CancellationToken.None);
        var unsaved = _rows.Where(static row => row.Id is null || row.Error is not null).ToList();
        _rows =
        [
            .. services.Select(service => unsaved.Find(row => row.Id == service.Id) ?? new ServiceRow(service.Id, ServiceForm.Of(service, Member.Workspace.Currency, [], []))),
            .. unsaved.Where(static row => row.Id is null),
        ];
        if (!_hoursState.IsDirty && !_hoursState.IsSaving)
        {
            _hours = HoursForm.Of(await Bookings.HoursAsync(Member.Caller, Member.Caller.Id, CancellationToken.None));
        }
    }

    private void Add() => _rows.Add(new ServiceRow(null, ServiceForm.New()));

    private Task RenameAsync(ServiceRow row, ChangeEventArgs change)
    {
        row.Form.Name = change.Value as string;
        return SaveAsync(row);
    }

    private Task LengthenAsync(ServiceRow row, ChangeEventArgs change)
    {
        row.Form.Duration = SpanInput.Of(Typed.Whole(change.Value as string));
        return SaveAsync(row);
    }

    private Task PriceAsync(ServiceRow row, ChangeEventArgs change)
    {
        row.Form.Price = change.Value as string;
        return SaveAsync(row);
    }

    private Task SwitchAsync(ServiceRow row, ChangeEventArgs change)
    {
        row.Form.IsActive = change.Value is true;
        return SaveAsync(row);
    }

    private async Task SaveAsync(ServiceRow row)
    {
        if (row.Id is null && Text.Line(row.Form.Name) is null)
        {
            // Not named yet: nothing to keep.
            return;
        }

        // Who does it and what it needs stay as they are.
        var command = row.Form.Command(row.Id) with { Members = null, Needs = null };
        var result = await SaveService.HandleAsync(Member.Caller, command, CancellationToken.None);
        row.Error = result.Succeeded ? null : result.Error.Message;
        if (result.Succeeded)
        {
            row.Id = result.Value.Id;
            await OnSaved.InvokeAsync();
        }
    }

    private void TouchHours() => _hoursState.Touch();

    private async Task CopyAsync(HoursDay day)
    {
        _hours.CopyToWeekdays(day);
        await SaveHoursAsync();
    }

    private async Task SaveHoursAsync()
    {
        _hoursState.Touch();
        if (await TrySaveHoursAsync())
        {
            await OnSaved.InvokeAsync();
        }
    }

    private Task<bool> TrySaveHoursAsync() => _hoursState.SaveAsync(() => ChangeHours.HandleAsync(
        Member.Caller, new ChangeHours(Member.Caller.Id, _hours.Intervals()), CancellationToken.None));

    private sealed class ServiceRow(Guid? id, ServiceForm form)
    {
        public Guid? Id { get; set; } = id;

        public ServiceForm Form { get; } = form;

        public string? Error { get; set; }

        public string? Minutes => Form.Duration.Minutes > 0 ? Typed.Of(Form.Duration.Minutes) : Form.Duration.Amount;
    }
}
