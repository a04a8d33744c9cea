using CareOps.Core.Bookings;
using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Inventory;

/// <summary>What bookings of some days will be short of, all of them with two statements.</summary>
public static class SupplyOfDays
{
    /// <param name="db">Open for the workspace.</param>
    /// <param name="zone">The business's zone: what began today and is not completed still takes its part.</param>
    /// <param name="shown">The bookings that are asked about: those that are yet to take something.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The names of what won't be there, by booking; nothing for those that are supplied.</returns>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> MissingAsync(
        CareOpsDb db, DateTimeZone zone, IReadOnlyList<Demand> shown, CancellationToken cancellationToken)
    {
        var services = shown.Select(static demand => demand.ServiceId).Distinct().ToList();
        var takes = services.Count == 0 ? [] : await TakesAsync(db, services, cancellationToken);
        if (takes.Count == 0)
        {
            return new Dictionary<Guid, IReadOnlyList<string>>();
        }

        var today = db.Now.InZone(zone).Date.AtStartOfDayInZone(zone).ToInstant();
        var last = shown.Max(static demand => demand.At);
        var taking = takes.Select(static take => take.ServiceId).Distinct().ToList();
        var demands = await db.Bookings()
            .Where(row => row.StartsAt >= today && row.StartsAt <= last && (row.Status == BookingStatus.Pending || row.Status == BookingStatus.Confirmed))
            .Where(row => taking.Contains(row.ServiceId))
            .OrderBy(static row => row.StartsAt).ThenBy(static row => row.Id)
            .Select(static row => new Demand(row.Id, row.ServiceId, row.StartsAt))
            .ToListAsync(cancellationToken);
        return Missing(takes, demands, shown.Select(static demand => demand.BookingId).ToHashSet());
    }

    private static Task<List<Take>> TakesAsync(CareOpsDb db, List<Guid> services, CancellationToken cancellationToken) => db.ServiceUsages()
        .Where(row => db.ServiceUsages().Any(asked => services.Contains(asked.ServiceId) && asked.ItemId == row.ItemId))
        .Join(
            db.InventoryItems().Where(static item => !item.IsArchived && item.Movements > 0),
            static row => row.ItemId,
            static item => item.Id,
            static (row, item) => new Take(row.ServiceId, item.Id, item.Name, item.Quantity, row.Quantity))
        .ToListAsync(cancellationToken);

    private static Dictionary<Guid, IReadOnlyList<string>> Missing(List<Take> takes, List<Demand> demands, HashSet<Guid> shown)
    {
        var missing = new Dictionary<Guid, IReadOnlyList<string>>();
        var names = takes.DistinctBy(static take => take.ItemId).ToDictionary(static take => take.ItemId);
        var forecast = new Forecast(takes.Select(static take => (take.ServiceId, take.ItemId, take.Quantity)), demands);
        foreach (var (item, about) in names)
        {
            foreach (var step in forecast.StepsOf(item, about.InStock).Where(step => step.Left < 0 && shown.Contains(step.BookingId)))
            {
                missing[step.BookingId] = [.. missing.GetValueOrDefault(step.BookingId, []), about.Name];
            }
        }

        return missing;
    }

    /// <param name="ServiceId">One booking of it …</param>
    /// <param name="ItemId">… takes of this …</param>
    /// <param name="Name">… which is called so …</param>
    /// <param name="InStock">… of which there is so much …</param>
    /// <param name="Quantity">… so much. In thousandths of the unit.</param>
    private sealed record Take(Guid ServiceId, Guid ItemId, string Name, long InStock, long Quantity);
}
