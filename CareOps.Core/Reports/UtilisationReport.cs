using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Reports;

/// <summary>
/// How much of the hours in which members take bookings was booked. A group session counts once; what was booked outside the hours counts,
/// too, so that more than all is possible. Buffers are neither.
/// </summary>
internal static class UtilisationReport
{
    public static async Task<Report> ReadAsync(CareOpsDb db, Workspace workspace, ReportRange range, CancellationToken cancellationToken)
    {
        var members = await db.Members().OrderBy(static row => row.JoinedAt).ThenBy(static row => row.Id)
            .Select(static row => new Person(row.Id, row.Name)).ToListAsync(cancellationToken);
        var tables = await Availability.TimetablesAsync(db, members, range.Before.First, cancellationToken);
        var now = await BookedAsync(db, range.In(workspace.Zone), cancellationToken);
        var before = await BookedAsync(db, range.Before.In(workspace.Zone), cancellationToken);
        var lines = tables.Select(table => new Line(
                table.Name,
                Open(table, range, workspace.Zone),
                now.GetValueOrDefault(table.Member),
                Open(table, range.Before, workspace.Zone),
                before.GetValueOrDefault(table.Member)))
            .Where(static line => line.Open + line.Booked + line.OpenBefore + line.BookedBefore > 0).ToList();
        long Sum(Func<Line, long> of) => lines.Sum(of);
        return new Report(
            ReportKind.Utilisation,
            range,
            [
                new(
                    "Utilisation",
                    Rate.Of(Sum(static line => line.Booked), Sum(static line => line.Open)),
                    Rate.Of(Sum(static line => line.BookedBefore), Sum(static line => line.OpenBefore)),
                    ReportUnit.Share),
                new("Booked", Sum(static line => line.Booked), Sum(static line => line.BookedBefore), ReportUnit.Minutes),
                new("Open for bookings", Sum(static line => line.Open), Sum(static line => line.OpenBefore), ReportUnit.Minutes),
            ],
            [
                new(
                    "By member",
                    "Member",
                    [new("Utilisation", ReportUnit.Share), new("Booked", ReportUnit.Minutes), new("Open", ReportUnit.Minutes), new("Before", ReportUnit.Share)],
                    [.. lines.Select(static line => new ReportLine(
                        line.Name, [Rate.Of(line.Booked, line.Open), line.Booked, line.Open, Rate.Of(line.BookedBefore, line.OpenBefore)]))]),
            ]);
    }

    private static async Task<Dictionary<MemberId, long>> BookedAsync(CareOpsDb db, Interval time, CancellationToken cancellationToken)
    {
        var (from, until) = (time.Start, time.End);
        var taken = await db.Bookings()
            .Where(row => row.StartsAt >= from && row.StartsAt < until && row.Status != BookingStatus.Cancelled)
            .Select(static row => new { row.MemberId, row.StartsAt, row.EndsAt })
            .Distinct().ToListAsync(cancellationToken);
        return taken.GroupBy(static row => row.MemberId)
            .ToDictionary(static group => group.Key, static group => group.Sum(static row => (long)(row.EndsAt - row.StartsAt).TotalMinutes));
    }

    // As the hours pass, not as the clock shows them: a night in which clocks change is an hour longer or shorter.
    private static long Open(Timetable table, ReportRange range, DateTimeZone zone)
    {
        var minutes = 0L;
        foreach (var date in range.Dates)
        {
            foreach (var open in table.OpenOn(date))
            {
                minutes += Open(table, new Interval(At(date, open.StartMinute, zone), At(date, open.EndMinute, zone)));
            }
        }

        return minutes;
    }

    private static long Open(Timetable table, Interval open)
    {
        var left = open.Duration;
        var passed = open.Start;
        foreach (var off in table.TimeOff.OrderBy(static off => off.Start))
        {
            var (start, end) = (Instant.Max(off.Start, passed), Instant.Min(off.End, open.End));
            if (start < end)
            {
                left -= end - start;
                passed = end;
            }
        }

        return (long)left.TotalMinutes;
    }

    private static Instant At(LocalDate date, int minute, DateTimeZone zone) =>
        date.AtMidnight().PlusMinutes(minute).InZoneLeniently(zone).ToInstant();

    private sealed record Line(string Name, long Open, long Booked, long OpenBefore, long BookedBefore);
}
