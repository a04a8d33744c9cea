using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// A member gives a group another time or member: all who come to it, or none. It keeps its length. What the member saw of it decides: where
/// somebody joined, left or was changed meanwhile it is refused. It commits at once; each customer is told ten seconds later.
/// </summary>
/// <param name="Seen">All who come to it, as the member saw them.</param>
/// <param name="Start">The new start, in the business's wall time.</param>
/// <param name="MemberId">Who does it then.</param>
[Requires(Right.ManageBookings)]
public sealed record MoveSession(IReadOnlyList<SeenBooking> Seen, LocalDateTime Start, MemberId MemberId)
{
    /// <summary>Why it is put there against the rules; audited with each booking.</summary>
    public string? Reason { get; init; }

    public bool Tell { get; init; } = true;
}

/// <summary>
/// Takes a group's move back: all to where they were, without asking the rules again. Who left or was moved on meanwhile is passed over and
/// named; it is refused where somebody would be left alone at the time they were moved to. Nobody is told but who was told of the move, or
/// was still to be told of what was before it.
/// </summary>
[Requires(Right.ManageBookings)]
public sealed record UndoSessionMove(MovedSession Moved);

/// <summary>The same as <see cref="DecideNotice"/> for all of a group; who was changed again meanwhile has a notice of their own.</summary>
[Requires(Right.ManageBookings)]
public sealed record DecideSessionNotice(IReadOnlyList<SeenBooking> Seen, BookingChange Change, bool Tell);

/// <summary>What was decided for a group. <paramref name="TooLate"/>: to how many the message that they are not to get was written already.</summary>
public sealed record DecidedSession(int TooLate);

/// <summary>A booking as a member saw it.</summary>
public sealed record SeenBooking(Guid Id, int Revision);

/// <summary>A group that was moved, and where each of it was before.</summary>
public sealed record MovedSession(IReadOnlyList<MovedBooking> Bookings)
{
    /// <summary>Who was there already where it went: they stay when it goes back.</summary>
    public IReadOnlyList<Guid> Beside { get; init; } = [];

    /// <summary>The names of who was changed or left meanwhile, and so did not go back with the others.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];
}

public sealed class MoveSessionHandler(IWriteDoor door) : Handler<MoveSession, MovedSession>(door)
{
    protected override IEnumerable<Error> Check(MoveSession command)
    {
        var errors = new FieldChecks();
        errors.Range(command.Seen.Count, 1, Service.MaxSeats, nameof(command.Seen), "bookings");
        errors.Optional(command.Reason, nameof(command.Reason), Booking.MaxReasonLength);
        return errors.All;
    }

