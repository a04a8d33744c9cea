using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>A time that can be booked.</summary>
/// <param name="Local">The business's wall time, which the page shows.</param>
/// <param name="Start">The moment it means.</param>
/// <param name="End">The moment it ends: the service's duration later, whatever the clocks do in between.</param>
public readonly record struct Slot(LocalDateTime Local, Instant Start, Instant End)
{
    public Interval Time => new(Start, End);
}

/// <summary>
/// Who and what a booking takes. <paramref name="Occupied"/> is its time with the buffers that apply, <paramref name="SessionId"/> the
/// session it joins, null where it starts its own; <paramref name="Seat"/> is from 1 to <paramref name="Capacity"/>.
/// </summary>
public sealed record Placement(
    Slot Slot, MemberId Member, IReadOnlyList<Guid> Resources, Interval Occupied, Guid? SessionId, int Seat, int Capacity)
{
    public IEnumerable<Guid> Subjects => Resources.Prepend(Member.Value);

    /// <summary>One that needs nothing but the member: no buffers, no resources, nobody beside.</summary>
    public static Placement Of(Slot slot, MemberId member) => new(slot, member, [], slot.Time, null, 1, 1);
}

/// <summary>What the engine says of one member at one time: where the booking would go, or every rule that refuses it.</summary>
public sealed record Verdict(Timetable Member, IReadOnlyList<SlotReason> Reasons);

