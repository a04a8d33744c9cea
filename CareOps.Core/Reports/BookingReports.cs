using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Reports;

/// <summary>What can be said of bookings by when they begin. Each period is counted with one statement, which reads one index alone.</summary>
internal static class BookingReports
{
    public static async Task<Report> BookingsAsync(CareOpsDb db, Workspace workspace, ReportRange range, CancellationToken cancellationToken)
    {
        var (now, before) = await FactsAsync(db, workspace.Zone, range, cancellationToken);
        var names = await NamesAsync(db, cancellationToken);
        var steps = range.StepsIn(workspace.Zone);
        var counts = (await StepCounts.OfBookingsAsync(db, steps, cancellationToken)).ToLookup(static row => row.Step);
        static long Standing(IEnumerable<Fact> facts) => facts.Where(static fact => fact.Status != BookingStatus.Cancelled).Sum(static fact => (long)fact.Count);
        static long In(IEnumerable<Fact> facts, BookingStatus status) => facts.Where(fact => fact.Status == status).Sum(static fact => (long)fact.Count);
        return new Report(
            ReportKind.Bookings,
            range,
            [
                new("Bookings", Standing(now), Standing(before)),
                new("Completed", In(now, BookingStatus.Completed), In(before, BookingStatus.Completed)),
                new("Cancelled", In(now, BookingStatus.Cancelled), In(before, BookingStatus.Cancelled)) { LessIsBetter = true },
                new("No-shows", In(now, BookingStatus.NoShow), In(before, BookingStatus.NoShow)) { LessIsBetter = true },
            ],
            [
                new("Over time", "When", [new("Bookings"), new("Cancelled")], [.. steps.Select((step, place) => new ReportLine(
                    step.Name,
                    [
                        counts[place].Where(static row => row.Status != nameof(BookingStatus.Cancelled)).Sum(static row => row.Count),
                        counts[place].Where(static row => row.Status == nameof(BookingStatus.Cancelled)).Sum(static row => row.Count),
                    ]))]) { IsOverTime = true },
                By("By status", "Status", now, before, static fact => StatusName(fact.Status), static facts => facts.Sum(static fact => (long)fact.Count)),
                By("By service", "Service", now, before, fact => names.Services.GetValueOrDefault(fact.ServiceId, "Former service"), Standing),
                By("By member", "Member", now, before, fact => names.Members.GetValueOrDefault(fact.MemberId, "Former member"), Standing),
                By("By source", "Source", now, before, static fact => SourceName(fact.Source), Standing),
            ]);
    }

    public static async Task<Report> RevenueAsync(CareOpsDb db, Workspace workspace, ReportRange range, CancellationToken cancellationToken)
    {
        var (now, before) = await FactsAsync(db, workspace.Zone, range, cancellationToken);
        var names = await NamesAsync(db, cancellationToken);
        var steps = range.StepsIn(workspace.Zone);
        var counts = (await StepCounts.OfBookingsAsync(db, steps, cancellationToken)).ToLookup(static row => row.Step);
        static long Booked(IEnumerable<Fact> facts) => facts.Where(static fact => Pays(fact.Status)).Sum(static fact => fact.Money);
        static long Earned(IEnumerable<Fact> facts) => facts.Where(static fact => fact.Status == BookingStatus.Completed).Sum(static fact => fact.Money);
        static long Lost(IEnumerable<Fact> facts) => facts.Where(static fact => !Pays(fact.Status)).Sum(static fact => fact.Money);
        static long Paying(IEnumerable<Fact> facts) => facts.Where(static fact => Pays(fact.Status)).Sum(static fact => (long)fact.Count);
        static double? Each(IReadOnlyList<Fact> facts) => Rate.Of(Booked(facts), Paying(facts));
        return new Report(
            ReportKind.Revenue,
            range,
            [
                new("Booked", Booked(now), Booked(before), ReportUnit.Money),
                new("Of it completed", Earned(now), Earned(before), ReportUnit.Money),
                new("Each booking", Each(now), Each(before), ReportUnit.Money),
                new("Lost to cancellations and no-shows", Lost(now), Lost(before), ReportUnit.Money) { LessIsBetter = true },
            ],
            [
                new("Over time", "When", [new("Booked", ReportUnit.Money), new("Of it completed", ReportUnit.Money)], [.. steps.Select((step, place) => new ReportLine(
                    step.Name,
                    [
                        counts[place].Where(static row => Pays(Enum.Parse<BookingStatus>(row.Status))).Sum(static row => row.Money),
                        counts[place].Where(static row => row.Status == nameof(BookingStatus.Completed)).Sum(static row => row.Money),
                    ]))]) { IsOverTime = true },
                By("By service", "Service", now, before, fact => names.Services.GetValueOrDefault(fact.ServiceId, "Former service"), Booked, ReportUnit.Money),
                By("By member", "Member", now, before, fact => names.Members.GetValueOrDefault(fact.MemberId, "Former member"), Booked, ReportUnit.Money),
                By("By source", "Source", now, before, static fact => SourceName(fact.Source), Booked, ReportUnit.Money),
            ]);
    }

