using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>One interval of a weekday in which a member takes bookings, in the business's wall time.</summary>
public sealed class WeeklyHours : ILive, IPartOfSchedule
{
    public const int MinutesOfADay = 24 * 60;

    private WeeklyHours()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public MemberId MemberId { get; private set; }

    public IsoDayOfWeek Day { get; private set; }

    /// <summary>Minutes after midnight, 0 to 1439.</summary>
    public int StartMinute { get; private set; }

    /// <summary>Minutes after midnight, up to 1440: the midnight that ends the day.</summary>
    public int EndMinute { get; private set; }

    public LiveSubject LiveSubject => new(nameof(WeeklyHours), MemberId.Value);

    public static WeeklyHours Of(CareOpsDb db, MemberId member, OpenInterval interval) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        MemberId = member,
        Day = interval.Day,
        StartMinute = interval.StartMinute,
        EndMinute = interval.EndMinute,
    };
}

/// <summary>A weekday's interval in minutes after midnight.</summary>
public readonly record struct OpenInterval(IsoDayOfWeek Day, int StartMinute, int EndMinute);
