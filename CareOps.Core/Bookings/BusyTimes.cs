using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>One session of a subject: an appointment, the buffers around it, and the seats that are taken.</summary>
internal sealed record BusySession(Guid SessionId, Guid ServiceId, Interval Appointment, Interval Occupied, IReadOnlyList<int> Seats);

/// <summary>What each member and resource is occupied by, so that asking about a time costs the logarithm of their number.</summary>
internal sealed class BusyTimes
{
    private readonly Dictionary<Guid, BusySession[]> _sessions;

    public BusyTimes(IEnumerable<OccupiedSeat> seats) =>
        _sessions = seats
            .GroupBy(static seat => seat.SubjectId)
            .ToDictionary(static subject => subject.Key, static subject => Sessions(subject));

    /// <summary>The sessions whose occupied time shares a moment with <paramref name="wanted"/>; touching ends don't count.</summary>
    public IEnumerable<BusySession> Overlapping(Guid subject, Interval wanted)
    {
        if (!_sessions.TryGetValue(subject, out var sessions))
        {
            yield break;
        }

        for (var at = FirstEndingAfter(sessions, wanted.Start); at < sessions.Length && sessions[at].Occupied.Start < wanted.End; at++)
        {
            yield return sessions[at];
        }
    }

    public bool Overlaps(Guid subject, Interval wanted) =>
        _sessions.TryGetValue(subject, out var sessions)
        && FirstEndingAfter(sessions, wanted.Start) is var at
        && at < sessions.Length
        && sessions[at].Occupied.Start < wanted.End;

    /// <summary>How long a subject's appointments last that start in an interval.</summary>
    public Duration Load(Guid subject, Interval during)
    {
        var load = Duration.Zero;
        foreach (var session in _sessions.GetValueOrDefault(subject, []))
        {
            if (during.Contains(session.Appointment.Start))
            {
                load += session.Appointment.Duration;
            }
        }

        return load;
    }

    // Sessions of one subject never overlap, the database sees to it: sorted by start they are sorted by end.
    private static BusySession[] Sessions(IEnumerable<OccupiedSeat> subject) =>
        [.. subject
            .GroupBy(static seat => seat.SessionId)
            .Select(static session => new BusySession(
                session.Key,
                session.First().ServiceId,
                session.First().Appointment,
                new Interval(session.Min(static seat => seat.Occupied.Start), session.Max(static seat => seat.Occupied.End)),
                [.. session.Select(static seat => seat.Seat)]))
            .OrderBy(static session => session.Occupied.Start)];

    private static int FirstEndingAfter(BusySession[] sessions, Instant moment)
    {
        var (low, high) = (0, sessions.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sessions[middle].Occupied.End <= moment)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

/// <summary>A seat of a session, as the engine reads it.</summary>
public readonly record struct OccupiedSeat(
    Guid SubjectId, Guid SessionId, int Seat, Guid ServiceId, Interval Appointment, Interval Occupied);
