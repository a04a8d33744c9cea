using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;

using Microsoft.Data.Sqlite;

using NodaTime;

namespace CareOps.Core.Data.Sqlite;

/// <summary>
/// SQLite's one writer. Waiting writes share one durable commit and are acknowledged after it: many callers cost one sync of the disk,
/// and none starves. Where one fails, the others of its commit are kept. People go before background work.
/// </summary>
public sealed class SqliteWriteQueue : IWriteDoor, IAsyncDisposable
{
    private const int MostInOneCommit = 256;

    // A commit is not put off further than this, so that the first caller of a batch waits no longer for the last. Sixty callers fit into
    // it: shared out over more commits they were slower by a tenth, and so was each of them.
    private static readonly TimeSpan LongestGathering = TimeSpan.FromMilliseconds(25);

    // So many people in one commit are a rush: the next ones are on their way here while these get their answers. Background work that
    // took the writer and a processor in every such gap would keep all of them waiting, so it keeps to its share for a moment.
    private const int PeopleInARush = 4;
    private static readonly TimeSpan RushGap = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentQueue<Write> _people = new();
    private readonly ConcurrentQueue<Write> _background = new();

    // Holds at most one wake-up call: however many wait, the writer is woken once.
    private readonly Channel<bool> _calls =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly SqliteContexts _contexts;
    private readonly IClock _clock;
    private readonly IdGenerator _ids;
    private readonly IEnumerable<ICommitObserver> _observers;
    private readonly JoinedHandlers _joined;
    private readonly BackgroundShare _share = new(LongestGathering);
    private readonly Task _writer;
    private SqliteConnection? _connection;
    private SqliteCheckpoints? _checkpoints;
    private long? _rushSince;

    public SqliteWriteQueue(
        SqliteContexts contexts, IClock clock, IdGenerator ids, IEnumerable<ICommitObserver> observers, JoinedHandlers joined)
    {
        _contexts = contexts;
        _clock = clock;
        _ids = ids;
        _observers = observers;
        _joined = joined;
        _writer = Task.Run(WriteAsync);
    }

    public async Task<T> RunAsync<T>(
        Caller caller, Func<CareOpsDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var write = new Write<T>(caller, work, cancellationToken);
        (write.IsBackground ? _background : _people).Enqueue(write);
        ObjectDisposedException.ThrowIf(!_calls.Writer.TryWrite(true), this);
        return await write.Completion;
    }

