using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Forms;

/// <summary>What someone answered, beside the questions as they were asked. Prints as a sheet of its own.</summary>
public sealed partial class FormAnswersPage
{
    private FormReading? _reading;
    private string? _error;
    private string? _said;
    private bool _isMissing;
    private bool _isAsking;
    private bool _isBusy;

    [Parameter]
    public Guid SubmissionId { get; set; }

    [Inject]
    private FormTrackerQueries Tracker { get; set; } = null!;

    [Inject]
    private WithdrawFormHandler WithdrawForm { get; set; } = null!;

    private string Title => _reading is { } reading ? reading.Row.ContactName : "Form";

    protected override bool Concerns(LiveSubject subject) =>
        (subject.Kind == nameof(FormSubmission) && subject.Id == SubmissionId) || subject.Kind is nameof(Contact) or nameof(Booking);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var asked = SubmissionId;
        var reading = await Tracker.ReadAsync(Member.Caller, asked, cancellationToken);
        if (asked == SubmissionId)
        {
            (_reading, _isMissing) = (reading, reading is null);
        }
    }

    private static IEnumerable<(string Word, Instant At)> Moments(FormRow row)
    {
        (string Word, Instant? At)[] all =
        [
            ("Sent", row.SentAt), ("Opened", row.OpenedAt), ("Begun", row.StartedAt), ("Due", row.DueAt), ("Came back", row.SubmittedAt),
            ("Reminded", row.RemindedAt),
        ];
        return all.Where(static each => each.At is not null).Select(static each => (each.Word, each.At!.Value));
    }

    private void AskToWithdraw() => (_isAsking, _said, _error) = (true, null, null);

    private void LeaveIt() => _isAsking = false;

    private async Task WithdrawAsync()
    {
        // Pressed twice in a row, the second refusal would hide that it was done.
        if (_isBusy || !_isAsking)
        {
            return;
        }

        _isBusy = true;
        var error = await Attempt.RunAsync(WithdrawForm.HandleAsync(Member.Caller, new WithdrawForm(SubmissionId), CancellationToken.None));
        (_isBusy, _isAsking, _error) = (false, false, error?.Message);
        _said = error is null ? $"Withdrawn. {_reading!.Row.ContactName}’s link has ended." : null;
        await TryLoadAsync();
    }
}
