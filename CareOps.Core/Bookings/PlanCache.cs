using System.Collections.Concurrent;

using CareOps.Core.Data;
using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// The plans of services as they were last read. Each look at a free time needs seven tables that change once a week; whether they
/// did is one number of the workspace's own row, which is read anyway. What a node remembers of another version is never used, so
/// nodes need not tell each other.
/// </summary>
internal static class PlanCache
{
    // Beyond that all are read again: simpler than choosing which to let go, and harmless.
    private const int Most = 2_000;

    private static readonly ConcurrentDictionary<Guid, Known> Plans = new();

    public static ServicePlan? Find(CareOpsDb db, Workspace workspace, Guid serviceId, LocalDate since) =>
        Plans.TryGetValue(serviceId, out var known)
        && known.Workspace == db.Workspace.Value
        && known.ScheduleVersion == workspace.ScheduleVersion
        && known.Workspace == workspace.Id.Value
        && known.TimeZone == workspace.TimeZone
        && known.Since == since
            ? known.Plan
            : null;

    public static void Keep(CareOpsDb db, Workspace workspace, int scheduleVersion, ServicePlan plan, LocalDate since)
    {
        if (workspace.Id != db.Workspace)
        {
            // A service of another workspace: what was read of it here is nothing.
            return;
        }

        if (Plans.Count >= Most)
        {
            Plans.Clear();
        }

        Plans[plan.Service.Id] = new Known(workspace.Id.Value, scheduleVersion, workspace.TimeZone, since, plan);
    }

    private sealed record Known(Guid Workspace, int ScheduleVersion, string TimeZone, LocalDate Since, ServicePlan Plan);
}
