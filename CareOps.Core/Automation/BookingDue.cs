using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>
/// The moment of a reminder or a thank-you has come: the booking is looked at once more, and the customer is written to, unless that would
/// come too late to help.
/// </summary>
internal sealed class BookingDue(PublicAddress address) : IDueRun
{
    public bool Handles(RuleTiming timing) => timing is RuleTiming.Before or RuleTiming.After;

    public string KeyOf(AutomationRun run) => BookingSchedule.KeyOf(run.SubjectId);

    public async Task<Verdict?> DecideAsync(CareOpsDb db, Rule rule, AutomationRun run, Instant due, CancellationToken cancellationToken)
    {
        var booking = (await BookingSchedule.FindAsync(db, run.SubjectId, cancellationToken))!;
        var zone = (await db.WorkspaceAsync(cancellationToken)).Zone;
        var subject = BookingSchedule.SubjectOf(booking, run.Offset);
        var label = rule.Label(run.Offset);
        if (BookingSchedule.WhyNot(rule, booking, run.Occurrence, run.Offset, db.Now, zone) is var (reason, because))
        {
            return Verdict.Skip(label, reason, because);
        }

        return await RuleRunner.RefuseAsync(db, rule, subject, cancellationToken)
            ?? TooLate(db, rule, booking, run, zone)
            ?? await WriteAsync(db, rule, booking, subject, cancellationToken);
    }

    private static Verdict? TooLate(CareOpsDb db, Rule rule, Booking booking, AutomationRun run, DateTimeZone zone)
    {
        var label = rule.Label(run.Offset);
        var (_, meant) = BookingSchedule.Wanted(rule, booking).First(wanted => wanted.Offset == run.Offset);
        if (rule.Kind.Timing == RuleTiming.Before)
        {
            if (booking.StartsAt <= db.Now)
            {
                return Verdict.Skip(label, SkipReason.TooLate, "the booking had already begun when it could be sent");
            }

            var later = rule.Offsets.Where(offset => offset < run.Offset && booking.StartsAt - Duration.FromMinutes(offset) <= db.Now).ToList();
            if (later.Count > 0)
            {
                return Verdict.Skip(label, SkipReason.Overtaken, $"the one {RuleWords.Span(later[^1])} before was due by then");
            }
        }

        return db.Now - meant > Duration.FromMinutes(rule.LatestMinutes)
            ? Verdict.Skip(
                label,
                SkipReason.TooLate,
                $"it was meant for {Say.Moment(meant, zone)}, and the rule lets it be {Say.Minutes(rule.LatestMinutes)} late at most")
            : null;
    }

    private async Task<Verdict> WriteAsync(
        CareOpsDb db, Rule rule, Booking booking, RunSubject subject, CancellationToken cancellationToken)
    {
        var values = await BookingTemplate.ValuesAsync(db, address, booking, cancellationToken);
        return await RuleRunner.SendAsync(
            db, rule, rule.Kind.Timing == RuleTiming.Before ? subject : subject with { UsefulUntil = null }, values, cancellationToken);
    }
}
