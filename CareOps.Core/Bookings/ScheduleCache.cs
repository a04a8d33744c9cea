using System.Collections.Concurrent;

using CareOps.Core.Data;
using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// What was last read of schedules. Each look at a free time needs seven tables that change once a week; whether they did is one
/// number of the workspace's own row, which is read anyway. What a node remembers of another version is never used, so nodes need
/// not tell each other.
/// </summary>
internal sealed class ScheduleCache<T>
    where T : class
{
    // Beyond that all are read again: simpler than choosing which to let go, and harmless.
    private const int Most = 2_000;

    private readonly ConcurrentDictionary<Guid, Known> _known = new();

    /// <param name="db">The context that would read it.</param>
    /// <param name="workspace">As it is now.</param>
    /// <param name="id">Whose it is: a service's, or the workspace's own.</param>
    /// <param name="since">The date from which on it says something.</param>
    public T? Find(CareOpsDb db, Workspace workspace, Guid id, LocalDate since) =>
        !db.ScheduleHasChanged
        && _known.TryGetValue(id, out var known)
        && known.Workspace == db.Workspace.Value
        && known.ScheduleVersion == workspace.ScheduleVersion
        && known.Workspace == workspace.Id.Value
        && known.TimeZone == workspace.TimeZone
        && known.Since == since
            ? known.Value
            : null;

    /// <param name="db">The context that read it.</param>
    /// <param name="workspace">Whose schedule.</param>
    /// <param name="scheduleVersion">Read before <paramref name="value"/>: what is kept is never older than the version it is kept under.</param>
    /// <param name="id">Whose it is.</param>
    /// <param name="since">The date from which on it says something.</param>
    /// <param name="value">Not changed by anyone from here on.</param>
    public void Keep(CareOpsDb db, Workspace workspace, int scheduleVersion, Guid id, LocalDate since, T value)
    {
        if (workspace.Id != db.Workspace || db.ScheduleHasChanged)
        {
            // A service of another workspace: what was read of it here is nothing.
            return;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[id] = new Known(workspace.Id.Value, scheduleVersion, workspace.TimeZone, since, value);
    }

    private sealed record Known(Guid Workspace, int ScheduleVersion, string TimeZone, LocalDate Since, T Value);
}
