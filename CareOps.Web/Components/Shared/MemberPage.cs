using System.Reflection;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.LiveUpdates;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Shared;

/// <summary>
/// A screen for members: declares its right with <see cref="RequiresAttribute"/>, loads when shown and again when something it
/// concerns changes anywhere. Bursts of changes cost one load.
/// </summary>
public abstract class MemberPage : ComponentBase, IDisposable
{
    // Long enough to gather the rows of one commit and its follow-up, short enough to feel immediate.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(30);

    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationToken _closed;

    private IDisposable? _subscription;
    private int _reloadIsDue;

    protected MemberPage()
    {
        _closed = _closing.Token;
    }

    [CascadingParameter]
    public MemberContext Member { get; set; } = null!;

    /// <summary>The workspace's slug, from the address.</summary>
    [Parameter]
    public string WorkspaceSlug { get; set; } = string.Empty;

    [Inject]
    private LiveUpdateHub Live { get; set; } = null!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = null!;

    /// <summary>Whether the member has the right that this page declares.</summary>
    protected bool IsAllowed => Member.Caller.May(RightOf(GetType()));

    /// <summary>Set when loading failed; the page shows it and what still works.</summary>
    protected string? LoadFailure { get; private set; }

    /// <summary>Ends with the screen.</summary>
    protected CancellationToken Closed => _closed;

    /// <exception cref="InvalidOperationException">The page declares no right.</exception>
    public static Right RightOf(Type page) =>
        page.GetCustomAttribute<RequiresAttribute>()?.Right
        ?? throw new InvalidOperationException($"{page.Name} declares no right.");

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Whether a change somewhere concerns what the page shows.</summary>
    protected abstract bool Concerns(LiveSubject subject);

    protected override async Task OnParametersSetAsync()
    {
        if (IsAllowed)
        {
            await TryLoadAsync();
            if (_subscription is null && RendererInfo.IsInteractive && !_closed.IsCancellationRequested)
            {
                _subscription = Live.Subscribe(Member.Workspace.Id, OnChanged);

                // What changed between the first load and the subscription would be missed.
                await TryLoadAsync();
            }
        }
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _subscription?.Dispose();
            _closing.Cancel();
            _closing.Dispose();
        }
    }

    /// <summary>Loads again, for what changed on this very screen.</summary>
    protected async Task TryLoadAsync()
    {
        try
        {
            await LoadAsync(_closed);
            LoadFailure = null;
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // The screen is gone.
        }
        catch (Exception exception) when (DatabaseFailures.IsUnavailable(exception) || exception is System.Data.Common.DbException)
        {
            Loggers.CreateLogger(GetType()).LogError(exception, "A screen could not be loaded");
            LoadFailure = "This can't be loaded right now. It is tried again as soon as something changes.";
        }
    }

    // Runs on the committing thread: takes note and returns.
    private void OnChanged(IReadOnlyList<LiveSubject> subjects)
    {
        if (subjects.Any(subject => subject == LiveSubject.Everything || Concerns(subject)) && Interlocked.Exchange(ref _reloadIsDue, 1) == 0)
        {
            _ = InvokeAsync(ReloadSoonAsync);
        }
    }

    private async Task ReloadSoonAsync()
    {
        if (_closed.IsCancellationRequested)
        {
            return;
        }

        await Task.Delay(Gathering, _closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Interlocked.Exchange(ref _reloadIsDue, 0);
        if (!_closed.IsCancellationRequested)
        {
            await TryLoadAsync();
            StateHasChanged();
        }
    }
}
