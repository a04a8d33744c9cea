using CareOps.Core.Bookings;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>
/// Keeps what is scheduled for a booking in line with it: reminders while it stands, the thank-you once it is completed. Whoever changes a
/// booking moves and drops them in the same transaction, so nothing is ever scheduled for a time or a state that is no more.
/// </summary>
public sealed class BookingSchedule :
    IEventHandler<BookingCreated>,
    IJoinedHandler<BookingConfirmed>,
    IJoinedHandler<BookingRescheduled>,
    IJoinedHandler<BookingCancelled>,
    IJoinedHandler<BookingCompleted>,
    IJoinedHandler<BookingNoShow>,
    IJoinedHandler<BookingReopened>
{
    private static readonly HotQuery<Guid, Booking?> ById =
        new((db, id, _) => db.Set<Booking>().AsTracking().SingleOrDefault(booking => booking.Id == id));

    private static readonly HotList<Guid, AutomationRun> OfSubject =
        new((db, subject) => db.Set<AutomationRun>().AsTracking().Where(run => run.SubjectId == subject));

    private static readonly RuleTrigger[] Triggers =
        [.. RuleKind.All.Where(static kind => kind.IsScheduledOnBooking).Select(static kind => kind.Trigger)];

    public async Task HandleAsync(CareOpsDb db, BookingCreated domainEvent, CancellationToken cancellationToken)
    {
        // Whoever moves or cancels it right now comes before or after this, and never in between.
        await db.LockAsync(KeyOf(domainEvent.BookingId), cancellationToken);
        await AlignAsync(db, domainEvent.BookingId, cancellationToken);
    }

    public Task HandleAsync(CareOpsDb db, BookingConfirmed domainEvent, CancellationToken cancellationToken) =>
        AlignAsync(db, domainEvent.BookingId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, BookingRescheduled domainEvent, CancellationToken cancellationToken) =>
        AlignAsync(db, domainEvent.BookingId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, BookingCancelled domainEvent, CancellationToken cancellationToken) =>
        AlignAsync(db, domainEvent.BookingId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, BookingCompleted domainEvent, CancellationToken cancellationToken) =>
        AlignAsync(db, domainEvent.BookingId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, BookingNoShow domainEvent, CancellationToken cancellationToken) =>
        AlignAsync(db, domainEvent.BookingId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, BookingReopened domainEvent, CancellationToken cancellationToken) =>
        AlignAsync(db, domainEvent.BookingId, cancellationToken);

    internal static string KeyOf(Guid bookingId) => $"booking:{bookingId}";

    internal static Task<Booking?> FindAsync(CareOpsDb db, Guid bookingId, CancellationToken cancellationToken) =>
        ById.AskAsync(db, bookingId, cancellationToken);

    /// <summary>The moments at which a rule is to act on a booking as it is now, by their offsets.</summary>
    internal static IEnumerable<(int Offset, Instant At)> Wanted(Rule rule, Booking booking) => (rule.Kind.Timing, booking) switch
    {
        (RuleTiming.Before, { Status: BookingStatus.Confirmed }) =>
            rule.Offsets.Select(offset => (offset, booking.StartsAt - Duration.FromMinutes(offset))),
        (RuleTiming.After, { Status: BookingStatus.Completed, ClosedAt: { } closed }) =>
            rule.Offsets.Select(offset => (offset, closed + Duration.FromMinutes(offset))),
        _ => [],
    };

    internal static RunSubject SubjectOf(Booking booking, int offset) => new(booking.Id, booking.StartVersion, booking.ContactId)
    {
        Offset = offset,
        ServiceId = booking.ServiceId,
        UsefulUntil = booking.StartsAt,
    };

    /// <summary>Schedules what is missing, moves and drops what is no longer right. The booking is locked by the caller.</summary>
    internal static async Task AlignAsync(CareOpsDb db, Guid bookingId, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, bookingId, cancellationToken) is not { } booking)
        {
            return;
        }

        var runs = await OfSubject.AskAsync(db, bookingId, cancellationToken);
        var zone = (await db.WorkspaceAsync(cancellationToken)).Zone;
        foreach (var trigger in Triggers)
        {
            foreach (var rule in await RuleRunner.RulesAsync(db, trigger, cancellationToken))
            {
                await AlignAsync(db, rule, booking, [.. runs.Where(run => run.RuleId == rule.Id)], zone, cancellationToken);
            }
        }
    }

    /// <summary>Why what waits for this booking is not sent any more, as it is now; null where nothing is in its way.</summary>
    internal static (SkipReason Reason, string Because)? WhyNot(
        Rule rule, Booking booking, int occurrence, int offset, Instant now, DateTimeZone zone) => booking switch
        {
            { Status: BookingStatus.Cancelled, CancelledAt: { } at } =>
                (SkipReason.BookingCancelled, $"the booking was cancelled at {At(at, now, zone)} by {(booking.CancelledBy is null ? "the customer" : "a member")}"),
            { Status: BookingStatus.NoShow } => (SkipReason.NoShow, "the customer did not come"),
            _ when booking.StartVersion != occurrence =>
                (SkipReason.BookingMoved, $"the booking was moved to {Say.Moment(booking.StartsAt, zone)}"),
            { Status: BookingStatus.Completed } when rule.Kind.Timing == RuleTiming.Before =>
                (SkipReason.BookingCompleted, "the booking was already completed"),
            { Status: not BookingStatus.Completed } when rule.Kind.Timing == RuleTiming.After =>
                (SkipReason.Reopened, "the booking was reopened"),
            _ when !rule.Offsets.Contains(offset) => (SkipReason.TimingChanged, "the rule has another timing now"),
            _ => null,
        };

    private static async Task AlignAsync(
        CareOpsDb db, Rule rule, Booking booking, IReadOnlyList<AutomationRun> runs, DateTimeZone zone, CancellationToken cancellationToken)
    {
        var known = runs.ToDictionary(static run => run.Key);
        foreach (var (offset, at) in Wanted(rule, booking))
        {
            var subject = SubjectOf(booking, offset);
            var refused = await RuleRunner.RefuseAsync(db, rule, subject, cancellationToken);
            if (known.Remove((rule.Id, subject.Occurrence, offset), out var run))
            {
                run.Renew(at, Plan(rule, offset, at, zone), refused, db.Now);
            }
            else
            {
                db.Append(refused is null && at > db.Now
                    ? AutomationRun.Waiting(db, rule, subject, at, Plan(rule, offset, at, zone))
                    : AutomationRun.Decided(db, rule, subject, refused ?? TooLate(rule, offset)));
            }
        }

        foreach (var run in known.Values.Where(static run => run.Waits))
        {
            var (reason, because) = WhyNot(rule, booking, run.Occurrence, run.Offset, db.Now, zone)
                ?? (SkipReason.TimingChanged, "the booking waits to be confirmed");
            run.Decide(Verdict.Skip(rule.Label(run.Offset), reason, because), db.Now);
        }
    }

    private static Verdict TooLate(Rule rule, int offset) => Verdict.Skip(
        rule.Label(offset),
        SkipReason.TooLate,
        rule.Kind.Timing == RuleTiming.Before ? $"less than {RuleWords.Span(offset)} were left before the booking" : "its moment had passed");

    private static string Plan(Rule rule, int offset, Instant at, DateTimeZone zone) =>
        $"“{rule.Name}”{(rule.Kind.Timing == RuleTiming.Before ? $", {RuleWords.Span(offset)} before," : null)} goes out {Say.Moment(at, zone)}.";

    internal static string At(Instant moment, Instant now, DateTimeZone zone) =>
        moment.InZone(zone).Date == now.InZone(zone).Date ? Say.Time(moment, zone) : Say.Moment(moment, zone);
}
