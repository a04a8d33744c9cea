using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

/// <summary>Confirms what waits for it: one or many. Each is confirmed or refused for itself.</summary>
[Requires(Right.ManageBookings)]
public sealed record ConfirmBookings(IReadOnlyList<Guid> BookingIds)
{
    public bool Tell { get; init; } = true;
}

/// <summary>How many were confirmed, and why the others were not, by booking.</summary>
public sealed record ConfirmedBookings(int Confirmed, IReadOnlyDictionary<Guid, Error> Refused);

/// <summary>The customer is here, or was marked so by mistake.</summary>
[Requires(Right.ManageBookings)]
public sealed record MarkArrived(Guid BookingId, bool IsHere = true);

[Requires(Right.ManageBookings)]
public sealed record CompleteBooking(Guid BookingId)
{
    /// <summary>What it took; null: what its service usually takes.</summary>
    public IReadOnlyList<UsedUp>? Used { get; init; }

    /// <summary>Why it took more than was there.</summary>
    public string? OverdrawReason { get; init; }

    /// <summary>The member knows what speaks against it, and completes it all the same.</summary>
    public bool Anyway { get; init; }
}

[Requires(Right.ManageBookings)]
public sealed record MarkNoShow(Guid BookingId);

/// <summary>
/// Takes back a completion, a no-show or a member's cancellation, on the same day. A cancelled one needs its time to be free still. A customer
/// who was told of the cancellation is told that it is taken back.
/// </summary>
[Requires(Right.ManageBookings)]
public sealed record ReopenBooking(Guid BookingId);

/// <summary>Tells the customer of a change now rather than when the time to think is over, or not at all: refused where it was written already.</summary>
[Requires(Right.ManageBookings)]
public sealed record DecideNotice(Guid BookingId, int Revision, BookingChange Change, bool Tell);

public sealed class ConfirmBookingsHandler(IWriteDoor door) : Handler<ConfirmBookings, ConfirmedBookings>(door)
{
    private const int MostAtOnce = 200;

    protected override IEnumerable<Error> Check(ConfirmBookings command)
    {
        if (command.BookingIds.Count > MostAtOnce)
        {
            yield return new Error("too_many", $"Confirm at most {MostAtOnce} bookings at once.", ErrorKind.Invalid);
        }
    }

    protected override async Task<Result<ConfirmedBookings>> ExecuteAsync(
        CareOpsDb db, Caller caller, ConfirmBookings command, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<Guid, Error>();
        var confirmed = 0;
        foreach (var id in await LockAsync(db, [.. command.BookingIds.Distinct()], cancellationToken))
        {
            var step = await Stepping.RunAsync(
                db, caller, id, new Step("booking.confirmed", "Confirmed", static (db, booking) => booking.Confirm(db)), cancellationToken);
            if (step.Succeeded)
            {
                confirmed++;
                BookingDesk.Tell(db, caller, step.Value, BookingChange.Confirmed, command.Tell);
            }
            else
            {
                refused[id] = step.Error;
            }
        }

        return new ConfirmedBookings(confirmed, refused);
    }

    // All before the first step, which goes on to its conversation: in the order that whoever else changes many bookings takes those.
    private static async Task<IReadOnlyList<Guid>> LockAsync(CareOpsDb db, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        await BookingDesk.WaitAsync(db, ids, cancellationToken);
        var contacts = await db.Bookings().Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(static row => row.Id, static row => row.ContactId, cancellationToken);
        return [.. ids.OrderBy(contacts.GetValueOrDefault).ThenBy(static id => id)];
    }
}

public sealed class MarkArrivedHandler(IWriteDoor door) : Handler<MarkArrived, Booking>(door)
{
    protected override Task<Result<Booking>> ExecuteAsync(
        CareOpsDb db, Caller caller, MarkArrived command, CancellationToken cancellationToken) =>
        Stepping.RunAsync(
            db,
            caller,
            command.BookingId,
            new Step(
                "booking.arrival_marked",
                command.IsHere ? "Arrived for" : "Not here after all for",
                (open, booking) => booking.MarkArrived(open, command.IsHere)),
            cancellationToken);
}

public sealed class CompleteBookingHandler(IWriteDoor door, IEnumerable<ICompletionParticipant> participants)
    : Handler<CompleteBooking, Booking>(door)
{
    protected override async Task<Result<Booking>> ExecuteAsync(
        CareOpsDb db, Caller caller, CompleteBooking command, CancellationToken cancellationToken)
    {
        var completed = await Stepping.RunAsync(
            db,
            caller,
            command.BookingId,
            new Step("booking.completed", "Completed", static (db, booking) => booking.Complete(db)),
            cancellationToken);
        return await Stepping.TogetherAsync(
            completed, participants, (each, booking) => each.CompletedAsync(db, caller, booking, command, cancellationToken));
    }
}

