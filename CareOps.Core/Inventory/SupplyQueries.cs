using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Inventory;

/// <summary>Something that won't be there for a booking. Quantities in thousandths of the unit.</summary>
/// <param name="ItemId">What.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Takes">What the booking takes.</param>
/// <param name="Left">What the bookings before it leave; never less than nothing.</param>
public sealed record MissingStock(Guid ItemId, string Name, string Unit, long Takes, long Left)
{
    /// <summary>"Massage oil: needs 30 ml, 10 ml left by then".</summary>
    public string Sentence => Left == 0
        ? $"{Name}: needs {Amounts.Say(Takes, Unit)}, and nothing is left by then."
        : $"{Name}: needs {Amounts.Say(Takes, Unit)}, and {Amounts.Say(Left, Unit)} are left by then.";
}

/// <summary>What a booking usually takes of an item, and what is there: null where it was never counted. In thousandths of the unit.</summary>
public sealed record UsualStock(Guid ItemId, string Name, string Unit, long Usual, long? InStock);

/// <summary>What a booking took of an item, and what is there now. In thousandths of the unit.</summary>
public sealed record TakenStock(Guid ItemId, string Name, string Unit, long Taken, long InStock);

/// <summary>Tells whoever makes, confirms or completes bookings what they take, and whether it is there.</summary>
public sealed class SupplyQueries(ReadDoor door)
{
    /// <summary>What a booking of this service would be short of if it began at <paramref name="at"/>.</summary>
    public async Task<IReadOnlyList<MissingStock>> ForNewAsync(Caller caller, Guid serviceId, Instant at, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await MissingAsync(db, new Demand(Guid.Empty, serviceId, at), cancellationToken);
    }

    /// <summary>What a booking that is yet to come would be short of.</summary>
    public async Task<IReadOnlyList<MissingStock>> ForBookingAsync(Caller caller, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        var demand = await db.BookingsFor(caller)
            .Where(row => row.Id == bookingId && (row.Status == BookingStatus.Pending || row.Status == BookingStatus.Confirmed))
            .Select(static row => new Demand(row.Id, row.ServiceId, row.StartsAt))
            .ToListAsync(cancellationToken);
        return demand is [var only] ? await MissingAsync(db, only, cancellationToken) : [];
    }

    /// <summary>What completing a booking takes, unless someone says otherwise.</summary>
    public async Task<IReadOnlyList<UsualStock>> UsualOfAsync(Caller caller, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await db.BookingsFor(caller).Where(row => row.Id == bookingId)
            .Join(db.ServiceUsages(), row => row.ServiceId, row => row.ServiceId, (_, usage) => usage)
            .Join(db.InventoryItems().Where(row => !row.IsArchived), row => row.ItemId, row => row.Id, (usage, item) => new { usage, item })
            .OrderBy(static row => row.item.NameKey)
            .Select(static row => new UsualStock(row.item.Id, row.item.Name, row.item.Unit, row.usage.Quantity, row.item.Movements > 0 ? (long?)row.item.Quantity : null))
            .ToListAsync(cancellationToken);
    }

    /// <summary>What a completed booking took of the stock, by name; nothing of one that was reopened.</summary>
    public async Task<IReadOnlyList<TakenStock>> TakenByAsync(Caller caller, Guid completedId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        if (!await db.BookingsFor(caller).AnyAsync(row => row.Id == completedId, cancellationToken))
        {
            return [];
        }

        var taken = await StockOfCompletion.TakenAsync(db, completedId, cancellationToken);
        var ids = taken.Keys.ToList();
        var items = ids.Count == 0 ? [] : await db.InventoryItems().Where(row => ids.Contains(row.Id)).OrderBy(static row => row.NameKey).ToListAsync(cancellationToken);
        return [.. items.Where(item => taken[item.Id] > 0).Select(item => new TakenStock(item.Id, item.Name, item.Unit, taken[item.Id], item.Quantity))];
    }

    private static async Task<IReadOnlyList<MissingStock>> MissingAsync(CareOpsDb db, Demand demand, CancellationToken cancellationToken)
    {
        var takes = await db.ServiceUsages().Where(row => row.ServiceId == demand.ServiceId)
            .Join(db.InventoryItems().Where(row => !row.IsArchived && row.Movements > 0), row => row.ItemId, row => row.Id, (usage, item) => new { usage, item })
            .OrderBy(static row => row.item.NameKey)
            .ToListAsync(cancellationToken);
        if (takes.Count == 0)
        {
            return [];
        }

        var ids = takes.ConvertAll(static row => row.item.Id);
        var forecast = await ForecastReader.ReadAsync(db, db.ServiceUsages().Where(row => ids.Contains(row.ItemId)), cancellationToken);
        var missing = new List<MissingStock>();
        foreach (var row in takes)
        {
            var left = row.item.Quantity - forecast.StepsOf(row.item.Id, row.item.Quantity)
                .Where(step => step.BookingId != demand.BookingId && step.At <= demand.At && (step.At < demand.At || step.BookingId.CompareTo(demand.BookingId) < 0 || demand.BookingId == Guid.Empty))
                .Sum(static step => step.Takes);
            if (left < row.usage.Quantity)
            {
                missing.Add(new MissingStock(row.item.Id, row.item.Name, row.item.Unit, row.usage.Quantity, Math.Max(0, left)));
            }
        }

        return missing;
    }
}
