using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

/// <summary>Replaces a member's weekly hours.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record ChangeHours(MemberId MemberId, IReadOnlyList<OpenInterval> Intervals);

public sealed class ChangeHoursHandler(IWriteDoor door) : Handler<ChangeHours, Done>(door)
{
    protected override IEnumerable<Error> Check(ChangeHours command)
    {
        foreach (var day in command.Intervals.GroupBy(static interval => interval.Day))
        {
            if (Intervals.Wrong(day.Select(static interval => new DayInterval(interval.StartMinute, interval.EndMinute))) is { } sentence)
            {
                yield return new Error("hours", sentence, ErrorKind.Invalid, day.Key.ToString());
            }
        }
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ChangeHours command, CancellationToken cancellationToken)
    {
        if (await Schedule.EnterAsync(db, caller, command.MemberId, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var before = await Availability.HoursAsync(db, command.MemberId, cancellationToken);
        await db.WeeklyHours().Where(hours => hours.MemberId == command.MemberId).ExecuteDeleteAsync(cancellationToken);
        db.AddRange(command.Intervals.Select(interval => WeeklyHours.Of(db, command.MemberId, interval)));
        db.Announce(new LiveSubject(nameof(WeeklyHours), command.MemberId.Value));
        db.Audit(caller, "hours.changed", command.MemberId.Value, before, command.Intervals);
        return Done.It;
    }
}
