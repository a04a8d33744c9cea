using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>Occupied times, merged and sorted, so that asking about a slot costs the logarithm of their number.</summary>
internal sealed class BusyTimes
{
    private readonly List<Interval> _merged = [];

    public BusyTimes(IEnumerable<Interval> busy)
    {
        foreach (var interval in busy.OrderBy(static interval => interval.Start))
        {
            if (_merged.Count > 0 && _merged[^1] is var last && interval.Start <= last.End)
            {
                _merged[^1] = new Interval(last.Start, Instant.Max(last.End, interval.End));
            }
            else
            {
                _merged.Add(interval);
            }
        }
    }

    /// <summary>Whether any occupied time shares a moment with <paramref name="wanted"/>; touching ends don't count.</summary>
    public bool Overlaps(Interval wanted)
    {
        var (low, high) = (0, _merged.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_merged[middle].End <= wanted.Start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < _merged.Count && _merged[low].Start < wanted.End;
    }
}
