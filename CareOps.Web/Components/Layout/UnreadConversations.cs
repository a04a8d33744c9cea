using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Messaging;

namespace CareOps.Web.Components.Layout;

/// <summary>How many conversations nobody has looked at: counted once per screen, however many places show it.</summary>
public sealed class UnreadConversations : IDisposable
{
    // A badge may lag a moment behind; counting once for a burst matters more.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(150);

    private readonly InboxQueries _inbox;
    private readonly LiveUpdateHub _live;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationToken _closed;

    private IDisposable? _subscription;
    private int _countIsDue;

    public UnreadConversations(InboxQueries inbox, LiveUpdateHub live, Caller.Member caller)
    {
        _inbox = inbox;
        _live = live;
        Caller = caller;
        _closed = _closing.Token;
    }

    /// <summary>Raised on any thread.</summary>
    public event EventHandler? Changed;

    public int Count { get; private set; }

    public Caller.Member Caller { get; }

    public async Task StartAsync(bool isLive)
    {
        await CountAsync();
        if (isLive && !_closed.IsCancellationRequested)
        {
            _subscription = _live.Subscribe(Caller.Workspace, OnChanged);

            // What changed between the count and the subscription would be missed.
            await CountAsync();
        }
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _closing.Cancel();
        _closing.Dispose();
    }

    // Runs on the committing thread: takes note and returns.
    private void OnChanged(IReadOnlyList<LiveSubject> subjects)
    {
        if (subjects.Any(static subject => subject.Kind == nameof(Conversation) || subject == LiveSubject.Everything) && Interlocked.Exchange(ref _countIsDue, 1) == 0)
        {
            _ = Task.Run(CountSoonAsync, _closed);
        }
    }

    private async Task CountSoonAsync()
    {
        await Task.Delay(Gathering, _closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Exchange(ref _countIsDue, 0);
        if (!_closed.IsCancellationRequested)
        {
            await CountAsync();
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    private async Task CountAsync()
    {
        if (!Caller.May(Right.ViewInbox))
        {
            return;
        }

        try
        {
            Count = (await _inbox.CountsAsync(Caller, _closed)).Unread;
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // The screens are gone.
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or DatabaseUnavailableException)
        {
            // A badge is not worth a message of its own: the screen beside it says that the database is away.
        }
    }
}
