using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// Takes a member's cancellation back: of one booking, or of all that were cancelled together, in one transaction. Each whose time is still
/// free stands again; the others stay cancelled and are named with the reason. A front desk that took back a mistake wants what can be had
/// rather than nothing. Customers who were told of the cancellation are told, in one message, of what stands again; who was not told yet
/// hears of what stays cancelled, if anything does, and of what was changed before and not told for the cancellation.
/// </summary>
[Requires(Right.ManageBookings)]
public sealed record UndoCancel(IReadOnlyList<CancelledBooking> Bookings);

/// <summary>A booking as it was cancelled. <paramref name="Revision"/>: what somebody else did to it since is not taken back.</summary>
public sealed record CancelledBooking(Guid BookingId, int Revision)
{
    public static CancelledBooking Of(Booking booking) => new(booking.Id, booking.Revision);
}

/// <summary>What became of a cancellation that was taken back.</summary>
/// <param name="Bookings">Those that stand again, the earliest first.</param>
/// <param name="Left">Those that stay cancelled.</param>
/// <param name="IsTold">Whether the customer was told of the cancellation, and so is told that it is taken back.</param>
public sealed record GivenBack(IReadOnlyList<Booking> Bookings, IReadOnlyList<LeftCancelled> Left, bool IsTold);

/// <summary>A booking that stays cancelled, and why.</summary>
public sealed record LeftCancelled(Booking Booking, Error Error);

public sealed class UndoCancelHandler(IWriteDoor door, IEnumerable<ICompletionParticipant> participants)
    : Handler<UndoCancel, GivenBack>(door)
{
    protected override IEnumerable<Error> Check(UndoCancel command)
    {
        var errors = new FieldChecks();
        errors.Range(command.Bookings.Count, 1, BookingSeries.MaxCount, nameof(command.Bookings), "bookings");
        return errors.All;
    }

    protected override async Task<Result<GivenBack>> ExecuteAsync(
        CareOpsDb db, Caller caller, UndoCancel command, CancellationToken cancellationToken)
    {
        var revisions = command.Bookings.DistinctBy(static each => each.BookingId).ToDictionary(static each => each.BookingId, static each => each.Revision);
        var bookings = await BookingDesk.LockAsync(db, caller, [.. revisions.Keys], cancellationToken);
        if (bookings.Count < revisions.Count)
        {
            return BookingErrors.NotFound;
        }

        // What stands again already needs nothing: the same click once more, or somebody else's.
        var cancelled = bookings.Where(static booking => !booking.Stands).ToLookup(booking => booking.Revision == revisions[booking.Id]);
        var changed = cancelled[false].Select(static booking => new LeftCancelled(booking, BookingErrors.ChangedMeanwhile));
        var back = await GivingBack.RunAsync(db, caller, [.. cancelled[true]], participants, cancellationToken);
        return back.Succeeded
            ? back.Value with { Left = [.. back.Value.Left.Concat(changed).OrderBy(static left => left.Booking.StartsAt)] }
            : back.Error;
    }
}

/// <summary>What taking a cancellation back means, for one booking and for many.</summary>
internal static class GivingBack
{
    public const string Action = "booking.reopened";
    public const string Text = "Reopened";

    /// <summary>Has cancelled bookings that the caller locked stand again, as far as their times are free.</summary>
    public static async Task<Result<GivenBack>> RunAsync(
        CareOpsDb db,
        Caller caller,
        IReadOnlyList<Booking> bookings,
        IEnumerable<ICompletionParticipant> participants,
        CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        var (back, told, left) = (new List<Booking>(), new List<Booking>(), new List<LeftCancelled>());
        foreach (var service in bookings.GroupBy(static booking => booking.ServiceId).OrderBy(static group => group.Key))
        {
            var plan = await BookingDesk.LockAsync(db, workspace, service.Key, activeOnly: false, cancellationToken);
            foreach (var booking in service)
            {
                var wasTold = booking.IsTold;
                if (await TakeAgainAsync(db, plan!, booking, cancellationToken) is { } refusal)
                {
                    left.Add(new LeftCancelled(booking, refusal));
                    continue;
                }

                back.Add(booking);
                told.AddRange(wasTold ? [booking] : []);
            }
        }

        // The database refuses nothing that the engine allows under these locks; where it does, nothing is given back at all.
        var saved = await BookingDesk.SavedAsync(db, new GivenBack(back, left, told.Count > 0), cancellationToken);
        if (!saved.Succeeded)
        {
            return saved;
        }

        if (await NoteAsync(db, caller, back, participants, cancellationToken) is { } refused)
        {
            return refused;
        }

        Tell(db, caller, back, told);
        return saved;
    }

    // One message tells of all that nothing older is owed of. What was before the cancellation and not told for it is told for itself: at once
    // where the customer believes that it is cancelled.
    private static void Tell(CareOpsDb db, Caller caller, IReadOnlyList<Booking> back, IReadOnlyList<Booking> told)
    {
        var together = told.Where(static booking => booking.Owed == BookingChange.Reopened).ToList();
        BookingDesk.TellBack(db, together, BookingChange.Reopened);
        foreach (var booking in back.Except(together))
        {
            if (booking.Owed is not { } owed)
            {
                continue;
            }

            if (told.Contains(booking))
            {
                BookingDesk.TellBack(db, [booking], owed);
            }
            else
            {
                BookingDesk.Tell(db, caller, booking, owed, tell: true);
            }
        }
    }

    // The time of one booking, which then stands; or why it can't.
    private static async Task<Error?> TakeAgainAsync(CareOpsDb db, ServicePlan plan, Booking booking, CancellationToken cancellationToken)
    {
        if (booking.RefuseReopening(db.Now, plan.Rules.Zone) is { } refusal)
        {
            return refusal;
        }

        var start = booking.StartsAt.InZone(plan.Rules.Zone).LocalDateTime;
        var wish = new MembersWish(start, booking.Length, booking.MemberId, null) { IsWayBack = true };
        var placed = await wish.PlaceAsync(db, plan, [booking.Id], cancellationToken);
        if (!placed.Succeeded)
        {
            return placed.Error;
        }

        booking.Reopen(db, plan.Rules.Zone).Required();
        db.AddRange(Occupancy.Of(db, booking, placed.Value.Placement));
        return null;
    }

    private static async Task<Error?> NoteAsync(
        CareOpsDb db, Caller caller, IReadOnlyList<Booking> back, IEnumerable<ICompletionParticipant> participants, CancellationToken cancellationToken)
    {
        var before = new { Status = nameof(BookingStatus.Cancelled), ArrivedAt = (Instant?)null };
        foreach (var booking in back)
        {
            var note = new BookingNote(
                Action, $"{Text} {booking.ServiceName}", before, new { Status = booking.Status.ToString(), booking.ArrivedAt });
            await BookingDesk.NoteAsync(db, caller, booking, note, cancellationToken);
            var taken = await Stepping.TogetherAsync(
                booking, participants, (each, row) => each.ReopenedAsync(db, caller, row, cancellationToken));
            if (!taken.Succeeded)
            {
                return taken.Error;
            }
        }

        return null;
    }
}
