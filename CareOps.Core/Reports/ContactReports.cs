using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Reports;

/// <summary>What became of those who wrote first, and how long they waited.</summary>
internal static class ContactReports
{
    private static readonly ContactSource[] Inquiring = [ContactSource.ContactForm, ContactSource.Inbound];

    public static async Task<Report> LeadsAsync(CareOpsDb db, Workspace workspace, ReportRange range, CancellationToken cancellationToken)
    {
        var now = await LeadsAsync(db, range.In(workspace.Zone), cancellationToken);
        var before = await LeadsAsync(db, range.Before.In(workspace.Zone), cancellationToken);
        var steps = range.StepsIn(workspace.Zone);
        static long Booked(IEnumerable<Lead> leads) => leads.Count(static lead => lead.HasBooked);
        static IReadOnlyList<double?> Values(IReadOnlyCollection<Lead> leads) => [leads.Count, Booked(leads), Rate.Of(Booked(leads), leads.Count)];
        ReportColumn[] columns = [new("Leads"), new("Booked"), new("Conversion", ReportUnit.Share)];
        return new Report(
            ReportKind.Leads,
            range,
            [
                new("New leads", now.Count, before.Count),
                new("Of them booked", Booked(now), Booked(before)),
                new("Conversion", Rate.Of(Booked(now), now.Count), Rate.Of(Booked(before), before.Count), ReportUnit.Share),
            ],
            [
                new("Over time", "When", columns, [.. steps.Select(step => new ReportLine(
                    step.Name, Values([.. now.Where(lead => step.Time.Contains(lead.At))])))]) { IsOverTime = true },
                new("By way", "Way", columns, [.. now.GroupBy(static lead => lead.Source)
                    .Select(static group => new ReportLine(group.Key == ContactSource.ContactForm ? "Contact form" : "Email or SMS", Values([.. group])))
                    .OrderByDescending(static line => line.Values[0])]),
            ]);
    }

    public static async Task<Report> ResponsesAsync(CareOpsDb db, Workspace workspace, ReportRange range, CancellationToken cancellationToken)
    {
        var now = await AskedAsync(db, range.In(workspace.Zone), cancellationToken);
        var before = await AskedAsync(db, range.Before.In(workspace.Zone), cancellationToken);
        var steps = range.StepsIn(workspace.Zone);
        var target = Duration.FromMinutes(workspace.ResponseTargetMinutes);
        long InTime(IEnumerable<Asked> asked) => asked.Count(each => each.Waited <= target);
        static long Answered(IEnumerable<Asked> asked) => asked.Count(static each => each.Waited is not null);
        return new Report(
            ReportKind.Responses,
            range,
            [
                new("Median first response", Median(now), Median(before), ReportUnit.Minutes) { LessIsBetter = true },
                new("Within the target", Rate.Of(InTime(now), now.Count), Rate.Of(InTime(before), before.Count), ReportUnit.Share),
                new("First questions", now.Count, before.Count),
                new("Not answered yet", now.Count - Answered(now), before.Count - Answered(before)) { LessIsBetter = true },
            ],
            [
                new("Over time", "When", [new("Median", ReportUnit.Minutes), new("Questions"), new("Within the target", ReportUnit.Share)], [.. steps.Select(step =>
                {
                    var asked = now.Where(each => step.Time.Contains(each.At)).ToList();
                    return new ReportLine(step.Name, [Median(asked), asked.Count, Rate.Of(InTime(asked), asked.Count)]);
                })]) { IsOverTime = true },
            ]);
    }

    /// <summary>Half of the answered ones waited no longer; null where none was answered.</summary>
    private static double? Median(IEnumerable<Asked> asked)
    {
        var waits = asked.Select(static each => each.Waited).OfType<Duration>().Order().ToList();
        return waits.Count == 0 ? null : (waits[(waits.Count - 1) / 2] + waits[waits.Count / 2]).TotalMinutes / 2;
    }

    private static async Task<List<Lead>> LeadsAsync(CareOpsDb db, Interval time, CancellationToken cancellationToken)
    {
        var (from, until) = (time.Start, time.End);
        return await db.Contacts()
            .Where(row => row.CreatedAt >= from && row.CreatedAt < until && Inquiring.Contains(row.Source))
            .Select(row => new Lead(row.CreatedAt, row.Source, db.Bookings().Any(booking => booking.ContactId == row.Id)))
            .ToListAsync(cancellationToken);
    }

    private static async Task<List<Asked>> AskedAsync(CareOpsDb db, Interval time, CancellationToken cancellationToken)
    {
        var (from, until) = (time.Start, time.End);
        return await db.Conversations()
            .Where(row => row.FirstAskedAt != null && row.FirstAskedAt >= from && row.FirstAskedAt < until)
            .Select(static row => new Asked(row.FirstAskedAt!.Value, row.FirstResponseAt))
            .ToListAsync(cancellationToken);
    }

    private sealed record Lead(Instant At, ContactSource Source, bool HasBooked);

    private sealed record Asked(Instant At, Instant? AnsweredAt)
    {
        public Duration? Waited => AnsweredAt - At;
    }
}
