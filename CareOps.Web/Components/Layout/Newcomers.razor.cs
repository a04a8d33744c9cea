using CareOps.Core.Alerts;
using CareOps.Core.Bookings;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Messaging;

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

using NodaTime;

namespace CareOps.Web.Components.Layout;

/// <summary>
/// Tells of what just came in, on whatever screen a member is: a customer's booking or message, a critical alert. Members who want so get
/// it as a notification of their browser, too.
/// </summary>
public sealed partial class Newcomers : IDisposable
{
    private const int MostShown = 3;

    // News may lag a moment behind; looking once for a burst matters more.
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    // What was dated before the last look may have been committed after it.
    private static readonly Duration Overlap = Duration.FromSeconds(30);

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(7);

    private readonly CancellationTokenSource _closing = new();
    private readonly List<NewsItem> _shown = [];
    private readonly HashSet<Guid> _told = [];
    private IDisposable? _subscription;
    private Instant _opened;
    private Instant _looked;
    private int _isDue;

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private NewsQueries News { get; set; } = null!;

    [Inject]
    private LiveUpdateHub Live { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    public void Dispose()
    {
        _subscription?.Dispose();
        _closing.Cancel();
        _closing.Dispose();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _opened = _looked = Clock.GetCurrentInstant();
            _subscription = Live.Subscribe(Member.Workspace.Id, OnChanged);
        }
    }

    // Runs on the committing thread: takes note and returns.
    private void OnChanged(IReadOnlyList<LiveSubject> subjects)
    {
        if (subjects.Any(static subject => subject.Kind is nameof(Booking) or nameof(Conversation) or nameof(Alert)) && Interlocked.Exchange(ref _isDue, 1) == 0)
        {
            _ = InvokeAsync(() => LookSoonAsync(_closing.Token));
        }
    }

    private async Task LookSoonAsync(CancellationToken closed)
    {
        await Task.Delay(Gathering, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Interlocked.Exchange(ref _isDue, 0);
        try
        {
            closed.ThrowIfCancellationRequested();
            var since = Instant.Max(_opened, _looked - Overlap);
            _looked = Clock.GetCurrentInstant();
            var news = await News.SinceAsync(Member.Caller, Member.Workspace, since, closed);
            foreach (var item in news.Where(item => _told.Add(item.Id) && !IsInSight(item)).TakeLast(MostShown))
            {
                await TellAsync(item, closed);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or JSDisconnectedException)
        {
            // The screen is gone.
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or DatabaseUnavailableException)
        {
            // The screens themselves say that the database is away.
        }
    }

    private async Task TellAsync(NewsItem item, CancellationToken closed)
    {
        _shown.Add(item);
        if (_shown.Count > MostShown)
        {
            _shown.RemoveAt(0);
        }

        StateHasChanged();
        _ = DropLaterAsync(item, closed);
        await Script.InvokeVoidAsync("careops.notify", closed, item.Title, item.Text, Member.Url(item.Page), item.Id);
    }

    private async Task DropLaterAsync(NewsItem item, CancellationToken closed)
    {
        await Task.Delay(Life, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!closed.IsCancellationRequested && _shown.Remove(item))
        {
            StateHasChanged();
        }
    }

    private void Drop(NewsItem item) => _shown.Remove(item);

    // Whoever reads the conversation sees the message come in.
    private bool IsInSight(NewsItem item) => new Uri(Navigation.Uri).AbsolutePath.EndsWith($"/{item.Page}", StringComparison.Ordinal);
}
