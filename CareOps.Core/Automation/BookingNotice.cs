using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>Booking confirmed, rescheduled or cancelled → the customer is told, unless it was changed again or is to be kept quiet.</summary>
public sealed class BookingNotice(PublicAddress address) : IEventHandler<BookingNoticeDue>
{
    public async Task HandleAsync(CareOpsDb db, BookingNoticeDue domainEvent, CancellationToken cancellationToken)
    {
        var booking = await db.Bookings().AsNoTracking().SingleAsync(row => row.Id == domainEvent.BookingId, cancellationToken);
        var subject = new RunSubject(booking.Id, domainEvent.Revision, booking.ContactId)
        {
            ServiceId = booking.ServiceId,
            UsefulUntil = booking.StartsAt,
        };
        var together = await TogetherAsync(db, booking, cancellationToken);
        await RuleRunner.RunAsync(
            db,
            TriggerOf(domainEvent.Change),
            subject,
            rule => Skipped(rule, subject, booking, together) is { } skipped
                ? Task.FromResult(skipped)
                : TellAsync(db, rule, subject, together, cancellationToken),
            cancellationToken);
    }

    // What was cancelled of a series at one moment is told in one message, with the first of it.
    private static async Task<IReadOnlyList<Booking>> TogetherAsync(CareOpsDb db, Booking booking, CancellationToken cancellationToken) =>
        booking is { SeriesId: { } series, Status: BookingStatus.Cancelled, CancelledAt: { } cancelled }
            ? await db.Bookings().AsNoTracking()
                .Where(row => row.SeriesId == series && row.Status == BookingStatus.Cancelled && row.CancelledAt == cancelled)
                .OrderBy(row => row.StartsAt)
                .ToListAsync(cancellationToken)
            : [booking];

    internal static RuleTrigger TriggerOf(BookingChange change) => change switch
    {
        BookingChange.Confirmed => RuleTrigger.BookingConfirmed,
        BookingChange.Rescheduled => RuleTrigger.BookingRescheduled,
        _ => RuleTrigger.BookingCancelled,
    };

    private static Verdict? Skipped(Rule rule, RunSubject subject, Booking booking, IReadOnlyList<Booking> together)
    {
        if (booking.QuietRevision >= subject.Occurrence)
        {
            return Verdict.Skip(rule.Label(0), SkipReason.KeptQuiet, "a member chose not to tell the customer");
        }

        if (booking.Revision != subject.Occurrence)
        {
            return Verdict.Skip(rule.Label(0), SkipReason.ChangedAgain, "the booking was changed again before it was sent");
        }

        return together[0].Id == booking.Id
            ? null
            : Verdict.Skip(rule.Label(0), SkipReason.SeriesToldTogether, "the first booking of the series tells of them all");
    }

    private async Task<Verdict> TellAsync(
        CareOpsDb db, Rule rule, RunSubject subject, IReadOnlyList<Booking> together, CancellationToken cancellationToken)
    {
        var booking = together[0];
        var values = await BookingTemplate.ValuesAsync(db, address, booking, cancellationToken);
        values["booking.cancel_reason"] = Text.Line(booking.CancelReason) is { } reason ? $"“{reason}”" : string.Empty;
        await BookingTemplate.AddTimesAsync(db, values, together, cancellationToken);
        var calendar = await BookingTemplate.CalendarAsync(db, address, together, values["booking.link"], cancellationToken);
        return await RuleRunner.SendAsync(db, rule, subject, values, calendar, cancellationToken);
    }
}
