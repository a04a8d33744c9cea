using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// The bookings ahead of a member who leaves go to another one, at their times: a group stays together in its room. Hours, time off and
/// the calendar feed go with the member.
/// </summary>
internal sealed class BookingsOfMember : IMemberHolder
{
    private const int MostNamed = 20;

    public async Task<IReadOnlyList<MemberLegacy>> LookAsync(CareOpsDb db, MemberId leaving, MemberId? to, CancellationToken cancellationToken)
    {
        var bookings = await AheadAsync(db, leaving, cancellationToken);
        if (bookings.Count == 0)
        {
            return [];
        }

        var clashing = to is { } member ? await ClashesAsync(db, bookings, leaving, member, cancellationToken) : [];
        var zone = (await db.WorkspaceAsync(cancellationToken)).Zone;
        return
        [
            new MemberLegacy(
                LegacyKind.Bookings,
                bookings.Count,
                NeedsSomeone: true,
                [.. bookings.Where(booking => clashing.Contains(booking.Id)).Take(MostNamed).Select(booking => new LegacyConflict(
                    booking.Id,
                    $"{Say.Moment(booking.StartsAt, zone)}: {booking.ServiceName} for {booking.Name}",
                    "Overlaps with another appointment."))]),
        ];
    }

    public async Task<Error?> HandOnAsync(CareOpsDb db, Caller caller, MemberHandover handover, CancellationToken cancellationToken)
    {
        var leaving = handover.Leaving;
        await WaitAsync(db, leaving, cancellationToken);
        foreach (var subject in new[] { leaving, handover.To ?? leaving }.Distinct().OrderBy(static member => member.Value))
        {
            await db.LockAsync($"occupancy:{subject}", cancellationToken);
        }

        await db.Occupancies().Where(row => row.SubjectId == leaving.Value && row.HoldId != null).ExecuteDeleteAsync(cancellationToken);
        var bookings = await AheadAsync(db, leaving, cancellationToken);
        if (bookings.Count > 0)
        {
            if (handover.To is not { } to)
            {
                return BookingErrors.NobodyTakesOver(bookings.Count);
            }

            if (await ClashesAsync(db, bookings, leaving, to, cancellationToken) is { Count: > 0 } clashing)
            {
                return BookingErrors.CantTakeOver(clashing.Count);
            }

            await HandOnAsync(db, caller, bookings, handover with { To = to }, cancellationToken);
        }

        await HandServicesOnAsync(db, [.. bookings.Select(static booking => booking.ServiceId).Distinct()], handover, cancellationToken);
        await LetGoAsync(db, leaving, cancellationToken);
        return null;
    }

    // For whoever changes one of them right now, so that nobody goes on with what it was before; what they are is read after that.
    private static async Task WaitAsync(CareOpsDb db, MemberId leaving, CancellationToken cancellationToken)
    {
        var now = db.Now;
        var ahead = await db.Bookings().Where(row => row.MemberId == leaving && row.EndsAt > now && row.Status != BookingStatus.Cancelled)
            .Select(static row => row.Id).ToListAsync(cancellationToken);
        await BookingDesk.WaitAsync(db, ahead, cancellationToken);
    }

    private static Task<List<Booking>> AheadAsync(CareOpsDb db, MemberId member, CancellationToken cancellationToken)
    {
        var now = db.Now;
        return db.Bookings().AsTracking()
            .Where(row => row.MemberId == member && row.EndsAt > now && (row.Status == BookingStatus.Pending || row.Status == BookingStatus.Confirmed))
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
    }

    private static async Task<HashSet<Guid>> ClashesAsync(
        CareOpsDb db, IReadOnlyList<Booking> bookings, MemberId leaving, MemberId to, CancellationToken cancellationToken)
    {
        var (moved, taken) = await OccupiedAsync(db, bookings, leaving, to, cancellationToken);
        return
        [
            .. moved
                .Where(row => taken.Exists(other =>
                    other.AppointmentStartsAt < row.AppointmentEndsAt && other.AppointmentEndsAt > row.AppointmentStartsAt))
                .Select(static row => row.BookingId!.Value),
        ];
    }