    /// <summary>Finishes what is queued, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _calls.Writer.TryComplete();
        await _writer;
    }

    private static Exception Explained(Exception exception) =>
        SqliteErrors.IsUnavailable(exception)
            ? new DatabaseUnavailableException("The database can't write right now.", exception)
            : exception;

    private async Task WriteAsync()
    {
        while (await _calls.Reader.WaitToReadAsync())
        {
            _calls.Reader.TryRead(out _);
            while (!_people.IsEmpty || !_background.IsEmpty)
            {
                await LetPeopleArriveAsync();
                await CommitWaitingAsync();
            }
        }

        await CloseAsync();
    }

    /// <summary>After a commit with many people in it, waits a moment for the next one of them before background work is taken.</summary>
    private async Task LetPeopleArriveAsync()
    {
        while (_people.IsEmpty && _rushSince is { } since && RushGap - Stopwatch.GetElapsedTime(since) is var left && left > TimeSpan.Zero)
        {
            using var gap = new CancellationTokenSource(left);
            try
            {
                if (!await _calls.Reader.WaitToReadAsync(gap.Token))
                {
                    return;
                }

                _calls.Reader.TryRead(out _);
            }
            catch (OperationCanceledException)
            {
                // Nobody came.
                return;
            }
        }
    }

    private async Task CommitWaitingAsync()
    {
        var batch = new List<Write>();
        try
        {
            _connection ??= await _contexts.OpenWriterAsync(CancellationToken.None);
            _checkpoints ??= await _contexts.OpenCheckpointsAsync(CancellationToken.None);
            await CommitAsync(_connection, batch);
            _checkpoints.Follow(_connection);
        }
        catch (Exception exception)
        {
            // The whole commit failed: nobody in it was acknowledged. The next one starts on a fresh connection.
            FailAll(batch, Explained(exception));
            await CloseAsync();
        }
    }

    private async Task CloseAsync()
    {
        if (_checkpoints is not null)
        {
            await _checkpoints.DisposeAsync();
            _checkpoints = null;
        }

        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }

    private void FailAll(List<Write> batch, Exception exception)
    {
        // Where not even the transaction could begin, everyone who waits is told now instead of one by one.
        var waitingNow = batch.Count == 0 ? _people.Count + _background.Count : 0;
        while (batch.Count == 0 || batch.Count < waitingNow)
        {
            if (!TryTake(out var waiting))
            {
                break;
            }

            batch.Add(waiting);
        }

        foreach (var write in batch)
        {
            write.Fail(exception);
        }
    }

    private bool TryTake([NotNullWhen(true)] out Write? write) => _people.TryDequeue(out write) || _background.TryDequeue(out write);

    /// <summary>
    /// What goes along in this commit. Once someone waits for it, background work is let in by its share only, so that the commit
    /// comes as soon as the last one who waits is in it, and confirmations are late in a rush but never starve.
    /// </summary>
    private bool TryTakeNext(bool someoneWaits, [NotNullWhen(true)] out Write? write)
    {
        if (_share.IsDue && _background.TryDequeue(out write))
        {
            return true;
        }

        return _people.TryDequeue(out write) || (!someoneWaits && _background.TryDequeue(out write));
    }

    private async Task CommitAsync(SqliteConnection connection, List<Write> batch)
    {
        await using var transaction = new SharedTransaction(_contexts, connection);
        var started = Stopwatch.GetTimestamp();
        var someoneWaits = false;
        while (batch.Count < MostInOneCommit
            && Stopwatch.GetElapsedTime(started) < LongestGathering
            && TryTakeNext(someoneWaits, out var write))
        {
            someoneWaits |= !write.IsBackground;
            batch.Add(write);
            var began = Stopwatch.GetTimestamp();
            await RunAsync(transaction, write, batch);
            Share(write, someoneWaits, Stopwatch.GetElapsedTime(began));
        }

        await transaction.CommitAsync();
        _rushSince = batch.Count(static write => !write.IsBackground) >= PeopleInARush ? Stopwatch.GetTimestamp() : null;
        foreach (var write in batch)
        {
            Publish(write);
            write.Acknowledge();
        }
    }

    // Time that nobody else waited for is owed to nobody: else a calm hour would be paid back by the first who comes in a rush.
    private void Share(Write write, bool someoneWaits, TimeSpan time)
    {
        if (write.IsBackground && (someoneWaits || !_people.IsEmpty))
        {
            _share.BackgroundTook(time);
        }
        else if (!write.IsBackground && !_background.IsEmpty)
        {
            _share.PeopleTook(time);
        }
    }

    private async Task RunAsync(SharedTransaction transaction, Write write, List<Write> batch)
    {
        if (transaction.IsGuarded)
        {
            await transaction.GuardAsync(() => TryAsync(transaction, write));
            return;
        }

        var before = transaction.Written;
        if (await TryAsync(transaction, write) || (transaction.Written == before && !transaction.IsLost))
        {
            return;
        }

        // What it wrote can only be taken back with what the others wrote, who then write it again. It has its answer already, and so
        // has whoever wrote nothing: they looked at what is still there.
        await transaction.StartOverAsync();
        foreach (var other in batch.FindAll(static each => each.Written))
        {
            await transaction.GuardAsync(() => TryAsync(transaction, other));
        }
    }

    /// <returns>Whether what it wrote is to be kept.</returns>
    private async Task<bool> TryAsync(SharedTransaction transaction, Write write)
    {
        try
        {
            write.Cancellation.ThrowIfCancellationRequested();
            return await write.RunAsync(transaction.For(write.Workspace, _clock.GetCurrentInstant(), _ids), _joined);
        }
        catch (Exception exception)
        {
            // Whatever the work threw belongs to its caller; the others of the batch go on.
            await transaction.ForgetContextAsync();
            write.Refuse(Explained(exception));
            return false;
        }
    }

    private void Publish(Write write)
    {
        if (!write.Written)
        {
            return;
        }

        foreach (var observer in _observers)
        {
            observer.Committed(write.Updates, write.OutboxHasWork);
        }
    }

    /// <summary>One caller's work, from the queue to its acknowledgement.</summary>
    private abstract class Write(Caller caller, CancellationToken cancellation)
    {
        public WorkspaceId Workspace { get; } = caller.Workspace;

        public bool IsBackground { get; } = caller is Caller.SystemWork;

        public CancellationToken Cancellation { get; } = cancellation;

        public bool Written { get; protected set; }

        public bool OutboxHasWork { get; protected set; }

        public IReadOnlyList<LiveUpdate> Updates { get; protected set; } = [];

        /// <summary>May be called again, where a neighbour has to be taken back.</summary>
        /// <returns>Whether what the work wrote is to be kept.</returns>
        public abstract Task<bool> RunAsync(CareOpsDb db, JoinedHandlers joined);

        /// <summary>Keeps the work's own exception until the commit of the others is through.</summary>
        public abstract void Refuse(Exception exception);

        public abstract void Acknowledge();

        public abstract void Fail(Exception exception);
    }

    private sealed class Write<T>(
        Caller caller, Func<CareOpsDb, CancellationToken, Task<T>> work, CancellationToken cancellation)
        : Write(caller, cancellation)
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private Exception? _refusal;
        private T? _value;

        public Task<T> Completion => _completion.Task;

        public override async Task<bool> RunAsync(CareOpsDb db, JoinedHandlers joined)
        {
            Written = false;
            _value = await work(db, Cancellation);
            if (_value is IOutcome { Succeeded: false })
            {
                return false;
            }

            await joined.HandleAsync(db, Cancellation);
            await db.SaveChangesAsync(Cancellation);
            Written = true;
            OutboxHasWork = db.OutboxHasWork;
            Updates = [.. db.Updates];
            return true;
        }

        public override void Refuse(Exception exception)
        {
            _refusal = exception;
            Written = false;
        }

        public override void Acknowledge()
        {
            if (_refusal is null)
            {
                _completion.TrySetResult(_value!);
            }
            else
            {
                _completion.TrySetException(_refusal);
            }
        }

        public override void Fail(Exception exception) => _completion.TrySetException(_refusal ?? exception);
    }
}
