using System.Diagnostics.CodeAnalysis;

using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Inventory;

/// <summary>Which items a list shows.</summary>
public sealed record StockFilter
{
    public StockState State { get; init; }

    /// <summary>Part of a name or a number.</summary>
    public string? Search { get; init; }

    public string? Category { get; init; }
}

public enum StockState
{
    /// <summary>All that are not archived.</summary>
    All,

    /// <summary>Those with an open alert.</summary>
    Low,

    /// <summary>Those on a purchase order that has not come yet.</summary>
    OnOrder,
    Archived,
}

/// <summary>An item as a list shows it. Quantities in thousandths of the unit.</summary>
/// <param name="Item">The item.</param>
/// <param name="Forecast">What the booked appointments make of it.</param>
/// <param name="OnOrder">What is ordered and has not come yet.</param>
public sealed record StockRow(InventoryItem Item, ItemForecast Forecast, long OnOrder);

/// <summary>How many items are in each state. Those not counted yet are among all.</summary>
public sealed record StockCounts(int All, int Low, int OnOrder, int Archived, int Uncounted);

/// <summary>A movement with the one who made it.</summary>
public sealed record MovementRow(StockMovement Movement, string? MemberName, string? BookingOf);

/// <summary>How much of an item a service's bookings take.</summary>
public sealed record UsageRow(Guid ServiceId, string ServiceName, long Quantity);

/// <summary>A booking that takes some of an item.</summary>
public sealed record ForecastRow(ForecastStep Step, string Name, string ServiceName);

/// <summary>Everything about one item but its movements.</summary>
/// <param name="Item">The item.</param>
/// <param name="Supplier">Whom it is bought from.</param>
/// <param name="Forecast">What the booked appointments make of it.</param>
/// <param name="Next">The first of the bookings that take some of it, up to and with the first that can't be supplied.</param>
/// <param name="OnOrder">What is ordered and has not come yet.</param>
/// <param name="Usage">All services, with what each of them takes.</param>
/// <param name="Alerts">The newest alerts about it.</param>
public sealed record ItemPage(
    InventoryItem Item,
    Supplier? Supplier,
    ItemForecast Forecast,
    IReadOnlyList<ForecastRow> Next,
    long OnOrder,
    IReadOnlyList<UsageRow> Usage,
    IReadOnlyList<StockAlert> Alerts);

/// <summary>An alert with the item it is about.</summary>
public sealed record AlertRow(StockAlert Alert, string ItemName, string Unit, long Quantity);

/// <summary>Reads stock for whoever may see it.</summary>
public sealed class StockQueries(ReadDoor door)
{
    private const int MostAlerts = 20;
    private const int MostSteps = 8;

    /// <summary>Items by name, after the one named <paramref name="after"/> (its key).</summary>
    [SuppressMessage("Globalization", "CA1309", Justification = "The database compares, in the order that it sorts by.")]
    public async Task<IReadOnlyList<StockRow>> ListAsync(
        Caller caller, StockFilter filter, string? after, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInventory, cancellationToken);
        var rows = Matching(db, filter);
        if (after is not null)
        {
            rows = rows.Where(row => string.Compare(row.NameKey, after) > 0);
        }

