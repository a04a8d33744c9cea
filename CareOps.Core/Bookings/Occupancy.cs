using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// What decides whether a time is free. The database refuses two sessions of one subject that overlap, and the same seat twice.
/// </summary>
public sealed class Occupancy : IWorkspaceOwned
{
    /// <summary>The name under which both engines refuse an overlap.</summary>
    public const string NoOverlap = "Occupancies_no_overlap";

    /// <summary>The names under which PostgreSQL and SQLite refuse a seat that is taken.</summary>
    public const string OneSeatEach = "IX_Occupancies_SubjectId_SessionId_Seat";
    public const string OneSeatEachOnSqlite = "Occupancies.Seat";

    /// <summary>The database refuses a longer one, so that whoever looks for overlaps need not look further back.</summary>
    public static readonly Duration MaxLength = Duration.FromHours(48);

    private Occupancy()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>The member or resource that is busy.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>The appointment; a group's bookings share one.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>1 up to <see cref="Capacity"/>; the database refuses the same seat of a session twice, and one beyond its capacity.</summary>
    public int Seat { get; private set; }

    /// <summary>How many seats the session had when this one was taken.</summary>
    public int Capacity { get; private set; }

    public Guid ServiceId { get; private set; }

    /// <summary>Null for a hold.</summary>
    public Guid? BookingId { get; private set; }

    /// <summary>Set for a hold only: what its visitor or waiting customer names it by.</summary>
    public Guid? HoldId { get; private set; }

    /// <summary>The buffers that applied included.</summary>
    public Instant StartsAt { get; private set; }

    public Instant EndsAt { get; private set; }

    /// <summary>Without buffers: nobody may overlap this, whatever their reason.</summary>
    public Instant AppointmentStartsAt { get; private set; }

    public Instant AppointmentEndsAt { get; private set; }

    /// <summary>Set for holds: from then on it counts for nothing.</summary>
    public Instant? ExpiresAt { get; private set; }

    /// <summary>What a booking takes: its member and each of its resources.</summary>
    public static IReadOnlyList<Occupancy> Of(CareOpsDb db, Booking booking, Placement placement) =>
        Of(db, placement, booking.ServiceId, booking.Id, null, null);

    /// <summary>What a hold keeps free until it expires.</summary>
    public static IReadOnlyList<Occupancy> Hold(CareOpsDb db, Guid holdId, Guid serviceId, Placement placement, Instant expiresAt) =>
        Of(db, placement, serviceId, null, holdId, expiresAt);

    /// <summary>Another member takes the appointment, without its buffers where the other has appointments beside it.</summary>
    internal void HandTo(MemberId member, bool keepsBuffers)
    {
        SubjectId = member.Value;
        if (!keepsBuffers)
        {
            (StartsAt, EndsAt) = (AppointmentStartsAt, AppointmentEndsAt);
        }
    }

    /// <summary>Gives up the part of its buffers that another appointment was given; its own appointment stays.</summary>
    public void GiveWay(Interval taken)
    {
        if (AppointmentEndsAt <= taken.Start)
        {
            EndsAt = Instant.Min(EndsAt, taken.Start);
        }
        else
        {
            StartsAt = Instant.Max(StartsAt, taken.End);
        }
    }

    private static IReadOnlyList<Occupancy> Of(
        CareOpsDb db, Placement placement, Guid serviceId, Guid? bookingId, Guid? holdId, Instant? expiresAt)
    {
        // Named after nobody: who begins a group and moves on leaves it to those who joined.
        var session = placement.SessionId ?? db.NewId();
        return [.. placement.Subjects.Select(subject => new Occupancy
        {
            Id = db.NewId(),
            WorkspaceId = db.Workspace,
            SubjectId = subject,
            SessionId = session,
            Seat = placement.Seat,
            Capacity = placement.Capacity,
            ServiceId = serviceId,
            BookingId = bookingId,
            HoldId = holdId,
            StartsAt = placement.Occupied.Start,
            EndsAt = placement.Occupied.End,
            AppointmentStartsAt = placement.Slot.Start,
            AppointmentEndsAt = placement.Slot.End,
            ExpiresAt = expiresAt,
        })];
    }
}
