using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>A time that can be booked.</summary>
/// <param name="Local">The business's wall time, which the page shows.</param>
/// <param name="Start">The moment it means.</param>
/// <param name="End">The moment it ends: the service's duration later, whatever the clocks do in between.</param>
public readonly record struct Slot(LocalDateTime Local, Instant Start, Instant End);

/// <summary>Everything the engine needs to know: read in one go, then pure computation.</summary>
public sealed record SlotRules(
    DateTimeZone Zone,
    IReadOnlyList<OpenInterval> Hours,
    Duration Length,
    Duration BufferBefore,
    Duration BufferAfter,
    int StepMinutes,
    Duration Notice,
    int HorizonDays)
{
    public static SlotRules Of(DateTimeZone zone, Service service, IEnumerable<OpenInterval> hours) => new(
        zone,
        [.. hours],
        Duration.FromMinutes(service.DurationMinutes),
        Duration.FromMinutes(service.BufferBeforeMinutes),
        Duration.FromMinutes(service.BufferAfterMinutes),
        service.SlotStepMinutes,
        Duration.FromMinutes(service.MinimumNoticeMinutes),
        service.HorizonDays);

    /// <summary>What a booking of this slot keeps others from using.</summary>
    public Interval Occupied(Slot slot) => new(slot.Start - BufferBefore, slot.End + BufferAfter);
}

/// <summary>
/// The one engine: it shows slots and it decides on a booking. Slots start on a grid of wall time from each opening; a wall time that
/// the clocks skip is not offered, one that they repeat is offered once, as its earlier moment.
/// </summary>
/// <param name="rules">Hours and service.</param>
/// <param name="busy">What is occupied around the dates in question, buffers included.</param>
/// <param name="now">The moment of asking.</param>
public sealed class SlotEngine(SlotRules rules, IEnumerable<Interval> busy, Instant now)
{
    private readonly BusyTimes _busy = new(busy);

    /// <summary>The first and last day on which anything can be booked.</summary>
    public LocalDate Today { get; } = now.InZone(rules.Zone).Date;

    public LocalDate LastDay => Today.PlusDays(rules.HorizonDays);

    /// <summary>The free slots of a date, earliest first.</summary>
    public IReadOnlyList<Slot> SlotsOn(LocalDate date) =>
        date < Today || date > LastDay ? [] : [.. Candidates(date).Where(slot => Refuse(slot) is null)];

    /// <summary>The slot at this wall time, or why it can't be booked.</summary>
    public (Slot? Slot, SlotRefusal? Refusal) At(LocalDateTime local)
    {
        if (local.Date < Today || local.Date > LastDay)
        {
            return (null, local.Date < Today ? SlotRefusal.Past : SlotRefusal.BeyondHorizon);
        }

        foreach (var slot in Candidates(local.Date))
        {
            if (slot.Local == local)
            {
                return Refuse(slot) is { } refusal ? (null, refusal) : (slot, null);
            }
        }

        return (null, SlotRefusal.OutsideHours);
    }

    /// <summary>The free slots nearest to a wall time, at most a week away, earliest first.</summary>
    public IReadOnlyList<Slot> Nearest(LocalDateTime local, int count)
    {
        const int DaysAround = 7;
        var wanted = rules.Zone.AtLeniently(local).ToInstant();
        return [.. Enumerable.Range(-DaysAround, (2 * DaysAround) + 1)
            .SelectMany(day => SlotsOn(local.Date.PlusDays(day)))
            .OrderBy(slot => Math.Abs((slot.Start - wanted).TotalSeconds))
            .Take(count)
            .OrderBy(static slot => slot.Start)];
    }

    private static LocalDateTime WallTime(LocalDate date, int minute) => date.AtMidnight().PlusMinutes(minute);

    private IEnumerable<Slot> Candidates(LocalDate date)
    {
        foreach (var open in rules.Hours.Where(open => open.Day == date.DayOfWeek).OrderBy(static open => open.StartMinute))
        {
            var closes = ClosingMoment(WallTime(date, open.EndMinute));
            for (var minute = open.StartMinute; minute < open.EndMinute; minute += rules.StepMinutes)
            {
                if (Candidate(WallTime(date, minute)) is { } slot && slot.End <= closes)
                {
                    yield return slot;
                }
            }
        }
    }

    private Slot? Candidate(LocalDateTime local)
    {
        var mapping = rules.Zone.MapLocal(local);
        if (mapping.Count == 0)
        {
            return null;
        }

        var start = mapping.First().ToInstant();
        return new Slot(local, start, start + rules.Length);
    }

    // A closing time that is skipped closes at the change of the clocks; a repeated one at its later moment.
    private Instant ClosingMoment(LocalDateTime local)
    {
        var mapping = rules.Zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.EarlyInterval.End : mapping.Last().ToInstant();
    }

    private SlotRefusal? Refuse(Slot slot)
    {
        if (slot.Start < now)
        {
            return SlotRefusal.Past;
        }

        if (slot.Start < now + rules.Notice)
        {
            return SlotRefusal.Notice;
        }

        return _busy.Overlaps(rules.Occupied(slot)) ? SlotRefusal.Taken : null;
    }
}

/// <summary>Why a time can't be booked.</summary>
public enum SlotRefusal
{
    Past,
    Notice,
    BeyondHorizon,
    OutsideHours,
    Taken,
}
