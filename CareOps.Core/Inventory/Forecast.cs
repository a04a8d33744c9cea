using NodaTime;

namespace CareOps.Core.Inventory;

/// <summary>A booking that is yet to take something.</summary>
public readonly record struct Demand(Guid BookingId, Guid ServiceId, Instant At);

/// <summary>A booking that takes some of an item.</summary>
/// <param name="BookingId">Which.</param>
/// <param name="At">When it begins.</param>
/// <param name="Takes">In thousandths of the unit.</param>
/// <param name="Left">What is left after it: negative where it can't be supplied.</param>
public readonly record struct ForecastStep(Guid BookingId, Instant At, long Takes, long Left);

/// <summary>What the booked appointments make of an item.</summary>
/// <param name="Booked">What they take together, in thousandths of the unit.</param>
/// <param name="RunsOutAt">When the first booking begins for which too little is left; null where it lasts for all.</param>
public readonly record struct ItemForecast(long Booked, Instant? RunsOutAt);

/// <summary>
/// Looks ahead: takes what each service usually takes from what is there now, booking by booking in the order of their beginnings.
/// What is on order is not counted, because nobody knows the day it comes.
/// </summary>
public sealed class Forecast
{
    private readonly Dictionary<Guid, List<(Guid ItemId, long Quantity)>> _byService = [];
    private readonly IReadOnlyList<Demand> _demands;

    /// <param name="usages">What one booking of each service takes.</param>
    /// <param name="demands">Bookings that are yet to take it, in the order of their beginnings.</param>
    public Forecast(IEnumerable<ServiceUsage> usages, IReadOnlyList<Demand> demands)
        : this(usages.Select(static row => (row.ServiceId, row.ItemId, row.Quantity)), demands)
    {
    }

    internal Forecast(IEnumerable<(Guid ServiceId, Guid ItemId, long Quantity)> usages, IReadOnlyList<Demand> demands)
    {
        _demands = demands;
        foreach (var (service, item, quantity) in usages)
        {
            if (!_byService.TryGetValue(service, out var lines))
            {
                _byService[service] = lines = [];
            }

            lines.Add((item, quantity));
        }
    }

    /// <summary>The forecast of every item that a booking takes some of. <paramref name="quantities"/> in thousandths; others are not asked for.</summary>
    public IReadOnlyDictionary<Guid, ItemForecast> Of(IReadOnlyDictionary<Guid, long> quantities)
    {
        var found = new Dictionary<Guid, ItemForecast>();
        foreach (var demand in _demands)
        {
            foreach (var (item, takes) in _byService.GetValueOrDefault(demand.ServiceId, []))
            {
                if (quantities.TryGetValue(item, out var quantity))
                {
                    var before = found.GetValueOrDefault(item);
                    var booked = before.Booked + takes;
                    found[item] = new ItemForecast(booked, before.RunsOutAt ?? (booked > quantity ? demand.At : null));
                }
            }
        }

        return found;
    }

    /// <summary>The bookings that take some of an item, with what each of them leaves.</summary>
    public IEnumerable<ForecastStep> StepsOf(Guid itemId, long quantity)
    {
        foreach (var demand in _demands)
        {
            foreach (var (item, takes) in _byService.GetValueOrDefault(demand.ServiceId, []))
            {
                if (item == itemId)
                {
                    quantity -= takes;
                    yield return new ForecastStep(demand.BookingId, demand.At, takes, quantity);
                }
            }
        }
    }
}
