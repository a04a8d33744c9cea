using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>A time in which a member takes no bookings: a holiday, a meeting, an errand.</summary>
public sealed class TimeOff : ILive, IPartOfSchedule
{
    public const int MaxReasonLength = 120;

    /// <summary>The longest one, so that whoever looks for those around a date need not look further back.</summary>
    public static readonly Duration MaxLength = Duration.FromDays(400);

    private TimeOff()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public MemberId MemberId { get; private set; }

    public Instant StartsAt { get; private set; }

    public Instant EndsAt { get; private set; }

    /// <summary>For members only; customers never see it.</summary>
    public string? Reason { get; private set; }

    public Instant CreatedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(WeeklyHours), MemberId.Value);

    public static TimeOff Of(CareOpsDb db, MemberId member, Interval time, string? reason) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        MemberId = member,
        StartsAt = time.Start,
        EndsAt = time.End,
        Reason = reason,
        CreatedAt = db.Now,
    };

    public void Change(MemberId member, Interval time, string? reason)
    {
        MemberId = member;
        StartsAt = time.Start;
        EndsAt = time.End;
        Reason = reason;
    }
}