public sealed class MarkNoShowHandler(IWriteDoor door) : Handler<MarkNoShow, Booking>(door)
{
    protected override Task<Result<Booking>> ExecuteAsync(
        CareOpsDb db, Caller caller, MarkNoShow command, CancellationToken cancellationToken) =>
        Stepping.RunAsync(
            db,
            caller,
            command.BookingId,
            new Step("booking.no_show", "Did not come to", static (db, booking) => booking.MarkNoShow(db)),
            cancellationToken);
}

public sealed class ReopenBookingHandler(IWriteDoor door, IEnumerable<ICompletionParticipant> participants)
    : Handler<ReopenBooking, Booking>(door)
{
    protected override async Task<Result<Booking>> ExecuteAsync(
        CareOpsDb db, Caller caller, ReopenBooking command, CancellationToken cancellationToken)
    {
        if (await BookingDesk.LockAsync(db, caller, [command.BookingId], cancellationToken) is not [var booking])
        {
            return BookingErrors.NotFound;
        }

        if (booking.Status == BookingStatus.Cancelled)
        {
            var back = await GivingBack.RunAsync(db, caller, [booking], participants, cancellationToken);
            return back switch
            {
                { Succeeded: false } => back.Error,
                { Value.Left: [var left] } => left.Error,
                _ => booking,
            };
        }

        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        var reopened = await Stepping.RunAsync(
            db, caller, booking.Id, new Step(GivingBack.Action, GivingBack.Text, (open, row) => row.Reopen(open, workspace.Zone)), cancellationToken);
        return await Stepping.TogetherAsync(
            reopened, participants, (each, row) => each.ReopenedAsync(db, caller, row, cancellationToken));
    }
}

public sealed class DecideNoticeHandler(IWriteDoor door) : Handler<DecideNotice, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, DecideNotice command, CancellationToken cancellationToken)
    {
        if (await BookingDesk.LockAsync(db, caller, [command.BookingId], cancellationToken) is not [var booking])
        {
            return BookingErrors.NotFound;
        }

        if (booking.Revision != command.Revision)
        {
            return BookingErrors.ChangedMeanwhile;
        }

        if (command.Tell)
        {
            // The one that is still waiting finds its revision told and does nothing.
            db.Raise(new BookingNoticeDue(db.NewId(), booking.Id, command.Change, booking.Revision));
        }
        else if (booking.IsTold)
        {
            return BookingErrors.AlreadyTold;
        }
        else
        {
            await KeepQuietAsync(db, caller, booking, cancellationToken);
        }

        return Done.It;
    }

    // What was cancelled with it, too: should this one stand again, the next of them would tell.
    private static async Task KeepQuietAsync(CareOpsDb db, Caller caller, Booking booking, CancellationToken cancellationToken)
    {
        var together = await Cancellation.Together(db, booking).Select(static row => row.Id).ToListAsync(cancellationToken);
        foreach (var each in await BookingDesk.LockAsync(db, caller, together, cancellationToken))
        {
            if (each.Id == booking.Id || each.CancelledAt == booking.CancelledAt)
            {
                each.KeepQuiet(each.Revision);
            }
        }
    }
}

/// <summary>One step of a booking's life, with what is noted about it.</summary>
internal sealed record Step(string Action, string Text, Func<CareOpsDb, Booking, Result<Done>> Take);

internal static class Stepping
{
    public static async Task<Result<Booking>> RunAsync(
        CareOpsDb db, Caller caller, Guid bookingId, Step step, CancellationToken cancellationToken)
    {
        if (await BookingDesk.LockAsync(db, caller, [bookingId], cancellationToken) is not [var booking])
        {
            return BookingErrors.NotFound;
        }

        var before = new { Status = booking.Status.ToString(), booking.ArrivedAt };
        var taken = step.Take(db, booking);
        if (!taken.Succeeded)
        {
            return taken.Error;
        }

        var note = new BookingNote(
            step.Action, $"{step.Text} {booking.ServiceName}", before, new { Status = booking.Status.ToString(), booking.ArrivedAt });
        await BookingDesk.NoteAsync(db, caller, booking, note, cancellationToken);
        return booking;
    }

    /// <summary>Lets the participants of a step that was taken do their part; the first refusal refuses all of it.</summary>
    public static async Task<Result<Booking>> TogetherAsync(
        Result<Booking> taken, IEnumerable<ICompletionParticipant> participants, Func<ICompletionParticipant, Booking, Task<Error?>> part)
    {
        if (!taken.Succeeded)
        {
            return taken;
        }

        foreach (var participant in participants)
        {
            if (await part(participant, taken.Value) is { } refusal)
            {
                return refusal;
            }
        }

        return taken;
    }
}
