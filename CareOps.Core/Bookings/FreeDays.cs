using CareOps.Core.Data;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// Which dates have a free slot at all. One free slot settles a date, so what the members are occupied by is read one member at a
/// time, until every date is settled: of a team of twenty that is one or two. The few dates that are left are asked of everyone.
/// </summary>
internal static class FreeDays
{
    // From here on a date of everyone costs less than all dates of one more member.
    private const int FewDays = 3;

    public static async Task<IReadOnlySet<LocalDate>> FindAsync(
        CareOpsDb db, ServicePlan plan, SlotWish wish, LocalDate first, LocalDate last, CancellationToken cancellationToken)
    {
        var members = new Queue<Timetable>(plan.Members.Where(member => wish.Member is null || member.Member == wish.Member));
        var open = Days(first, last).Where(date => members.Any(member => member.OpenOn(date).Any())).ToList();
        var unsettled = open.ToList();
        while (unsettled.Count > FewDays && members.TryDequeue(out var member))
        {
            var engine = await Availability.EngineAsync(
                db, plan, member.Member, unsettled[0], unsettled[^1], wish.Except, cancellationToken);
            unsettled = unsettled.FindAll(date => !engine.HasSlotOn(date, member.Member));
        }

        foreach (var date in members.Count == 0 ? [] : unsettled.ToList())
        {
            var engine = await Availability.EngineAsync(db, plan, wish.Member, date, date, wish.Except, cancellationToken);
            if (engine.HasSlotOn(date, wish.Member))
            {
                unsettled.Remove(date);
            }
        }

        return open.Except(unsettled).ToHashSet();
    }

    private static IEnumerable<LocalDate> Days(LocalDate first, LocalDate last)
    {
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            yield return date;
        }
    }
}
