using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// A member gives a booking another time, member or length. It commits at once; the customer is told ten seconds later.
/// <paramref name="Revision"/> is the one that the member saw: moving what was changed meanwhile is refused.
/// </summary>
[Requires(Right.ManageBookings)]
public sealed record MoveBooking(Guid BookingId, int Revision, LocalDateTime Start, MemberId MemberId, int Minutes)
{
    /// <summary>Why it is put there against the rules; audited.</summary>
    public string? Reason { get; init; }

    public bool Tell { get; init; } = true;
}

/// <summary>
/// Takes a member's move back: to where it was, without asking the rules again. Nobody is told, unless the customer was told of the move, or
/// was still to be told of what was before it.
/// </summary>
[Requires(Right.ManageBookings)]
public sealed record UndoMove(MovedBooking Moved);

/// <summary>The customer moves it, by the booking's secret link, to a slot that is offered.</summary>
[Requires(Right.HoldLink)]
public sealed record RescheduleOwnBooking(LocalDateTime? Start)
{
    /// <summary>Null for whoever is free.</summary>
    public MemberId? MemberId { get; init; }

    public Guid? HoldId { get; init; }
}

/// <summary>A move that was made, and where the booking was before.</summary>
public sealed record MovedBooking(Guid BookingId, int Revision, LocalDateTime FromStart, MemberId FromMember, int FromMinutes)
{
    public LocalDateTime Start { get; init; }

    /// <summary>Until when it can be thought over: then the customer is told, and the earlier time offered to others.</summary>
    public Instant CanThinkUntil { get; init; }

    /// <summary>Whether it takes back what the customer was told of: then they are told of this at once.</summary>
    public bool IsToldBack { get; init; }

    /// <summary>Why it was allowed there against the rules.</summary>
    public string? FromReason { get; init; }

    /// <summary>When its customer had come.</summary>
    public Instant? FromArrivedAt { get; init; }

    /// <summary>Of what its customer was to be told yet.</summary>
    public BookingChange? FromOwed { get; init; }
}

public sealed class MoveBookingHandler(IWriteDoor door) : Handler<MoveBooking, MovedBooking>(door)
{
    protected override IEnumerable<Error> Check(MoveBooking command)
    {
        var errors = new FieldChecks();
        errors.Range(command.Minutes, SaveServiceHandler.MinStepMinutes, Service.MaxMinutes, nameof(command.Minutes), "minutes");
        errors.Optional(command.Reason, nameof(command.Reason), Booking.MaxReasonLength);
        return errors.All;
    }

    protected override Task<Result<MovedBooking>> ExecuteAsync(
        CareOpsDb db, Caller caller, MoveBooking command, CancellationToken cancellationToken) =>
        Moving.RunAsync(
            db,
            caller,
            command.BookingId,
            command.Revision,
            new MembersWish(command.Start, Duration.FromMinutes(command.Minutes), command.MemberId, Text.Line(command.Reason)),
            command.Tell,
            cancellationToken);
}

public sealed class UndoMoveHandler(IWriteDoor door) : Handler<UndoMove, MovedBooking>(door)
{
    protected override Task<Result<MovedBooking>> ExecuteAsync(
        CareOpsDb db, Caller caller, UndoMove command, CancellationToken cancellationToken)
    {
        var moved = command.Moved;
        return Moving.RunAsync(
            db,
            caller,
            moved.BookingId,
            moved.Revision,
            new MembersWish(moved.FromStart, Duration.FromMinutes(moved.FromMinutes), moved.FromMember, moved.FromReason)
            {
                IsWayBack = true,
                ArrivedAt = moved.FromArrivedAt,
                Owed = moved.FromOwed,
            },
            tell: false,
            cancellationToken);
    }
}

public sealed class RescheduleOwnBookingHandler(IWriteDoor door) : Handler<RescheduleOwnBooking, Booking>(door)
{
    protected override IEnumerable<Error> Check(RescheduleOwnBooking command)
    {
        if (command.Start is null)
        {
            yield return BookingErrors.NoSlotChosen;
        }
    }

    protected override async Task<Result<Booking>> ExecuteAsync(
        CareOpsDb db, Caller caller, RescheduleOwnBooking command, CancellationToken cancellationToken)
    {
        var id = ((Caller.LinkHolder)caller).SubjectId;
        if (await BookingDesk.LockAsync(db, caller, [id], cancellationToken) is not [var booking])
        {
            return BookingErrors.NotFound;
        }

        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        if (await BookingDesk.LockAsync(db, workspace, booking.ServiceId, activeOnly: true, command.HoldId, cancellationToken) is not { } plan)
        {
            return BookingErrors.ServiceNotFound;
        }

        if (booking.Refuse(BookingStep.Move) is null && IsThere(booking, command, workspace.Zone))
        {
            // The same post again, or no change at all: nobody is told twice.
            return booking;
        }

        var day = command.Start!.Value.Date;
        var engine = await Availability.EngineAsync(
            db, plan.Lasting(booking.Length), command.MemberId, day, day, new Except { Bookings = [id] }, cancellationToken);
        var (placement, refusal) = engine.At(command.Start.Value, command.MemberId);
        if (placement is null)
        {
            return BookingErrors.Of(refusal!.Value.Refusal);
        }

        var before = Moving.Place(booking);
        var moved = booking.Move(db, caller, plan.Service, placement, null);
        if (!moved.Succeeded)
        {
            return moved.Error;
        }

        var written = await Moving.WriteAsync(db, caller, booking, placement, before, cancellationToken);
        if (written.Succeeded)
        {
            BookingDesk.Tell(db, caller, booking, BookingChange.Rescheduled, tell: true);
        }

        return written;
    }

