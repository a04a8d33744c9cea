using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>The owner's daily email, and the notifications of the browser.</summary>
public sealed partial class NotificationsPage
{
    private readonly FormState _state = new();

    private Digest? _saved;
    private bool _isLoaded;
    private bool _isOn;
    private TimeOnly? _time;

    [Inject]
    private DigestQueries Digests { get; set; } = null!;

    [Inject]
    private SaveDigestHandler Save { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Digest);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _saved = await Digests.OwnAsync(Member.Caller, cancellationToken);
        _isLoaded = true;
        if (!_state.IsDirty && !_state.IsSaving)
        {
            Show();
        }
    }

    private string LastText(Digest digest)
    {
        var when = digest.LastAt is { } at ? Say.Moment(at, Member.Workspace.Zone) : string.Empty;
        return digest.LastOutcome switch
        {
            DigestOutcome.Sent => $"The last one went out {when}.",
            DigestOutcome.Kept => $"The last one, {when}, lies in the Local outbox: no email provider is connected.",
            DigestOutcome.NotSent => $"The last one, {when}, was not sent. {digest.LastReason}",
            DigestOutcome.Unknown => $"Whether the last one, {when}, arrived is not known. {digest.LastReason}",
            _ => $"The last one, {when}, is on its way.",
        };
    }

    private void Show()
    {
        _isOn = _saved?.DueAt is not null;
        _time = TimeOnly.MinValue.AddMinutes(_saved?.Minute ?? Digest.DefaultMinute);
    }

    private void Switch(bool isOn)
    {
        _isOn = isOn;
        _state.Touch();
    }

    private async Task SaveAsync()
    {
        var minute = _time is { } typed ? (typed.Hour * 60) + typed.Minute : -1;
        if (await _state.SaveAsync(() => Save.HandleAsync(Member.Caller, new SaveDigest(_isOn, minute), CancellationToken.None)))
        {
            await TryLoadAsync();
        }
    }

    private void Discard()
    {
        _state.Reset();
        Show();
    }
}