    // What is to change hands, and what the other one has at these times.
    private static async Task<(List<Occupancy> Moved, List<Occupancy> Taken)> OccupiedAsync(
        CareOpsDb db, IReadOnlyList<Booking> bookings, MemberId leaving, MemberId to, CancellationToken cancellationToken)
    {
        var (now, from, until) = (db.Now, bookings[0].StartsAt - Occupancy.MaxLength, bookings.Max(static booking => booking.EndsAt) + Occupancy.MaxLength);
        var rows = await db.Occupancies().AsTracking()
            .Where(row => (row.SubjectId == leaving.Value || row.SubjectId == to.Value) && row.StartsAt > from && row.StartsAt < until)
            .Where(row => row.ExpiresAt == null || row.ExpiresAt > now)
            .ToListAsync(cancellationToken);
        var ids = bookings.Select(static booking => (Guid?)booking.Id).ToHashSet();
        return (
            rows.FindAll(row => row.SubjectId == leaving.Value && ids.Contains(row.BookingId)),
            rows.FindAll(row => row.SubjectId == to.Value));
    }

    private static async Task HandOnAsync(
        CareOpsDb db, Caller caller, List<Booking> bookings, MemberHandover handover, CancellationToken cancellationToken)
    {
        var to = handover.To!.Value;
        var (moved, taken) = await OccupiedAsync(db, bookings, handover.Leaving, to, cancellationToken);
        var tight = new HashSet<Guid>();
        foreach (var row in moved)
        {
            foreach (var neighbour in taken.Where(other => other.StartsAt < row.EndsAt && other.EndsAt > row.StartsAt))
            {
                // Only buffers meet here: both appointments keep their own time.
                tight.Add(row.SessionId);
                neighbour.GiveWay(new Interval(row.AppointmentStartsAt, row.AppointmentEndsAt));
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var row in moved)
        {
            row.HandTo(to, keepsBuffers: !tight.Contains(row.SessionId));
        }

        // Conversations are locked by this, in the order that whoever else changes many bookings takes them.
        foreach (var booking in bookings.OrderBy(static booking => booking.ContactId).ThenBy(static booking => booking.StartsAt))
        {
            var before = Moving.Place(booking);
            booking.HandTo(db, to);
            await BookingDesk.NoteAsync(
                db, caller, booking, new BookingNote("booking.handed_on", $"Handed on {booking.ServiceName}", before, Moving.Place(booking)), cancellationToken);
            BookingDesk.Tell(db, caller, booking, BookingChange.Rescheduled, handover.Tell);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    // Whoever takes the bookings of a service does it from now on, and nobody else is left without anyone to do it.
    private static async Task HandServicesOnAsync(
        CareOpsDb db, List<Guid> booked, MemberHandover handover, CancellationToken cancellationToken)
    {
        var leaving = handover.Leaving;
        var teams = (await db.ServiceMembers().AsTracking().ToListAsync(cancellationToken)).ToLookup(static row => row.ServiceId);
        foreach (var team in teams.Where(team => team.Any(row => row.MemberId == leaving)))
        {
            if (handover.To is { } to && !team.Any(row => row.MemberId == to) && (team.Count() == 1 || booked.Contains(team.Key)))
            {
                db.Add(ServiceMember.Of(db, team.Key, to));
            }
        }

        await db.ServiceMembers().Where(row => row.MemberId == leaving).ExecuteDeleteAsync(cancellationToken);
        await Availability.ScheduleChangedAsync(db, cancellationToken);
    }

    private static async Task LetGoAsync(CareOpsDb db, MemberId leaving, CancellationToken cancellationToken)
    {
        var (now, today) = (db.Now, db.Now.InUtc().Date.PlusDays(-1));
        await db.WeeklyHours().Where(row => row.MemberId == leaving).ExecuteDeleteAsync(cancellationToken);
        await db.DayOverrides().Where(row => row.MemberId == leaving && row.Date >= today).ExecuteDeleteAsync(cancellationToken);
        await db.TimesOff().Where(row => row.MemberId == leaving && row.EndsAt > now).ExecuteDeleteAsync(cancellationToken);
        await db.WaitlistEntries().Where(row => row.MemberId == leaving)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, (MemberId?)null), cancellationToken);
        await CalendarFeedLinks.RevokeAsync(db, leaving, cancellationToken);
    }
}