    private static bool IsThere(Booking booking, RescheduleOwnBooking command, DateTimeZone zone) =>
        booking.StartsAt.InZone(zone).LocalDateTime == command.Start
        && (command.MemberId is null || command.MemberId == booking.MemberId);
}

/// <summary>What moving means, whoever does it.</summary>
internal static class Moving
{
    public static async Task<Result<MovedBooking>> RunAsync(
        CareOpsDb db, Caller caller, Guid bookingId, int revision, MembersWish wish, bool tell, CancellationToken cancellationToken)
    {
        if (await BookingDesk.LockAsync(db, caller, [bookingId], cancellationToken) is not [var booking])
        {
            return BookingErrors.NotFound;
        }

        if (wish.Member is { } member && !OwnCalendar.Allows(caller, member))
        {
            return BookingErrors.NotOwnCalendar;
        }

        if (booking.Refuse(BookingStep.Move) is { } refusal)
        {
            return refusal;
        }

        if (booking.Revision != revision)
        {
            return BookingErrors.ChangedMeanwhile;
        }

        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        var plan = await BookingDesk.LockAsync(db, workspace, booking.ServiceId, activeOnly: false, cancellationToken);
        var placed = await wish.PlaceAsync(db, plan!, [bookingId], cancellationToken);
        if (!placed.Succeeded)
        {
            return placed.Error;
        }

        var (placement, overridden) = placed.Value;
        var before = Place(booking);
        var from = From(db, booking, wish, workspace.Zone);
        booking.Move(db, caller, plan!.Service, placement, overridden || wish.IsWayBack ? wish.Reason : null);
        booking.ArriveAgain(wish.ArrivedAt);
        var written = await WriteAsync(db, caller, booking, placement, before, cancellationToken);
        if (!written.Succeeded)
        {
            return written.Error;
        }

        Tell(db, caller, booking, from, wish.Owed, tell);
        return from;
    }

    /// <summary>What a booking is before it moves, to be asked for before it does.</summary>
    public static MovedBooking From(CareOpsDb db, Booking booking, MembersWish wish, DateTimeZone zone) => new(
        booking.Id, booking.Revision + 1, booking.StartsAt.InZone(zone).LocalDateTime, booking.MemberId, (int)booking.Length.TotalMinutes)
    {
        Start = wish.Start,
        CanThinkUntil = db.Now + Booking.TimeToThink,
        IsToldBack = wish.IsWayBack && booking.IsTold,
        FromReason = booking.OverrideReason,
        FromArrivedAt = booking.ArrivedAt,
        FromOwed = booking.Owed,
    };

    /// <summary>Has the customer of a moved booking told of it; of its way back only where they were told of the move, or owed something before.</summary>
    public static void Tell(CareOpsDb db, Caller caller, Booking booking, MovedBooking from, BookingChange? owed, bool tell)
    {
        if (from.IsToldBack)
        {
            // That it is confirmed says the time as well.
            BookingDesk.TellBack(db, [booking], owed == BookingChange.Confirmed ? owed.Value : BookingChange.Rescheduled);
        }
        else
        {
            BookingDesk.Tell(db, caller, booking, owed ?? BookingChange.Rescheduled, tell || owed is not null);
        }
    }

    public static object Place(Booking booking) =>
        new { booking.StartsAt, booking.EndsAt, Member = booking.MemberId.Value, OverridesRules = booking.OverrideReason is not null };

    public static async Task<Result<Booking>> WriteAsync(
        CareOpsDb db, Caller caller, Booking booking, Placement placement, object before, CancellationToken cancellationToken)
    {
        await db.Occupancies().Where(row => row.BookingId == booking.Id).ExecuteDeleteAsync(cancellationToken);
        db.AddRange(Occupancy.Of(db, booking, placement));
        BookingDesk.FreeTime(db, caller, booking.ServiceId);
        var saved = await BookingDesk.SavedAsync(db, booking, cancellationToken);
        if (saved.Succeeded)
        {
            await FollowAsync(db, caller, booking, new MoveNote(placement.Slot.Local, before), cancellationToken);
        }

        return saved;
    }

    /// <summary>What goes with a move that was saved: the note, and the life of its link.</summary>
    public static async Task FollowAsync(CareOpsDb db, Caller caller, Booking booking, MoveNote note, CancellationToken cancellationToken)
    {
        var text = $"Moved {booking.ServiceName} to {Say.Moment(note.To)}";
        await BookingDesk.NoteAsync(
            db, caller, booking, new BookingNote("booking.rescheduled", text, note.Before, Place(booking)), cancellationToken);
        await BookingLinks.FollowAsync(db, booking, cancellationToken);
    }
}

/// <summary>A move as it is noted: where it leads, and where it came from (<see cref="Moving.Place"/>).</summary>
internal sealed record MoveNote(LocalDateTime To, object Before);
