using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>A member's hours on one date: none closes it, null goes back to the weekly hours.</summary>
[Requires(Right.ManageBookings)]
public sealed record SetDayHours(MemberId MemberId, LocalDate Date, IReadOnlyList<DayInterval>? Intervals);

/// <summary>A member takes no bookings from one wall time to another. Bookings that lie in it stay; how many do is answered.</summary>
[Requires(Right.ManageBookings)]
public sealed record BlockTime(MemberId MemberId, LocalDateTime Start, LocalDateTime End, string? Reason)
{
    /// <summary>The blocked time that is changed; null for a new one.</summary>
    public Guid? Id { get; init; }
}

[Requires(Right.ManageBookings)]
public sealed record RemoveTimeOff(Guid Id);

/// <summary>What was blocked, and how many bookings lie in it.</summary>
public sealed record BlockedTime(Guid Id, int BookingsInside);

/// <summary>The business is closed on a date; the same date again changes the name.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SaveHoliday(LocalDate Date, string? Name);

[Requires(Right.ManageWorkspace)]
public sealed record RemoveHoliday(Guid Id);

/// <summary>Adds a room, chair or device (<paramref name="Id"/> null) or changes one.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SaveResource(Guid? Id, string? Name, bool IsActive = true);

public sealed class SetDayHoursHandler(IWriteDoor door) : Handler<SetDayHours, Done>(door)
{
    protected override IEnumerable<Error> Check(SetDayHours command)
    {
        if (Intervals.Wrong(command.Intervals ?? []) is { } sentence)
        {
            yield return new Error("hours", sentence, ErrorKind.Invalid, nameof(command.Intervals));
        }
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SetDayHours command, CancellationToken cancellationToken)
    {
        if (await Schedule.EnterAsync(db, caller, command.MemberId, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var before = await db.DayOverrides().SingleOrDefaultAsync(
            row => row.MemberId == command.MemberId && row.Date == command.Date, cancellationToken);
        if (before is not null)
        {
            db.Remove(before);
            await db.SaveChangesAsync(cancellationToken);
        }

        if (command.Intervals is { } intervals)
        {
            db.Add(DayOverride.Of(
                db, command.MemberId, command.Date, [.. intervals.OrderBy(static interval => interval.StartMinute)]));
        }

        db.Audit(caller, "hours.day_changed", command.MemberId.Value, new { command.Date, before?.Intervals }, new { command.Date, command.Intervals });
        return Done.It;
    }
}

public sealed class BlockTimeHandler(IWriteDoor door) : Handler<BlockTime, BlockedTime>(door)
{
    protected override IEnumerable<Error> Check(BlockTime command)
    {
        var errors = new FieldChecks();
        errors.Optional(command.Reason, nameof(command.Reason), TimeOff.MaxReasonLength);
        errors.If(command.End <= command.Start, "time_off.interval", "The end has to be after the start.", nameof(command.End));
        errors.If(
            Period.Between(command.Start, command.End, PeriodUnits.Days).Days >= TimeOff.MaxLength.Days,
            "time_off.length",
            $"At most {TimeOff.MaxLength.Days} days fit into one entry.",
            nameof(command.End));
        return errors.All;
    }

    protected override async Task<Result<BlockedTime>> ExecuteAsync(
        CareOpsDb db, Caller caller, BlockTime command, CancellationToken cancellationToken)
    {
        if (await Schedule.EnterAsync(db, caller, command.MemberId, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        var (from, until) = (workspace.Zone.AtLeniently(command.Start).ToInstant(), workspace.Zone.AtLeniently(command.End).ToInstant());
        TimeOff? off = null;
        if (command.Id is { } id)
        {
            off = await db.TimesOff().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
            if (off is null || !OwnCalendar.Allows(caller, off.MemberId))
            {
                return Error.NotFound("time off");
            }

            off.Change(command.MemberId, new Interval(from, until), Text.Line(command.Reason));
        }
        else
        {
            off = TimeOff.Of(db, command.MemberId, new Interval(from, until), Text.Line(command.Reason));
            db.Add(off);
        }

        db.Audit(caller, "time_off.set", off.Id, null, new { Member = off.MemberId.Value, off.StartsAt, off.EndsAt });
        var inside = await db.Bookings().CountAsync(
            row => row.MemberId == command.MemberId && row.StartsAt < until && row.EndsAt > from
                && (row.Status == BookingStatus.Pending || row.Status == BookingStatus.Confirmed),
            cancellationToken);
        return new BlockedTime(off.Id, inside);
    }
}

public sealed class RemoveTimeOffHandler(IWriteDoor door) : Handler<RemoveTimeOff, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemoveTimeOff command, CancellationToken cancellationToken)
    {
        var off = await db.TimesOff().SingleOrDefaultAsync(row => row.Id == command.Id, cancellationToken);
        if (off is null || !OwnCalendar.Allows(caller, off.MemberId))
        {
            return Error.NotFound("time off");
        }

        await Schedule.EnterAsync(db, caller, off.MemberId, cancellationToken);
        db.Remove(off);
        db.Audit(caller, "time_off.removed", off.Id, new { Member = off.MemberId.Value, off.StartsAt, off.EndsAt }, null);
        return Done.It;
    }
}

public sealed class SaveHolidayHandler(IWriteDoor door) : Handler<SaveHoliday, Done>(door)
{
    protected override IEnumerable<Error> Check(SaveHoliday command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "what the holiday is called", Holiday.MaxNameLength);
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveHoliday command, CancellationToken cancellationToken)
    {
        await Availability.ScheduleChangedAsync(db, cancellationToken);
        var before = await db.Holidays().SingleOrDefaultAsync(row => row.Date == command.Date, cancellationToken);
        if (before is not null)
        {
            db.Remove(before);
            await db.SaveChangesAsync(cancellationToken);
        }

        var holiday = Holiday.Of(db, command.Date, Text.Line(command.Name)!);
        db.Add(holiday);
        db.Audit(caller, "holiday.saved", holiday.Id, before is null ? null : new { before.Date, before.Name }, new { holiday.Date, holiday.Name });
        return Done.It;
    }
}

public sealed class RemoveHolidayHandler(IWriteDoor door) : Handler<RemoveHoliday, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemoveHoliday command, CancellationToken cancellationToken)
    {
        await Availability.ScheduleChangedAsync(db, cancellationToken);
        var holiday = await db.Holidays().SingleOrDefaultAsync(row => row.Id == command.Id, cancellationToken);
        if (holiday is null)
        {
            return Error.NotFound("holiday");
        }

        db.Remove(holiday);
        db.Audit(caller, "holiday.removed", holiday.Id, new { holiday.Date, holiday.Name }, null);
        return Done.It;
    }
}

