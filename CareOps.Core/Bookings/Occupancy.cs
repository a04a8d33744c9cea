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

    public int Seat { get; private set; }

    public Guid? BookingId { get; private set; }

    /// <summary>Buffers included.</summary>
    public Instant StartsAt { get; private set; }

    public Instant EndsAt { get; private set; }

    /// <summary>Set for holds: from then on it counts for nothing.</summary>
    public Instant? ExpiresAt { get; private set; }

    public static Occupancy Of(CareOpsDb db, Booking booking, Interval occupied) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        SubjectId = booking.MemberId.Value,
        SessionId = booking.Id,
        Seat = 1,
        BookingId = booking.Id,
        StartsAt = occupied.Start,
        EndsAt = occupied.End,
    };
}