        return await RowsAsync(db, rows.OrderBy(static row => row.NameKey).Take(most), cancellationToken);
    }

    public async Task<StockCounts> CountsAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInventory, cancellationToken);

        // All of them with one look at each item: it is the dearest part of the list.
        var counts = await db.InventoryItems().GroupBy(static _ => 1)
            .Select(static all => new
            {
                All = all.Count(row => !row.IsArchived),
                Low = all.Count(row => !row.IsArchived && row.AlertId != null),
                Archived = all.Count(row => row.IsArchived),
                Uncounted = all.Count(row => !row.IsArchived && row.Movements == 0),
            })
            .SingleOrDefaultAsync(cancellationToken);
        var onOrder = await Matching(db, new StockFilter { State = StockState.OnOrder }).CountAsync(cancellationToken);
        return counts is null ? new StockCounts(0, 0, 0, 0, 0) : new StockCounts(counts.All, counts.Low, onOrder, counts.Archived, counts.Uncounted);
    }

    /// <summary>The categories in use, by name.</summary>
    public async Task<IReadOnlyList<string>> CategoriesAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInventory, cancellationToken);
        return await db.InventoryItems().Where(static row => row.Category != null).Select(static row => row.Category!).Distinct()
            .Order().ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Supplier>> SuppliersAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInventory, cancellationToken);
        return await db.Suppliers().OrderBy(static row => row.NameKey).ToListAsync(cancellationToken);
    }

    /// <summary>Null where there is no such item.</summary>
    public async Task<ItemPage?> ItemAsync(Caller caller, Guid itemId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInventory, cancellationToken);
        if (await db.InventoryItems().SingleOrDefaultAsync(row => row.Id == itemId, cancellationToken) is not { } item)
        {
            return null;
        }

        var forecast = await ForecastReader.ReadAsync(db, db.ServiceUsages().Where(row => row.ItemId == itemId), cancellationToken);
        var found = forecast.Of(itemId, item.IsCounted ? item.Quantity : null);
        var steps = StepsShown(forecast.StepsOf(itemId, item.Quantity), found.RunsOutAt);
        var ids = steps.ConvertAll(static step => step.BookingId);
        var bookings = await db.Bookings().Where(row => ids.Contains(row.Id))
            .Select(static row => new { row.Id, row.Name, row.ServiceName, row.MemberId }).ToDictionaryAsync(static row => row.Id, cancellationToken);
        var mayBookings = caller.May(Right.ViewBookings);
        var usage = await db.ServiceUsages().Where(row => row.ItemId == itemId).ToDictionaryAsync(
            static row => row.ServiceId, static row => row.Quantity, cancellationToken);
        var services = await db.Services().OrderBy(static row => row.Position).Select(static row => new { row.Id, row.Name }).ToListAsync(cancellationToken);
        return new ItemPage(
            item,
            await db.Suppliers().SingleOrDefaultAsync(row => row.Id == item.SupplierId, cancellationToken),
            found,
            steps.ConvertAll(step => new ForecastRow(
                step, mayBookings && OwnCalendar.Allows(caller, bookings[step.BookingId].MemberId) ? bookings[step.BookingId].Name : "A booking", bookings[step.BookingId].ServiceName)),
            (await OnOrderAsync(db.PurchaseOrderLines().Where(row => row.ItemId == itemId), cancellationToken)).GetValueOrDefault(itemId),
            services.ConvertAll(row => new UsageRow(row.Id, row.Name, usage.GetValueOrDefault(row.Id))),
            await db.StockAlerts().Where(row => row.ItemId == itemId).OrderByDescending(static row => row.Id).Take(MostAlerts)
                .ToListAsync(cancellationToken));
    }

    /// <summary>An item's movements, newest first, before the one with the number <paramref name="before"/>.</summary>
    public async Task<IReadOnlyList<MovementRow>> MovementsAsync(
        Caller caller, Guid itemId, int? before, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInventory, cancellationToken);
        var movements = await db.StockMovements()
            .Where(row => row.ItemId == itemId && (before == null || row.Number < before))
            .OrderByDescending(static row => row.Number).Take(most).ToListAsync(cancellationToken);
        var members = movements.Select(static row => row.MemberId).OfType<MemberId>().Distinct().ToList();
        var names = await db.Members().Where(row => members.Contains(row.Id))
            .ToDictionaryAsync(static row => row.Id, static row => row.Name, cancellationToken);
        var bookings = movements.Select(static row => row.BookingId).OfType<Guid>().Distinct().ToList();
        var mayBookings = caller.May(Right.ViewBookings);
        var of = !mayBookings || bookings.Count == 0 ? [] : await db.BookingsFor(caller).Where(row => bookings.Contains(row.Id))
            .ToDictionaryAsync(static row => row.Id, static row => $"{row.ServiceName}, {row.Name}", cancellationToken);
        return movements.ConvertAll(row => new MovementRow(
            row,
            row.MemberId is { } member ? names.GetValueOrDefault(member) : null,
            row.BookingId is { } booking ? of.GetValueOrDefault(booking) : null));
    }

    /// <summary>Alerts, newest first, before <paramref name="before"/>.</summary>
    public async Task<IReadOnlyList<AlertRow>> AlertsAsync(
        Caller caller, Guid? before, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInventory, cancellationToken);
        var rows = db.StockAlerts().AsQueryable();
        if (before is { } last)
        {
            rows = rows.Where(row => row.Id.CompareTo(last) < 0);
        }

        return await rows.OrderByDescending(static row => row.Id).Take(most)
            .Join(db.InventoryItems(), row => row.ItemId, row => row.Id, (alert, item) => new { alert, item })
            .OrderByDescending(static row => row.alert.Id)
            .Select(static row => new AlertRow(row.alert, row.item.Name, row.item.Unit, row.item.Quantity))
            .ToListAsync(cancellationToken);
    }

    private static List<ForecastStep> StepsShown(IEnumerable<ForecastStep> steps, Instant? runsOutAt)
    {
        // Those before the one that can't be supplied are its cause; only the nearest of them are shown.
        var shown = new List<ForecastStep>();
        foreach (var step in steps)
        {
            shown.Add(step);
            if (runsOutAt is null ? shown.Count == MostSteps : step.Left < 0)
            {
                break;
            }
        }

        return shown.Count <= MostSteps ? shown : shown[^MostSteps..];
    }

    // What belongs to the items is asked for by their query, not by their ids: a statement with thousands of parameters takes longer to
    // prepare and bind than everything else here together.
    private static async Task<IReadOnlyList<StockRow>> RowsAsync(CareOpsDb db, IQueryable<InventoryItem> shown, CancellationToken cancellationToken)
    {
        var items = await shown.ToListAsync(cancellationToken);
        var ids = shown.Select(static row => row.Id);
        var forecast = await ForecastReader.ReadAsync(db, db.ServiceUsages().Where(row => ids.Contains(row.ItemId)), cancellationToken);
        var onOrder = await OnOrderAsync(db.PurchaseOrderLines().Where(row => ids.Contains(row.ItemId)), cancellationToken);
        return items.ConvertAll(item => new StockRow(item, forecast.Of(item.Id, item.IsCounted ? item.Quantity : null), onOrder.GetValueOrDefault(item.Id)));
    }

    internal static IQueryable<InventoryItem> Matching(CareOpsDb db, StockFilter filter)
    {
        var rows = db.InventoryItems().Where(row => row.IsArchived == (filter.State == StockState.Archived));
        rows = filter.State switch
        {
            StockState.Low => rows.Where(static row => row.AlertId != null),
            StockState.OnOrder => rows.Where(row => db.PurchaseOrderLines().Any(line => line.ItemId == row.Id && line.IsOpen)),
            _ => rows,
        };
        if (filter.Category is { } category)
        {
            rows = rows.Where(row => row.Category == category);
        }

        if (filter.Search is { } search)
        {
            var (part, capitals) = (InventoryItem.KeyOf(search), search.ToUpperInvariant());
            rows = rows.Where(row => row.NameKey.Contains(part) || (row.Sku != null && (row.Sku.Contains(search) || row.Sku.Contains(capitals))));
        }

        return rows;
    }

    /// <summary>What is yet to come of the lines, by item.</summary>
    internal static Task<Dictionary<Guid, long>> OnOrderAsync(IQueryable<PurchaseOrderLine> lines, CancellationToken cancellationToken) =>
        lines.Where(static row => row.IsOpen)
            .GroupBy(static row => row.ItemId)
            .Select(static group => new { ItemId = group.Key, Open = group.Sum(row => row.Quantity - row.Received) })
            .ToDictionaryAsync(static row => row.ItemId, static row => row.Open, cancellationToken);
}

