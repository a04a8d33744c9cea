using System.Collections.Concurrent;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.LiveUpdates;

/// <summary>
/// Tells open screens of a workspace what changed: kind and id, never data. Of this process; <see cref="OtherNodes"/> brings what
/// others changed.
/// </summary>
public sealed class LiveUpdateHub : ICommitObserver
{
    private readonly ConcurrentDictionary<WorkspaceId, ConcurrentDictionary<Subscription, byte>> _workspaces = new();

    /// <summary>
    /// Calls <paramref name="onChanged"/> after each commit that changed something of the workspace, on the committing thread:
    /// it must only take note and return. Dispose to end.
    /// </summary>
    public IDisposable Subscribe(WorkspaceId workspace, Action<IReadOnlyList<LiveSubject>> onChanged)
    {
        var subscription = new Subscription(this, workspace, onChanged);
        _workspaces.GetOrAdd(workspace, static _ => new()).TryAdd(subscription, 0);
        return subscription;
    }

    public void Committed(IReadOnlyList<LiveUpdate> updates, bool outboxHasWork) => Publish(updates);

    public void Publish(IReadOnlyList<LiveUpdate> updates)
    {
        foreach (var ofOneWorkspace in updates.GroupBy(static update => update.Workspace))
        {
            if (_workspaces.TryGetValue(ofOneWorkspace.Key, out var subscriptions))
            {
                IReadOnlyList<LiveSubject> subjects = [.. ofOneWorkspace.Select(static update => update.Subject)];
                foreach (var subscription in subscriptions.Keys)
                {
                    subscription.OnChanged(subjects);
                }
            }
        }
    }

    /// <summary>Something may have been missed: every screen is to look again.</summary>
    public void PublishEverything()
    {
        foreach (var subscription in _workspaces.Values.SelectMany(static subscriptions => subscriptions.Keys))
        {
            subscription.OnChanged([LiveSubject.Everything]);
        }
    }

    private sealed class Subscription(LiveUpdateHub hub, WorkspaceId workspace, Action<IReadOnlyList<LiveSubject>> onChanged)
        : IDisposable
    {
        public Action<IReadOnlyList<LiveSubject>> OnChanged { get; } = onChanged;

        public void Dispose()
        {
            if (hub._workspaces.TryGetValue(workspace, out var subscriptions))
            {
                subscriptions.TryRemove(this, out _);
            }
        }
    }
}
