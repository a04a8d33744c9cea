using CareOps.Core.Alerts;
using CareOps.Core.Audit;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

/// <summary>What every way to a booking shares: looking at the service under lock, and writing all that a booking consists of.</summary>
internal static class BookingDesk
{
    /// <summary>
    /// The service as it is now, with everyone waiting who wants to book, move or hold something of its members and resources. Holds that
    /// ran out are let go, so that the database does not refuse what the engine allows. Who it is for is found out before: contacts are
    /// locked first, and while others wait here nothing is looked up that does not decide about the time.
    /// </summary>
    public static Task<ServicePlan?> LockAsync(
        CareOpsDb db, Workspace workspace, Guid serviceId, bool activeOnly, CancellationToken cancellationToken) =>
        LockAsync(db, workspace, serviceId, activeOnly, null, cancellationToken);

    /// <inheritdoc cref="LockAsync(CareOpsDb, Workspace, Guid, bool, CancellationToken)"/>
    /// <param name="db">The transaction.</param>
    /// <param name="workspace">As it is now.</param>
    /// <param name="serviceId">What is to be booked, moved or held.</param>
    /// <param name="activeOnly">Whether the service has to be on offer.</param>
    /// <param name="own">The caller's own hold, which gives way as well.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<ServicePlan?> LockAsync(
        CareOpsDb db, Workspace workspace, Guid serviceId, bool activeOnly, Guid? own, CancellationToken cancellationToken)
    {
        if (await Availability.FindPlanAsync(db, workspace, serviceId, activeOnly, cancellationToken) is not { } plan)
        {
            return null;
        }

        var keys = plan.Subjects(null).Select(static subject => $"occupancy:{subject}").ToList();
        if (plan.Service.DailyLimit is not null)
        {
            keys.Add($"daily-limit:{serviceId}");
        }

        await db.LockAllAsync(keys, HoldsToLetGo(db, own), cancellationToken);
        return plan;
    }

    /// <summary>Bookings as they are now, the earliest first, after <see cref="WaitAsync"/>.</summary>
    /// <returns>Those there are in calendars of the caller.</returns>
    public static async Task<IReadOnlyList<Booking>> LockAsync(
        CareOpsDb db, Caller caller, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        await WaitAsync(db, ids, cancellationToken);
        var found = await db.Bookings().Where(row => ids.Contains(row.Id))
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        return found.FindAll(booking => OwnCalendar.Allows(caller, booking.MemberId));
    }

    /// <summary>
    /// From here on everyone waits who wants to change these bookings or their contacts. Contacts come first, as everywhere, then bookings, all
    /// in one order; what they occupy and their conversation come later.
    /// </summary>
    public static async Task WaitAsync(CareOpsDb db, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var contacts = await db.Bookings().Where(row => ids.Contains(row.Id)).Select(row => row.ContactId).Distinct().ToListAsync(cancellationToken);
        await db.LockAllAsync([.. contacts.Select(static contact => $"contact:{contact}")], [], cancellationToken);
        await db.LockAllAsync([.. ids.Select(static id => $"booking:{id}")], [], cancellationToken);
    }

    /// <summary>Frees what bookings occupy, after whoever books or moves something beside it right now.</summary>
    public static async Task FreeAsync(CareOpsDb db, IReadOnlyList<Booking> bookings, CancellationToken cancellationToken)
    {
        var ids = bookings.Select(static booking => (Guid?)booking.Id).ToList();
        var subjects = await db.Occupancies().Where(row => ids.Contains(row.BookingId)).Select(row => row.SubjectId).Distinct().ToListAsync(cancellationToken);
        await db.LockAllAsync([.. subjects.Select(static subject => $"occupancy:{subject}")], [], cancellationToken);
        await db.Occupancies().Where(row => ids.Contains(row.BookingId)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>
    /// Has those who wait for a service looked at, once for all that a transaction frees of it. What a customer does can't be taken back:
    /// others need not wait for that.
    /// </summary>
    public static void FreeTime(CareOpsDb db, Caller caller, Guid serviceId) =>
        db.Raise(new TimeFreed(db.NewId(), serviceId), caller is Caller.Member ? db.Now + Booking.TimeToThink : db.Now);

    public static Task<int> ReleaseAsync(CareOpsDb db, Guid holdId, CancellationToken cancellationToken) =>
        db.Occupancies().Where(row => row.HoldId == holdId).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Writes a booking with its contact, conversation, timeline, occupancies and event, and saves them.</summary>
    /// <returns>The booking, or <see cref="BookingErrors.SlotTaken"/> where the database itself refused an overlap.</returns>
    public static async Task<Result<Booking>> WriteAsync(
        CareOpsDb db,
        Workspace workspace,
        Service service,
        Placement placement,
        Customer customer,
        BookingOrigin origin,
        CancellationToken cancellationToken)
    {
        var reference = await BookingReference.FreeAsync(db, cancellationToken);
        var booking = await AppendAsync(db, workspace, service, placement, customer, new BookingBirth(origin, reference), cancellationToken);
        return await SavedAsync(db, booking, cancellationToken);
    }

    /// <summary>The same, to be saved by the caller together with what else belongs to it: the fewer journeys, the shorter others wait.</summary>
    public static async Task<Booking> AppendAsync(
        CareOpsDb db,
        Workspace workspace,
        Service service,
        Placement placement,
        Customer customer,
        BookingBirth birth,
        CancellationToken cancellationToken)
    {
        var contact = customer.Contact;
        contact.Touch(db.Now);
        var conversation = await Conversation.OfAsync(db, contact, cancellationToken);
        var party = new BookingParty(contact.Id, customer.Details, customer.Notes);
        var booking = Booking.Create(db, service, placement, party, birth.Origin, birth.Reference);
        db.Append(booking);
        foreach (var occupancy in Occupancy.Of(db, booking, placement))
        {
            db.Append(occupancy);
        }

        var when = Say.Moment(booking.StartsAt, workspace.Zone);
        var notes = booking.Notes is null ? string.Empty : $"\n“{booking.Notes}”";
        Message.Activity(db, conversation, $"Booked {booking.ServiceName}, {when} · {booking.Reference}{notes}");
        db.Append(TimelineEntry.Of(db, booking.ContactId, "booking.created", booking.Id, $"Booked {booking.ServiceName}, {when}"));
        if (booking.Status == BookingStatus.Pending)
        {
            Alert.OpenFirst(db, AlertKind.BookingPending, AlertSeverity.Info, booking.Id);
        }

        db.Raise(new BookingCreated(booking.Id, booking.ContactId, conversation.Id, contact.CreatedAt == db.Now));
        return booking;
    }

    // Raw SQL, since it runs with every booking and EF builds a DELETE from its expression anew each time.
    private static IReadOnlyList<FormattableString> HoldsToLetGo(CareOpsDb db, Guid? own)
    {
        var (workspace, now) = (db.Sql(db.Workspace.Value), db.Sql(db.Now));
        FormattableString expired =
            $"""DELETE FROM "Occupancies" WHERE "ExpiresAt" IS NOT NULL AND "ExpiresAt" <= {now} AND "WorkspaceId" = {workspace}""";
        return own is null
            ? [expired]
            : [expired, $"""DELETE FROM "Occupancies" WHERE "HoldId" = {db.Sql(own.Value)} AND "WorkspaceId" = {workspace}"""];
    }

    /// <summary>Takes the buffers of neighbours that <paramref name="placement"/> needs for itself. To be saved before it is written.</summary>
    public static async Task MakeRoomAsync(
        CareOpsDb db, Placement placement, IReadOnlyList<Guid> moving, CancellationToken cancellationToken)
    {
        var (from, until) = (placement.Occupied.Start, placement.Occupied.End);
        var earliest = from - Occupancy.MaxLength;
        var subjects = placement.Subjects.ToList();
        var session = placement.SessionId ?? Guid.Empty;
        var neighbours = await db.Occupancies()
            .Where(row => subjects.Contains(row.SubjectId) && row.StartsAt > earliest && row.StartsAt < until && row.EndsAt > from)
            .Where(row => row.SessionId != session)
            .ToListAsync(cancellationToken);
        foreach (var neighbour in neighbours.Where(row => row.BookingId is not { } booking || !moving.Contains(booking)))
        {
            neighbour.GiveWay(placement.Occupied);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Saves, and turns the database's refusal of an overlap into words.</summary>
    public static async Task<Result<T>> SavedAsync<T>(CareOpsDb db, T written, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return written;
        }
        catch (DbUpdateException exception) when (IsTaken(exception))
        {
            return BookingErrors.SlotTaken;
        }
    }

    /// <summary>Whether the database itself refused an overlap, or a seat that somebody has.</summary>
    public static bool IsTaken(DbUpdateException exception) =>
        exception.WasRefusedBy(Occupancy.NoOverlap)
        || exception.WasRefusedBy(Occupancy.OneSeatEach)
        || exception.WasRefusedBy(Occupancy.OneSeatEachOnSqlite);

    /// <summary>A line in the contact's thread and timeline, and in the audit log, about a change of a booking.</summary>
    public static async Task NoteAsync(
        CareOpsDb db, Caller caller, Booking booking, BookingNote note, CancellationToken cancellationToken)
    {
        var contact = await db.Contacts().SingleAsync(row => row.Id == booking.ContactId, cancellationToken);
        contact.Touch(db.Now);
        var conversation = await Conversation.OfAsync(db, contact, cancellationToken);
        Message.Activity(db, conversation, $"{note.Text} · {booking.Reference}", (caller as Caller.Member)?.Id);
        db.Append(TimelineEntry.Of(db, booking.ContactId, note.Action, booking.Id, note.Text));
        db.Audit(caller, note.Action, booking.Id, note.Before, note.After);
    }

    /// <summary>Has the customer told of a change: at once where they made it themselves, else when the member's time to think is over.</summary>
    public static void Tell(CareOpsDb db, Caller caller, Booking booking, BookingChange change, bool tell)
    {
        if (tell)
        {
            booking.Owe(change);
        }
        else
        {
            booking.KeepQuiet(booking.Revision);
        }

        var due = caller is Caller.Member && tell ? db.Now + Booking.TimeToThink : db.Now;
        db.Raise(new BookingNoticeDue(db.NewId(), booking.Id, change, booking.Revision), due);
        db.WakeWorkers();
    }

    /// <summary>Has the customer told at once, in one message, that what they were told of these bookings is taken back; in another of requests.</summary>
    public static void TellBack(CareOpsDb db, IReadOnlyList<Booking> told, BookingChange change)
    {
        foreach (var booking in told)
        {
            booking.Owe(change);
        }

        // What waits for its confirmation again must not read as if it had it.
        foreach (var alike in told.GroupBy(static booking => booking.Status))
        {
            var first = alike.First();
            db.Raise(new BookingNoticeDue(db.NewId(), first.Id, change, first.Revision)
            {
                Others = [.. alike.Skip(1).Select(static booking => new SeenBooking(booking.Id, booking.Revision))],
            });
        }
    }
}

/// <summary>Who a booking is written for: the contact, and what was typed about them this time.</summary>
internal sealed record Customer(Contact Contact, ContactDetails Details, string? Notes)
{
    /// <summary>Finds the contact, or creates it.</summary>
    public static async Task<Customer> OfAsync(CareOpsDb db, ContactDetails details, string? notes, CancellationToken cancellationToken) =>
        new(await ContactMatching.FindOrCreateAsync(db, details, ContactSource.Booking, cancellationToken), details, notes);
}

/// <summary>How a booking came about, and the free <see cref="BookingReference"/> it is known by.</summary>
internal sealed record BookingBirth(BookingOrigin Origin, string Reference);

/// <summary>What is noted about a change. <paramref name="Before"/> and <paramref name="After"/> hold no personal data.</summary>
internal sealed record BookingNote(string Action, string Text, object? Before, object? After);
