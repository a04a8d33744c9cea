using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CareOps.Core.Bookings;

/// <summary>
/// Looks every few minutes for free times that no event told of: hours that grew, time off that was taken back, a day that came within the
/// horizon, another service of the same member. Those who wait are offered them in the order of coming, as if a booking had been cancelled.
/// </summary>
public sealed partial class WaitlistSweep(IWriteDoor door, ReadDoor reader, ILogger<WaitlistSweep> logger)
{
    /// <returns>How many services had something to offer.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var offered = 0;
        foreach (var (workspace, service) in await WaitedForAsync(cancellationToken))
        {
            try
            {
                offered += await OfferAsync(workspace, new OfferRound(service) { IsPatient = true }, cancellationToken) ? 1 : 0;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // What is wrong with one service keeps nobody else waiting.
                LogFailed(service, exception);
            }
        }

        return offered;
    }

    private async Task<bool> OfferAsync(WorkspaceId workspace, OfferRound round, CancellationToken cancellationToken)
    {
        var caller = new Caller.SystemWork(workspace, "waitlist");
        await using (var db = await reader.OpenAsync(caller, Right.System, cancellationToken))
        {
            if (!await WaitlistOffers.IsWorthwhileAsync(db, round, cancellationToken))
            {
                return false;
            }
        }

        await door.RunAsync(
            caller,
            async (db, token) =>
            {
                await WaitlistOffers.OfferAsync(db, round, token);
                return Done.It;
            },
            cancellationToken);
        return true;
    }

    private async Task<List<(WorkspaceId Workspace, Guid Service)>> WaitedForAsync(CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenUnfilteredAsync(cancellationToken);
        var found = await db.AllWorkspaces<WaitlistEntry>()
            .Where(entry => entry.Status == WaitlistStatus.Waiting)
            .GroupBy(static entry => new { entry.WorkspaceId, entry.ServiceId })
            .Select(static group => new { group.Key.WorkspaceId, group.Key.ServiceId, First = group.Min(static entry => entry.CreatedAt) })
            .OrderBy(static each => each.First)
            .ToListAsync(cancellationToken);
        return found.ConvertAll(static each => (each.WorkspaceId, each.ServiceId));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Who waits for service {Service} could not be looked at; the next sweep tries again")]
    private partial void LogFailed(Guid service, Exception exception);
}
