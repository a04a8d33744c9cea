using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

/// <summary>
/// Looks every few minutes for free times that no event told of: hours that grew, time off that was taken back, a day that came within the
/// horizon, another service of the same member. Those who wait are offered them in the order of coming, as if a booking had been cancelled.
/// </summary>
public sealed class WaitlistSweep(IWriteDoor door, ReadDoor reader)
{
    /// <returns>How many services somebody waits for.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var services = await WaitedForAsync(cancellationToken);
        foreach (var (workspace, service) in services)
        {
            await door.RunAsync(
                new Caller.SystemWork(workspace, "waitlist"),
                async (db, token) =>
                {
                    await WaitlistOffers.OfferAsync(db, service, token);
                    return Done.It;
                },
                cancellationToken);
        }

        return services.Count;
    }

    private async Task<List<(WorkspaceId Workspace, Guid Service)>> WaitedForAsync(CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenUnfilteredAsync(cancellationToken);
        var found = await db.AllWorkspaces<WaitlistEntry>()
            .Where(entry => entry.Status == WaitlistStatus.Waiting)
            .Where(entry => db.AllWorkspaces<Workspace>().Any(workspace => workspace.Id == entry.WorkspaceId && workspace.IsOpen))
            .GroupBy(static entry => new { entry.WorkspaceId, entry.ServiceId })
            .Select(static group => new { group.Key.WorkspaceId, group.Key.ServiceId, First = group.Min(static entry => entry.CreatedAt) })
            .OrderBy(static each => each.First)
            .ToListAsync(cancellationToken);
        return found.ConvertAll(static each => (each.WorkspaceId, each.ServiceId));
    }
}
