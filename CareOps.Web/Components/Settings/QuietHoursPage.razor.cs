using CareOps.Core.Data;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>When nothing automatic is sent.</summary>
public sealed partial class QuietHoursPage
{
    private readonly FormState _state = new();

    private readonly QuietWay _sms = new("Text messages", "They ring on the night table.", nameof(KeepQuiet.Sms));
    private readonly QuietWay _email = new("Email", "Most people read it when they want to.", nameof(KeepQuiet.Email));

    private bool _isLoaded;
    private Workspace? _saved;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private KeepQuietHandler Quiet { get; set; } = null!;

    private IReadOnlyList<QuietWay> Ways => [_sms, _email];

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Workspace);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _saved = await Workspaces.CurrentAsync(Member.Caller, cancellationToken);
        _isLoaded = true;
        if (!_state.IsDirty && !_state.IsSaving)
        {
            Show(_saved);
        }
    }

    private void Show(Workspace workspace)
    {
        _sms.Show(workspace.QuietSms);
        _email.Show(workspace.QuietEmail);
    }

    private void Switch(QuietWay way, bool isOn)
    {
        way.IsOn = isOn;
        _state.Touch();
    }

    private async Task SaveAsync()
    {
        if (await _state.SaveAsync(() => Quiet.HandleAsync(Member.Caller, new KeepQuiet(_sms.Typed, _email.Typed), CancellationToken.None)))
        {
            await TryLoadAsync();
        }
    }

    private void Discard()
    {
        _state.Reset();
        Show(_saved!);
    }

    /// <summary>The quiet hours of one channel, as typed.</summary>
    private sealed class QuietWay(string name, string about, string field)
    {
        // What most people mean by night.
        private static readonly QuietTime Usual = new(21 * 60, 8 * 60);

        public string Name { get; } = name;

        public string About { get; } = about;

        public string Field { get; } = field;

        public bool IsOn { get; set; }

        public HoursInterval Hours { get; private set; } = new();

        // Unlike the end of a day's opening, a quiet time may end at midnight or begin there.
        public QuietTime? Typed => IsOn ? new QuietTime(MinuteOf(Hours.From), MinuteOf(Hours.Until)) : null;

        public void Show(QuietTime? time)
        {
            IsOn = time is not null;
            var shown = time ?? Usual;
            Hours = HoursInterval.Of(shown.FromMinute, shown.UntilMinute);
        }

        private static int MinuteOf(TimeOnly? time) => time is { } typed ? (typed.Hour * 60) + typed.Minute : Settings.Typed.NoNumber;
    }
}
