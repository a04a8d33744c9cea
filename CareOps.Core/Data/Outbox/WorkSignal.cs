using System.Collections.Immutable;
using System.Threading.Channels;

namespace CareOps.Core.Data.Outbox;

/// <summary>Wakes this process's workers after a commit that left them something. What falls due by time they look for themselves.</summary>
public sealed class WorkSignal : ICommitObserver
{
    private ImmutableArray<Channel<bool>> _listeners = [];

    /// <summary>A reader that holds at most one wake-up call: many commits wake a busy worker once.</summary>
    public ChannelReader<bool> Listen()
    {
        var listener = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        ImmutableInterlocked.Update(ref _listeners, static (all, added) => all.Add(added), listener);
        return listener.Reader;
    }

    public void Wake()
    {
        foreach (var listener in _listeners)
        {
            listener.Writer.TryWrite(true);
        }
    }

    public void Committed(IReadOnlyList<LiveUpdate> updates, bool outboxHasWork)
    {
        if (outboxHasWork)
        {
            Wake();
        }
    }
}