/// <summary>
/// The one engine: it shows slots, it decides on a booking and it explains. Slots start on a grid of wall time from each opening; a wall
/// time that the clocks skip is not offered, one that they repeat is offered once, as its earlier moment.
/// </summary>
/// <param name="rules">What the service asks for.</param>
/// <param name="members">Who does it.</param>
/// <param name="busy">What they and the resources are occupied by around the dates in question.</param>
/// <param name="bookedOn">How many bookings of the service each date has; only asked where there is a daily limit.</param>
/// <param name="now">The moment of asking.</param>
public sealed class SlotEngine(
    SlotRules rules,
    IReadOnlyList<Timetable> members,
    IEnumerable<OccupiedSeat> busy,
    IReadOnlyDictionary<LocalDate, int> bookedOn,
    Instant now)
{
    private readonly BusyTimes _busy = new(busy);

    public SlotRules Rules => rules;

    public IReadOnlyList<Timetable> Members => members;

    /// <summary>The first and last day on which anything can be booked.</summary>
    public LocalDate Today { get; } = now.InZone(rules.Zone).Date;

    public LocalDate LastDay => Today.PlusDays(rules.HorizonDays);

    /// <summary>The free slots of a date, earliest first: of one member, or of any.</summary>
    public IReadOnlyList<Slot> SlotsOn(LocalDate date, MemberId? member = null)
    {
        if (date < Today || date > LastDay)
        {
            return [];
        }

        var slots = new SortedDictionary<LocalDateTime, Slot>();
        foreach (var timetable in Asked(member))
        {
            foreach (var slot in Grid(timetable, date))
            {
                if (!slots.ContainsKey(slot.Local) && Place(timetable, slot, isOnGrid: true) is not null)
                {
                    slots.Add(slot.Local, slot);
                }
            }
        }

        return [.. slots.Values];
    }

    /// <summary>How many more customers fit into a free slot, over all members who could take them.</summary>
    public int PlacesLeft(Slot slot, MemberId? member = null) => Asked(member)
        .Where(timetable => Place(timetable, slot, IsOnGrid(timetable, slot)) is not null)
        .Sum(timetable => rules.Seats - (SessionToJoin(timetable.Member.Value, slot)?.Seats.Count ?? 0));

    /// <summary>Whether a date has a free slot.</summary>
    public bool HasSlotOn(LocalDate date, MemberId? member = null) =>
        date >= Today
        && date <= LastDay
        && Asked(member).Any(timetable => Grid(timetable, date).Any(slot => Place(timetable, slot, isOnGrid: true) is not null));

    /// <summary>
    /// Where a booking at this wall time goes, or the rule that comes closest to allowing it. Of several members who are free the one with
    /// a group to join comes first, then the one with the least to do on that day, then the first in order.
    /// </summary>
    public (Placement? Placement, SlotReason? Refusal) At(LocalDateTime local, MemberId? member = null)
    {
        var placements = new List<(Placement Placement, Duration Load)>();
        SlotReason? closest = null;
        foreach (var timetable in Asked(member))
        {
            if (SlotAt(local, rules.Length) is { } slot && Place(timetable, slot, IsOnGrid(timetable, slot)) is { } placement)
            {
                placements.Add((placement, _busy.Load(timetable.Member.Value, DayOf(local.Date))));
            }
            else if (Explain(timetable, local, rules.Length)[0] is var reason && (closest is null || reason.Refusal > closest.Value.Refusal))
            {
                closest = reason;
            }
        }

        return placements.Count > 0
            ? (placements.OrderBy(static each => each.Placement.SessionId is null).ThenBy(static each => each.Load).First().Placement, null)
            : (null, closest ?? new SlotReason(SlotRefusal.NotOffered));
    }

    /// <summary>Every rule that refuses a wall time, for each member who could do it. No reasons: it is free.</summary>
    public IReadOnlyList<Verdict> Explain(LocalDateTime local, MemberId? member = null, Duration? length = null) =>
        [.. Asked(member).Select(timetable => new Verdict(timetable, Explain(timetable, local, length ?? rules.Length)))];

    /// <summary>
    /// Where a member's own choice goes: any start, any length. Rules that may be overridden don't stop it, an overlap does.
    /// The buffers shrink to what is left between the neighbours' appointments.
    /// </summary>
    public (Placement? Placement, IReadOnlyList<SlotReason> Reasons) Force(
        LocalDateTime local, Duration length, MemberId member, IReadOnlyList<Guid>? preferred = null)
    {
        var timetable = Asked(member).FirstOrDefault();
        if (timetable is null || SlotAt(local, length) is not { } slot)
        {
            return (null, [new SlotReason(timetable is null ? SlotRefusal.NotOffered : SlotRefusal.Skipped)]);
        }

        var reasons = Explain(timetable, local, length).Where(static reason => reason.Refusal != SlotRefusal.OffGrid).ToList();
        if (reasons.Exists(static reason => !reason.CanBeOverridden))
        {
            return (null, reasons);
        }

        var session = SessionToJoin(timetable.Member.Value, slot);
        var resources = session is not null
            ? ResourcesOf(session, slot)
            : Resources(slot, withBuffers: true, preferred ?? []) ?? Resources(slot, withBuffers: false, preferred ?? []);
        if (resources is null)
        {
            return (null, [.. reasons, new SlotReason(SlotRefusal.Resource)]);
        }

        var occupied = session?.Occupied ?? Squeezed(slot, [member.Value, .. resources]);
        return (PlacementOf(timetable, slot, session, resources, occupied), reasons);
    }

    /// <summary>The free slots nearest to a wall time, at most a week away, earliest first.</summary>
    public IReadOnlyList<Slot> Nearest(LocalDateTime local, int count, MemberId? member = null)
    {
        const int DaysAround = 7;
        var wanted = rules.Zone.AtLeniently(local).ToInstant();
        return [.. Enumerable.Range(-DaysAround, (2 * DaysAround) + 1)
            .SelectMany(day => SlotsOn(local.Date.PlusDays(day), member))
            .OrderBy(slot => Math.Abs((slot.Start - wanted).TotalSeconds))
            .Take(count)
            .OrderBy(static slot => slot.Start)];
    }

    private static LocalDateTime WallTime(LocalDate date, int minute) => date.AtMidnight().PlusMinutes(minute);

    private IEnumerable<Timetable> Asked(MemberId? member) =>
        member is { } only ? members.Where(timetable => timetable.Member == only) : members;

    private IEnumerable<Slot> Grid(Timetable timetable, LocalDate date)
    {
        foreach (var open in timetable.OpenOn(date))
        {
            var closes = ClosingMoment(WallTime(date, open.EndMinute));
            for (var minute = open.StartMinute; minute < open.EndMinute; minute += rules.StepMinutes)
            {
                if (SlotAt(WallTime(date, minute), rules.Length) is { } slot && slot.End <= closes)
                {
                    yield return slot;
                }
            }
        }
    }

    // What Grid yields for the slot's wall time, without counting up to it.
    private bool IsOnGrid(Timetable timetable, Slot slot)
    {
        var (date, time) = (slot.Local.Date, slot.Local.TimeOfDay);
        var minute = (time.Hour * NodaConstants.MinutesPerHour) + time.Minute;
        return time == new LocalTime(time.Hour, time.Minute) && timetable.OpenOn(date).Any(open =>
            open.StartMinute <= minute
            && minute < open.EndMinute
            && (minute - open.StartMinute) % rules.StepMinutes == 0
            && slot.Start + rules.Length <= ClosingMoment(WallTime(date, open.EndMinute)));
    }

    private Slot? SlotAt(LocalDateTime local, Duration length)
    {
        var mapping = rules.Zone.MapLocal(local);
        if (mapping.Count == 0)
        {
            return null;
        }

        var start = mapping.First().ToInstant();
        return new Slot(local, start, start + length);
    }

    // A closing time that is skipped closes at the change of the clocks; a repeated one at its later moment.
    private Instant ClosingMoment(LocalDateTime local)
    {
        var mapping = rules.Zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.EarlyInterval.End : mapping.Last().ToInstant();
    }

    private Interval DayOf(LocalDate date) =>
        new(date.AtStartOfDayInZone(rules.Zone).ToInstant(), date.PlusDays(1).AtStartOfDayInZone(rules.Zone).ToInstant());

    // The placement of a slot that no rule refuses; the same rules as in Explain, without looking for more than one.
    private Placement? Place(Timetable timetable, Slot slot, bool isOnGrid)
    {
        if (!isOnGrid
            || slot.Start < now + rules.Notice
            || slot.Local.Date > LastDay
            || IsLimitReached(slot)
            || timetable.TimeOffAt(slot.Time) is not null)
        {
            return null;
        }

        var session = SessionToJoin(timetable.Member.Value, slot);
        if (session is null && _busy.Overlaps(timetable.Member.Value, rules.Occupied(slot)))
        {
            return null;
        }

        var resources = session is null ? Resources(slot, withBuffers: true, []) : ResourcesOf(session, slot);
        return resources is null
            ? null
            : PlacementOf(timetable, slot, session, resources, session?.Occupied ?? rules.Occupied(slot));
    }

    private Placement PlacementOf(
        Timetable timetable, Slot slot, BusySession? session, IReadOnlyList<Guid> resources, Interval occupied) => new(
            slot,
            timetable.Member,
            resources,
            occupied,
            session?.SessionId,
            session is null ? 1 : Enumerable.Range(1, rules.Seats).First(seat => !session.Seats.Contains(seat)),
            Math.Max(rules.Seats, session is null ? 1 : session.Seats.Max()));

    private List<SlotReason> Explain(Timetable timetable, LocalDateTime local, Duration length)
    {
        if (SlotAt(local, length) is not { } slot)
        {
            return [new SlotReason(SlotRefusal.Skipped)];
        }

        List<SlotReason> reasons = [.. WhenReasons(slot), .. HoursReasons(timetable, slot)];
        if (IsLimitReached(slot))
        {
            reasons.Add(new SlotReason(SlotRefusal.DailyLimit));
        }

        var session = SessionToJoin(timetable.Member.Value, slot);
        if (session is null)
        {
            var overlaps = BusyReasons(timetable.Member.Value, slot).ToList();
            reasons.AddRange(overlaps);
            if (!overlaps.Exists(static reason => reason.Refusal == SlotRefusal.Full))
            {
                // A full group takes its room itself: that is one reason, not two.
                reasons.AddRange(ResourceReasons(slot));
            }
        }

        return reasons;
    }

    private IEnumerable<SlotReason> WhenReasons(Slot slot)
    {
        if (slot.Start < now)
        {
            yield return new SlotReason(SlotRefusal.Past);
        }
        else if (slot.Start < now + rules.Notice)
        {
            yield return new SlotReason(SlotRefusal.Notice, new Interval(now + rules.Notice, null));
        }

        if (slot.Local.Date > LastDay)
        {
            yield return new SlotReason(SlotRefusal.BeyondHorizon);
        }
    }

    private IEnumerable<SlotReason> HoursReasons(Timetable timetable, Slot slot)
    {
        var date = slot.Local.Date;
        var fits = timetable.OpenOn(date).Any(open =>
            slot.Local >= WallTime(date, open.StartMinute) && slot.End <= ClosingMoment(WallTime(date, open.EndMinute)));
        if (!fits)
        {
            yield return new SlotReason(timetable.ClosedBecause(date));
        }
        else if (!IsOnGrid(timetable, slot))
        {
            yield return new SlotReason(SlotRefusal.OffGrid);
        }

        if (timetable.TimeOffAt(slot.Time) is { } off)
        {
            yield return new SlotReason(SlotRefusal.TimeOff, off);
        }
    }

    private IEnumerable<SlotReason> BusyReasons(Guid subject, Slot slot)
    {
        foreach (var session in _busy.Overlapping(subject, rules.Occupied(slot)))
        {
            var isOwnGroup = rules.Seats > 1 && session.ServiceId == rules.ServiceId && session.Appointment == slot.Time;
            var overlaps = Meets(session.Appointment, slot.Time) ? SlotRefusal.Taken : SlotRefusal.Buffer;
            yield return new SlotReason(isOwnGroup ? SlotRefusal.Full : overlaps, session.Appointment);
        }
    }

    private IEnumerable<SlotReason> ResourceReasons(Slot slot)
    {
        if (rules.Needs.Count == 0 || Resources(slot, withBuffers: true, []) is not null)
        {
            yield break;
        }

        var withBuffers = Resources(slot, withBuffers: false, []) is not null;
        var need = rules.Needs.Index().FirstOrDefault(
            each => !each.Item.Any(resource => IsFree(resource, slot, withBuffers)), (Index: 0, Item: rules.Needs[0]));
        var taken = need.Item
            .SelectMany(resource => _busy.Overlapping(resource, rules.Occupied(slot)))
            .Select(static session => (Interval?)session.Appointment)
            .FirstOrDefault();
        yield return new SlotReason(withBuffers && taken is not null ? SlotRefusal.Buffer : SlotRefusal.Resource, taken, need.Index + 1);
    }

    private bool IsLimitReached(Slot slot) =>
        rules.DailyLimit is { } limit && bookedOn.GetValueOrDefault(slot.Local.Date) + rules.People > limit;

    private static bool Meets(Interval one, Interval other) => one.Start < other.End && other.Start < one.End;

    private BusySession? SessionToJoin(Guid member, Slot slot) => rules.Seats == 1
        ? null
        : _busy.Overlapping(member, slot.Time).FirstOrDefault(session =>
            session.ServiceId == rules.ServiceId && session.Appointment == slot.Time && session.Seats.Count + rules.People <= rules.Seats);

    // The session's own resources: whoever joins sits in the same room.
    private List<Guid> ResourcesOf(BusySession session, Slot slot) =>
        [.. rules.Needs.SelectMany(static need => need).Distinct()
            .Where(resource => _busy.Overlapping(resource, slot.Time).Any(each => each.SessionId == session.SessionId))];

    /// <summary>For each need a free resource of its own, or null where that is not possible.</summary>
    private List<Guid>? Resources(Slot slot, bool withBuffers, IReadOnlyList<Guid> preferred)
    {
        var chosen = new List<Guid>(rules.Needs.Count);
        return Choose(0) ? chosen : null;

        bool Choose(int need)
        {
            if (need == rules.Needs.Count)
            {
                return true;
            }

            foreach (var resource in rules.Needs[need].OrderByDescending(preferred.Contains))
            {
                if (!chosen.Contains(resource) && IsFree(resource, slot, withBuffers))
                {
                    chosen.Add(resource);
                    if (Choose(need + 1))
                    {
                        return true;
                    }

                    chosen.RemoveAt(chosen.Count - 1);
                }
            }

            return false;
        }
    }

    // Without buffers an appointment may stand in another one's, which then give way.
    private bool IsFree(Guid resource, Slot slot, bool withBuffers) => withBuffers
        ? !_busy.Overlaps(resource, rules.Occupied(slot))
        : !_busy.Overlapping(resource, slot.Time).Any(session => Meets(session.Appointment, slot.Time));

    // The buffers as far as the neighbours leave room for them.
    private Interval Squeezed(Slot slot, IReadOnlyList<Guid> subjects)
    {
        var (from, until) = (slot.Start - rules.BufferBefore, slot.End + rules.BufferAfter);
        foreach (var session in subjects.SelectMany(subject => _busy.Overlapping(subject, rules.Occupied(slot))))
        {
            if (session.Appointment.End <= slot.Start)
            {
                from = Instant.Max(from, Instant.Min(session.Occupied.End, slot.Start));
            }
            else
            {
                until = Instant.Min(until, Instant.Max(session.Occupied.Start, slot.End));
            }
        }

        return new Interval(from, until);
    }
}