    public static async Task<Report> NoShowsAsync(CareOpsDb db, Workspace workspace, ReportRange range, CancellationToken cancellationToken)
    {
        var (now, before) = await FactsAsync(db, workspace.Zone, range, cancellationToken);
        var names = await NamesAsync(db, cancellationToken);
        var steps = range.StepsIn(workspace.Zone);
        var counts = (await StepCounts.OfBookingsAsync(db, steps, cancellationToken)).ToLookup(static row => row.Step);
        static long Missed(IEnumerable<Fact> facts) => facts.Where(static fact => fact.Status == BookingStatus.NoShow).Sum(static fact => (long)fact.Count);
        static long Closed(IEnumerable<Fact> facts) =>
            facts.Where(static fact => fact.Status is BookingStatus.NoShow or BookingStatus.Completed).Sum(static fact => (long)fact.Count);
        ReportPart RateBy<TKey>(string title, string of, Func<Fact, TKey> key, Func<TKey, string> name)
            where TKey : notnull => new(
                title,
                of,
                [new("Rate", ReportUnit.Share), new("No-shows"), new("Completed")],
                [.. now.GroupBy(key)
                    .Select(group => new ReportLine(name(group.Key), [Rate.Of(Missed(group), Closed(group)), Missed(group), Closed(group) - Missed(group)]))
                    .Where(static line => line.Values[0] is not null)
                    .OrderByDescending(static line => line.Values[0]).ThenBy(static line => line.Name, StringComparer.Ordinal)]);
        return new Report(
            ReportKind.NoShows,
            range,
            [
                new("No-show rate", Rate.Of(Missed(now), Closed(now)), Rate.Of(Missed(before), Closed(before)), ReportUnit.Share) { LessIsBetter = true },
                new("No-shows", Missed(now), Missed(before)) { LessIsBetter = true },
                new("Completed", Closed(now) - Missed(now), Closed(before) - Missed(before)),
            ],
            [
                new("Over time", "When", [new("Rate", ReportUnit.Share), new("No-shows"), new("Completed")], [.. steps.Select((step, place) =>
                {
                    var missed = counts[place].Where(static row => row.Status == nameof(BookingStatus.NoShow)).Sum(static row => row.Count);
                    var completed = counts[place].Where(static row => row.Status == nameof(BookingStatus.Completed)).Sum(static row => row.Count);
                    return new ReportLine(step.Name, [Rate.Of(missed, missed + completed), missed, completed]);
                })]) { IsOverTime = true },
                RateBy("By service", "Service", static fact => fact.ServiceId, id => names.Services.GetValueOrDefault(id, "Former service")),
                RateBy("By member", "Member", static fact => fact.MemberId, id => names.Members.GetValueOrDefault(id, "Former member")),
                RateBy("By source", "Source", static fact => fact.Source, SourceName),
            ]);
    }

    internal static string SourceName(BookingSource source) => source switch
    {
        BookingSource.Online => "Booking page",
        BookingSource.Waitlist => "Waitlist",
        BookingSource.Phone => "Phone or message",
        _ => "At the desk",
    };

    private static string StatusName(BookingStatus status) => status == BookingStatus.NoShow ? "No-show" : status.ToString();

    // A no-show or a cancellation brings nothing, as far as CareOps knows.
    private static bool Pays(BookingStatus status) => status is not (BookingStatus.Cancelled or BookingStatus.NoShow);

    private static ReportPart By(
        string title,
        string of,
        IEnumerable<Fact> now,
        IEnumerable<Fact> before,
        Func<Fact, string> name,
        Func<IEnumerable<Fact>, long> measure,
        ReportUnit unit = ReportUnit.Count)
    {
        var then = before.ToLookup(name, StringComparer.Ordinal);
        var present = now.ToLookup(name, StringComparer.Ordinal);
        return new ReportPart(
            title,
            of,
            [new("This period", unit), new("Before", unit)],
            [.. present.Select(static group => group.Key).Union(then.Select(static group => group.Key), StringComparer.Ordinal)
                .Select(key => new ReportLine(key, [measure(present[key]), measure(then[key])]))
                .Where(static line => line.Values.Any(static value => value > 0))
                .OrderByDescending(static line => line.Values[0]).ThenBy(static line => line.Name, StringComparer.Ordinal)]);
    }

    private static async Task<(IReadOnlyList<Fact> Now, IReadOnlyList<Fact> Before)> FactsAsync(
        CareOpsDb db, DateTimeZone zone, ReportRange range, CancellationToken cancellationToken) =>
        (await FactsAsync(db, range.In(zone), cancellationToken), await FactsAsync(db, range.Before.In(zone), cancellationToken));

    private static async Task<IReadOnlyList<Fact>> FactsAsync(CareOpsDb db, Interval time, CancellationToken cancellationToken)
    {
        var (from, until) = (time.Start, time.End);
        return await db.Bookings()
            .Where(row => row.StartsAt >= from && row.StartsAt < until)
            .GroupBy(static row => new { row.Status, row.ServiceId, row.MemberId, row.Source })
            .Select(static group => new Fact(
                group.Key.Status, group.Key.ServiceId, group.Key.MemberId, group.Key.Source, group.Count(), group.Sum(static row => row.PriceMinor) ?? 0))
            .ToListAsync(cancellationToken);
    }

    private static async Task<(Dictionary<Guid, string> Services, Dictionary<MemberId, string> Members)> NamesAsync(
        CareOpsDb db, CancellationToken cancellationToken) =>
    (
        await db.Services().ToDictionaryAsync(static row => row.Id, static row => row.Name, cancellationToken),
        await db.Members().ToDictionaryAsync(static row => row.Id, static row => row.Name, cancellationToken));

    private sealed record Fact(BookingStatus Status, Guid ServiceId, MemberId MemberId, BookingSource Source, int Count, long Money);
}