/// <summary>Reads what a forecast is made of.</summary>
internal static class ForecastReader
{
    /// <param name="db">Open for the workspace.</param>
    /// <param name="usagesOf">What services take of the items that are asked about.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Forecast> ReadAsync(CareOpsDb db, IQueryable<ServiceUsage> usagesOf, CancellationToken cancellationToken)
    {
        var usages = await usagesOf.AsNoTracking().ToListAsync(cancellationToken);
        if (usages.Count == 0)
        {
            return new Forecast([], []);
        }

        // What began earlier today and is not completed yet is still to take its part.
        var zone = (await db.WorkspaceAsync(cancellationToken)).Zone;
        var today = db.Now.InZone(zone).Date.AtStartOfDayInZone(zone).ToInstant();
        var services = usages.Select(static row => row.ServiceId).Distinct().ToList();
        var demands = await db.Bookings()
            .Where(row => row.StartsAt >= today && (row.Status == BookingStatus.Pending || row.Status == BookingStatus.Confirmed))
            .Where(row => services.Contains(row.ServiceId))
            .OrderBy(static row => row.StartsAt).ThenBy(static row => row.Id)
            .Select(static row => new Demand(row.Id, row.ServiceId, row.StartsAt))
            .ToListAsync(cancellationToken);
        return new Forecast(usages.Select(static row => (row.ServiceId, row.ItemId, row.Quantity)), demands);
    }
}
