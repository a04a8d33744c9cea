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
    // What one booking of each service takes, by item.
    private readonly Dictionary<Guid, Dictionary<Guid, long>> _byItem = [];
    private readonly Dictionary<Guid, int> _bookings;
    private readonly IReadOnlyList<Demand> _demands;

    /// <param name="usages">What one booking of each service takes of each item, once for each pair.</param>
    /// <param name="demands">Bookings that are yet to take it, in the order of their beginnings.</param>
    public Forecast(IEnumerable<(Guid ServiceId, Guid ItemId, long Quantity)> usages, IReadOnlyList<Demand> demands)
    {
        _demands = demands;
        _bookings = demands.CountBy(static demand => demand.ServiceId).ToDictionary();
        foreach (var (service, item, quantity) in usages)
        {
            if (!_byItem.TryGetValue(item, out var takes))
            {
                _byItem[item] = takes = [];
            }

            takes.Add(service, quantity);
        }
    }

    /// <summary>What becomes of an item of which there is <paramref name="quantity"/>: null where nobody knows how much.</summary>
    public ItemForecast Of(Guid itemId, long? quantity)
    {
        if (!_byItem.TryGetValue(itemId, out var takes))
        {
            return default;
        }

        // Only for what runs out the bookings have to be gone through.
        var booked = takes.Sum(row => row.Value * _bookings.GetValueOrDefault(row.Key));
        return new ItemForecast(
            booked, quantity is { } there && booked > there ? StepsOf(itemId, there).First(static step => step.Left < 0).At : null);
    }

    /// <summary>The bookings that take some of an item, with what each of them leaves.</summary>
    public IEnumerable<ForecastStep> StepsOf(Guid itemId, long quantity)
    {
        if (!_byItem.TryGetValue(itemId, out var takesOf))
        {
            yield break;
        }

        foreach (var demand in _demands)
        {
            if (takesOf.TryGetValue(demand.ServiceId, out var takes))
            {
                quantity -= takes;
                yield return new ForecastStep(demand.BookingId, demand.At, takes, quantity);
            }
        }
    }
}