public sealed class SaveResourceHandler(IWriteDoor door) : Handler<SaveResource, Resource>(door)
{
    protected override IEnumerable<Error> Check(SaveResource command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "a name, such as Room 1", Resource.MaxNameLength);
        return errors.All;
    }

    protected override async Task<Result<Resource>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveResource command, CancellationToken cancellationToken)
    {
        await Availability.ScheduleChangedAsync(db, cancellationToken);
        var name = Text.Line(command.Name)!;
        if (await db.Resources().AnyAsync(row => row.Name == name && row.Id != (command.Id ?? Guid.Empty), cancellationToken))
        {
            return new Error("resource.name", "There is one of this name already. Choose another name.", ErrorKind.Invalid, nameof(command.Name));
        }

        if (command.Id is not { } id)
        {
            var added = Resource.Create(db, name, await db.Resources().CountAsync(cancellationToken) + 1);
            db.Add(added);
            db.Audit(caller, "resource.added", added.Id, null, new { added.Name });
            return added;
        }

        var resource = await db.Resources().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (resource is null)
        {
            return Error.NotFound("resource");
        }

        var before = new { resource.Name, resource.IsActive };
        resource.Change(name, command.IsActive);
        db.Audit(caller, "resource.changed", resource.Id, before, new { resource.Name, resource.IsActive });
        return resource;
    }
}

/// <summary>What every change of a member's times begins with.</summary>
internal static class Schedule
{
    /// <summary>Lets nobody book the member meanwhile, and has what was read of the schedule read again.</summary>
    public static async Task<Error?> EnterAsync(CareOpsDb db, Caller caller, MemberId member, CancellationToken cancellationToken)
    {
        if (!OwnCalendar.Allows(caller, member))
        {
            return BookingErrors.NotOwnCalendar;
        }

        await db.LockAsync($"occupancy:{member}", cancellationToken);
        await Availability.ScheduleChangedAsync(db, cancellationToken);
        return await db.ActiveMembers().AnyAsync(row => row.Id == member, cancellationToken) ? null : Error.NotFound("member");
    }
}

/// <summary>What is wrong with the intervals of a day.</summary>
internal static class Intervals
{
    public const int MostADay = 6;

    public static string? Wrong(IEnumerable<DayInterval> intervals)
    {
        var inOrder = intervals.OrderBy(static interval => interval.StartMinute).ToList();
        if (inOrder.Count > MostADay)
        {
            return $"A day has at most {MostADay} intervals.";
        }

        if (inOrder.Exists(static i => i.StartMinute < 0 || i.EndMinute > WeeklyHours.MinutesOfADay || i.StartMinute >= i.EndMinute))
        {
            return "Each interval has to end after it starts.";
        }

        return inOrder.Zip(inOrder.Skip(1)).Any(static pair => pair.Second.StartMinute < pair.First.EndMinute)
            ? "These intervals overlap. Change one of them."
            : null;
    }
}