    protected override async Task<Result<MovedSession>> ExecuteAsync(
        CareOpsDb db, Caller caller, MoveSession command, CancellationToken cancellationToken)
    {
        var found = await SessionMoving.LockAsync(db, caller, command.Seen, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var group = found.Value;
        if (group.Bookings.Count < command.Seen.Count)
        {
            return BookingErrors.GroupChangedBy(group.Left);
        }

        var wish = new MembersWish(command.Start, group.Bookings[0].Length, command.MemberId, Text.Line(command.Reason));
        return await SessionMoving.RunAsync(db, caller, new SessionMove(group.Bookings, wish) { Tell = command.Tell }, cancellationToken);
    }
}

public sealed class UndoSessionMoveHandler(IWriteDoor door) : Handler<UndoSessionMove, MovedSession>(door)
{
    protected override async Task<Result<MovedSession>> ExecuteAsync(
        CareOpsDb db, Caller caller, UndoSessionMove command, CancellationToken cancellationToken)
    {
        var moved = command.Moved.Bookings;
        var found = await SessionMoving.LockAsync(
            db, caller, [.. moved.Select(static each => new SeenBooking(each.BookingId, each.Revision))], cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        // They came from one place.
        var from = moved[0];
        var wish = new MembersWish(from.FromStart, Duration.FromMinutes(from.FromMinutes), from.FromMember, null) { IsWayBack = true };
        var back = moved.ToDictionary(static each => each.BookingId);
        var undone = await SessionMoving.RunAsync(
            db, caller, new SessionMove(found.Value.Bookings, wish) { Back = back, Staying = command.Moved.Beside }, cancellationToken);
        return undone.Succeeded ? undone.Value with { Left = found.Value.Left } : undone.Error;
    }
}

public sealed class DecideSessionNoticeHandler(IWriteDoor door) : Handler<DecideSessionNotice, DecidedSession>(door)
{
    protected override async Task<Result<DecidedSession>> ExecuteAsync(
        CareOpsDb db, Caller caller, DecideSessionNotice command, CancellationToken cancellationToken)
    {
        var found = await BookingDesk.LockAsync(db, caller, [.. command.Seen.Select(static each => each.Id)], cancellationToken);
        if (found.Count < command.Seen.Count)
        {
            return BookingErrors.NotFound;
        }

        var revisions = command.Seen.ToDictionary(static seen => seen.Id, static seen => seen.Revision);
        var same = found.Where(booking => booking.Revision == revisions[booking.Id]).ToList();
        if (same.Count == 0)
        {
            return BookingErrors.GroupChanged;
        }

        if (command.Tell)
        {
            foreach (var booking in same)
            {
                // The ones that are still waiting find their revision told and do nothing.
                db.Raise(new BookingNoticeDue(db.NewId(), booking.Id, command.Change, booking.Revision));
            }

            return new DecidedSession(0);
        }

        var untold = same.FindAll(static booking => !booking.IsTold);
        untold.ForEach(static booking => booking.KeepQuiet(booking.Revision));
        return untold.Count == 0 ? BookingErrors.AlreadyTold : new DecidedSession(same.Count - untold.Count);
    }
}

/// <summary>A group as it was seen, and the names of who is not as they were seen then.</summary>
internal sealed record FoundSession(IReadOnlyList<Booking> Bookings, IReadOnlyList<string> Left);

/// <summary>What is to become of a group.</summary>
internal sealed record SessionMove(IReadOnlyList<Booking> Bookings, MembersWish Wish)
{
    public bool Tell { get; init; }

    /// <summary>Where each came from, for the way back.</summary>
    public IReadOnlyDictionary<Guid, MovedBooking>? Back { get; init; }

    /// <summary>Who are at the same time and do not belong to it.</summary>
    public IReadOnlyList<Guid> Staying { get; init; } = [];
}

/// <summary>Moving all of a group in one transaction.</summary>
internal static class SessionMoving
{
    /// <summary>The bookings, locked, that are as they were seen: in one place and free to be moved.</summary>
    public static async Task<Result<FoundSession>> LockAsync(
        CareOpsDb db, Caller caller, IReadOnlyList<SeenBooking> seen, CancellationToken cancellationToken)
    {
        var found = await BookingDesk.LockAsync(db, caller, [.. seen.Select(static each => each.Id)], cancellationToken);
        if (found.Count == 0)
        {
            return BookingErrors.NotFound;
        }

        // Before their steps: what is refused to who left says nothing of the group.
        var revisions = seen.ToDictionary(static each => each.Id, static each => each.Revision);
        var same = found.Where(booking => booking.Revision == revisions[booking.Id]).ToList();
        var left = found.Except(same).Select(static booking => booking.Name).ToList();
        if (same.Count == 0)
        {
            return BookingErrors.GroupChangedBy(left);
        }

        if (same.ConvertAll(static booking => booking.Refuse(BookingStep.Move)).Find(static refusal => refusal is not null) is { } refused)
        {
            return refused;
        }

        return same.TrueForAll(booking => Is(booking, same[0])) ? new FoundSession(same, left) : BookingErrors.GroupChanged;
    }

    public static async Task<Result<MovedSession>> RunAsync(
        CareOpsDb db, Caller caller, SessionMove move, CancellationToken cancellationToken)
    {
        if (move.Wish.Member is { } member && !OwnCalendar.Allows(caller, member))
        {
            return BookingErrors.NotOwnCalendar;
        }

        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        var plan = await BookingDesk.LockAsync(db, workspace, move.Bookings[0].ServiceId, activeOnly: false, cancellationToken);
        if (await Others(db, move).Select(row => row.Name).ToListAsync(cancellationToken) is { Count: > 0 } others)
        {
            return BookingErrors.GroupChangedBy(others);
        }

        var placed = await move.Wish.PlaceAsync(db, plan!, [.. move.Bookings.Select(static booking => booking.Id)], cancellationToken);
        return placed.Succeeded
            ? await WriteAsync(db, caller, move, new SessionPlace(workspace, plan!.Service, placed.Value.Placement, placed.Value.Overridden), cancellationToken)
            : placed.Error;
    }

