using System.Globalization;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// A member's hours on one date, in place of the weekly ones and of a holiday: it opens a closed day, closes an open one or changes its
/// hours.
/// </summary>
public sealed class DayOverride : ILive, IPartOfSchedule
{
    private DayOverride()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public MemberId MemberId { get; private set; }

    public LocalDate Date { get; private set; }

    /// <summary>In order and apart from each other; empty for a closed day.</summary>
    public IReadOnlyList<DayInterval> Intervals { get; private set; } = [];

    public LiveSubject LiveSubject => new(nameof(WeeklyHours), MemberId.Value);

    public static DayOverride Of(CareOpsDb db, MemberId member, LocalDate date, IReadOnlyList<DayInterval> intervals) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        MemberId = member,
        Date = date,
        Intervals = intervals,
    };
}

/// <summary>A part of a day in minutes after midnight, in the business's wall time.</summary>
public readonly record struct DayInterval(int StartMinute, int EndMinute);

/// <summary>How a day's intervals are stored: "540-720,780-1020", empty for a closed day.</summary>
internal static class DayIntervals
{
    public static string Write(IReadOnlyList<DayInterval> intervals) => string.Join(
        ',', intervals.Select(static part => string.Create(CultureInfo.InvariantCulture, $"{part.StartMinute}-{part.EndMinute}")));

    public static IReadOnlyList<DayInterval> Read(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(static part => part.Split('-'))
            .Select(static ends => new DayInterval(
                int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[1], CultureInfo.InvariantCulture)))];
}
