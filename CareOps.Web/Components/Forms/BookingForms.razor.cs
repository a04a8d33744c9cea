using CareOps.Core.Bookings;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.LiveUpdates;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Forms;

/// <summary>What a booking needs filled in, live, and a way to send its customer another form for it.</summary>
public sealed partial class BookingForms : IDisposable
{
    private readonly FormState _state = new();
    private readonly CancellationTokenSource _closing = new();

    private IReadOnlyList<FormRow> _forms = [];
    private IReadOnlyList<FormChoice> _choices = [];
    private IDisposable? _subscription;
    private string? _chosen;
    private Guid? _shown;

    [Parameter, EditorRequired]
    public Booking Booking { get; set; } = null!;

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private FormTrackerQueries Tracker { get; set; } = null!;

    [Inject]
    private FormQueries Forms { get; set; } = null!;

    [Inject]
    private SendFormHandler SendForm { get; set; } = null!;

    [Inject]
    private LiveUpdateHub Live { get; set; } = null!;

    private bool CanSend => Member.Caller.May(Right.ManageForms) && _choices.Count > 0
        && Booking.Status is BookingStatus.Pending or BookingStatus.Confirmed;

    private string? Problem => _state.Of("TemplateId") ?? _state.General;

    public void Dispose()
    {
        _subscription?.Dispose();
        _closing.Cancel();
        _closing.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _subscription ??= Live.Subscribe(Member.Workspace.Id, subjects =>
        {
            if (subjects.Any(static subject => subject.Kind is nameof(FormSubmission) or nameof(FormTemplate)))
            {
                _ = InvokeAsync(ReloadAsync);
            }
        });
        if (_shown != Booking.Id)
        {
            _shown = Booking.Id;
            await LoadAsync();
        }
    }

    private async Task ReloadAsync()
    {
        if (!_closing.IsCancellationRequested)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        _forms = await Tracker.OfBookingAsync(Member.Caller, Booking.Id, CancellationToken.None);
        _choices = await Forms.ChoicesAsync(Member.Caller, CancellationToken.None);
    }

    private async Task SendAsync()
    {
        if (await _state.SaveAsync(TrySendAsync))
        {
            _chosen = null;
            await LoadAsync();
        }
    }

    private Task<Result<FormSubmission>> TrySendAsync() => Guid.TryParse(_chosen, out var form)
        ? SendForm.HandleAsync(Member.Caller, new SendForm(form, Booking.ContactId, Booking.Id), CancellationToken.None)
        : Task.FromResult<Result<FormSubmission>>(new Error("required", "Choose a form first.", ErrorKind.Invalid, "TemplateId"));
}
