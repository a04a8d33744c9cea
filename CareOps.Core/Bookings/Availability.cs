using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>Reads what the slot engine computes with.</summary>
internal static class Availability
{
    public static async Task<IReadOnlyList<OpenInterval>> HoursAsync(
        CareOpsDb db, MemberId member, CancellationToken cancellationToken) =>
        await db.WeeklyHours().AsNoTracking()
            .Where(hours => hours.MemberId == member)
            .OrderBy(hours => hours.StartMinute)
            .Select(hours => new OpenInterval(hours.Day, hours.StartMinute, hours.EndMinute))
            .ToListAsync(cancellationToken);

    /// <summary>What a member is busy with around the dates, whatever the service: at least what could touch one of their slots.</summary>
    public static async Task<IReadOnlyList<Interval>> BusyAsync(
        CareOpsDb db, SlotRules rules, MemberId member, LocalDate first, LocalDate last, CancellationToken cancellationToken)
    {
        var from = first.AtStartOfDayInZone(rules.Zone).ToInstant() - rules.BufferBefore;
        var until = last.PlusDays(1).AtStartOfDayInZone(rules.Zone).ToInstant() + rules.Length + rules.BufferAfter;
        var earliest = from - Occupancy.MaxLength;
        var now = db.Now;
        var rows = await db.Occupancies().AsNoTracking()
            .Where(row => row.SubjectId == member.Value && row.StartsAt > earliest && row.StartsAt < until && row.EndsAt > from)
            .Where(row => row.ExpiresAt == null || row.ExpiresAt > now)
            .Select(row => new { row.StartsAt, row.EndsAt })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(static row => new Interval(row.StartsAt, row.EndsAt))];
    }
}
