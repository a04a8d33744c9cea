using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

/// <summary>Replaces a member's weekly hours.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record ChangeHours(MemberId MemberId, IReadOnlyList<OpenInterval> Intervals);

public sealed class ChangeHoursHandler(IWriteDoor door) : Handler<ChangeHours, Done>(door)
{
    private const int MostIntervalsADay = 6;

    protected override IEnumerable<Error> Check(ChangeHours command)
    {
        foreach (var day in command.Intervals.GroupBy(static interval => interval.Day))
        {
            if (Wrong(day.OrderBy(static interval => interval.StartMinute).ToList()) is { } sentence)
            {
                yield return new Error("hours", sentence, ErrorKind.Invalid, day.Key.ToString());
            }
        }
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ChangeHours command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"occupancy:{command.MemberId}", cancellationToken);
        await Availability.ScheduleChangedAsync(db, cancellationToken);
        if (!await db.Members().AnyAsync(member => member.Id == command.MemberId, cancellationToken))
        {
            return Error.NotFound("member");
        }

        var before = await Availability.HoursAsync(db, command.MemberId, cancellationToken);
        await db.WeeklyHours().Where(hours => hours.MemberId == command.MemberId).ExecuteDeleteAsync(cancellationToken);
        db.AddRange(command.Intervals.Select(interval => WeeklyHours.Of(db, command.MemberId, interval)));
        db.Announce(new LiveSubject(nameof(WeeklyHours), command.MemberId.Value));
        db.Audit(caller, "hours.changed", command.MemberId.Value, before, command.Intervals);
        return Done.It;
    }

    private static string? Wrong(List<OpenInterval> intervals)
    {
        if (intervals.Count > MostIntervalsADay)
        {
            return $"A day has at most {MostIntervalsADay} intervals.";
        }

        if (intervals.Exists(static i => i.StartMinute < 0 || i.EndMinute > WeeklyHours.MinutesOfADay || i.StartMinute >= i.EndMinute))
        {
            return "Each interval has to end after it starts.";
        }

        return intervals.Zip(intervals.Skip(1)).Any(static pair => pair.Second.StartMinute < pair.First.EndMinute)
            ? "These intervals overlap. Change one of them."
            : null;
    }
}