    // All leave their time before the first takes the new one: it may overlap the old.
    private static async Task<Result<MovedSession>> WriteAsync(
        CareOpsDb db, Caller caller, SessionMove move, SessionPlace place, CancellationToken cancellationToken)
    {
        var ids = move.Bookings.Select(static booking => booking.Id).ToList();
        await db.Occupancies().Where(row => row.BookingId != null && ids.Contains(row.BookingId.Value)).ExecuteDeleteAsync(cancellationToken);
        var seats = await SeatsAsync(db, place.Placement, ids.Count, cancellationToken);
        var beside = await At(db, place.Service.Id, place.Placement.Member, place.Placement.Slot.Start)
            .Where(row => !ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellationToken);
        var session = place.Placement.SessionId ?? db.NewId();
        var reason = place.Overridden ? move.Wish.Reason : null;
        var moved = new List<MovedBooking>();
        var notes = new List<MoveNote>();
        foreach (var (booking, seat) in move.Bookings.Zip(seats))
        {
            var back = move.Back?[booking.Id];
            notes.Add(new MoveNote(place.Placement.Slot.Local, Moving.Place(booking)));
            moved.Add(Moving.From(db, booking, move.Wish, place.Workspace.Zone));
            var seated = place.Placement with { SessionId = session, Seat = seat, Capacity = Math.Max(place.Placement.Capacity, seats[^1]) };
            booking.Move(db, caller, place.Service, seated, back is null ? reason : back.FromReason);
            booking.ArriveAgain(back?.FromArrivedAt);
            db.AddRange(Occupancy.Of(db, booking, seated));
        }

        BookingDesk.FreeTime(db, caller, place.Service.Id);
        var result = new MovedSession(moved) { Beside = beside };
        var saved = await BookingDesk.SavedAsync(db, result, cancellationToken);
        if (saved.Succeeded)
        {
            // Conversations are locked by this, in the order that whoever else moves a group takes them.
            foreach (var (booking, from, note) in move.Bookings.Zip(moved, notes).OrderBy(static each => each.First.ContactId))
            {
                await Moving.FollowAsync(db, caller, booking, note, cancellationToken);
                Moving.Tell(db, caller, booking, from, move.Back?[booking.Id].FromOwed, move.Tell);
            }
        }

        return saved;
    }

    // Those that nobody has of the session that is joined, the lowest first.
    private static async Task<IReadOnlyList<int>> SeatsAsync(CareOpsDb db, Placement placement, int count, CancellationToken cancellationToken)
    {
        var (session, member) = (placement.SessionId, placement.Member.Value);
        var taken = session is null
            ? []
            : await db.Occupancies().Where(row => row.SessionId == session && row.SubjectId == member).Select(row => row.Seat).ToListAsync(cancellationToken);
        return [.. Enumerable.Range(1, taken.DefaultIfEmpty(0).Max() + count).Except(taken).Take(count)];
    }

    // Who would be left alone. With everyone waiting who wants to join.
    private static IQueryable<Booking> Others(CareOpsDb db, SessionMove move)
    {
        var (first, known) = (move.Bookings[0], move.Bookings.Select(static booking => booking.Id).Concat(move.Staying).ToList());
        return At(db, first.ServiceId, first.MemberId, first.StartsAt).Where(row => !known.Contains(row.Id));
    }

    private static IQueryable<Booking> At(CareOpsDb db, Guid service, MemberId member, Instant start) => db.Bookings().Where(
        row => row.ServiceId == service && row.MemberId == member && row.StartsAt == start && row.Status != BookingStatus.Cancelled);

    private static bool Is(Booking one, Booking other) =>
        (one.ServiceId, one.MemberId, one.StartsAt, one.EndsAt) == (other.ServiceId, other.MemberId, other.StartsAt, other.EndsAt);

    private sealed record SessionPlace(Workspace Workspace, Service Service, Placement Placement, bool Overridden);
}
