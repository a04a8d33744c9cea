using CareOps.Core.Alerts;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.LiveUpdates;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Layout;

/// <summary>How many alerts wait for someone, live, and the first of them. Their words are read when it is opened.</summary>
public sealed partial class AlertBell : IDisposable
{
    private const int Shown = 8;

    // A badge may lag a moment behind; counting once for a burst matters more.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(150);

    // What was put off comes back without a change that tells of it.
    private static readonly TimeSpan Recount = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _closing = new();
    private IDisposable? _subscription;
    private AlertCount _count;
    private IReadOnlyList<AttentionItem>? _items;
    private bool _isOpen;
    private int _isDue;

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private AlertQueries Alerts { get; set; } = null!;

    [Inject]
    private AttentionQueries Attention { get; set; } = null!;

    [Inject]
    private LiveUpdateHub Live { get; set; } = null!;

    private string Words => _count.All == 0 ? "Alerts: none" : $"Alerts: {Say.Count(_count.All, "needs", "need")} someone";

    public void Dispose()
    {
        _subscription?.Dispose();
        _closing.Cancel();
        _closing.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var closed = _closing.Token;
        if (RendererInfo.IsInteractive)
        {
            _subscription = Live.Subscribe(Member.Workspace.Id, OnChanged);
            _ = CountNowAndThenAsync(closed);
        }

        await LoadAsync(closed);
    }

    // Runs on the committing thread: takes note and returns.
    private void OnChanged(IReadOnlyList<LiveSubject> subjects)
    {
        if (subjects.Any(static subject => subject.Kind == nameof(Alert) || subject == LiveSubject.Everything) && Interlocked.Exchange(ref _isDue, 1) == 0)
        {
            _ = InvokeAsync(() => LoadSoonAsync(_closing.Token));
        }
    }

    private async Task LoadSoonAsync(CancellationToken closed)
    {
        await Task.Delay(Gathering, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Interlocked.Exchange(ref _isDue, 0);
        if (!closed.IsCancellationRequested)
        {
            await LoadAsync(closed);
            StateHasChanged();
        }
    }

    private async Task CountNowAndThenAsync(CancellationToken closed)
    {
        while (!closed.IsCancellationRequested)
        {
            await Task.Delay(Recount, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (!closed.IsCancellationRequested)
            {
                await InvokeAsync(() => LoadSoonAsync(closed));
            }
        }
    }

    private async Task ToggleAsync()
    {
        _isOpen = !_isOpen;
        await LoadAsync(_closing.Token);
    }

    private async Task LoadAsync(CancellationToken closed)
    {
        try
        {
            _count = await Alerts.CountAsync(Member.Caller, closed);
            _items = _isOpen ? await Attention.OpenAsync(Member.Caller, Member.Workspace, Shown, closed) : _items;
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // The screen is gone.
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or DatabaseUnavailableException)
        {
            // A badge is not worth a message of its own: the screen beside it says that the database is away.
        }
    }
}
