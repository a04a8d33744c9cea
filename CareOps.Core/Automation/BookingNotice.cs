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
        await RuleRunner.RunAsync(
            db,
            TriggerOf(domainEvent.Change),
            subject,
            rule => Skipped(rule, subject, booking) is { } skipped
                ? Task.FromResult(skipped)
                : TellAsync(db, rule, subject, booking, cancellationToken),
            cancellationToken);
    }

    internal static RuleTrigger TriggerOf(BookingChange change) => change switch
    {
        BookingChange.Confirmed => RuleTrigger.BookingConfirmed,
        BookingChange.Rescheduled => RuleTrigger.BookingRescheduled,
        _ => RuleTrigger.BookingCancelled,
    };

    private static Verdict? Skipped(Rule rule, RunSubject subject, Booking booking)
    {
        if (booking.QuietRevision >= subject.Occurrence)
        {
            return Verdict.Skip(rule.Label(0), SkipReason.KeptQuiet, "a member chose not to tell the customer");
        }

        return booking.Revision == subject.Occurrence
            ? null
            : Verdict.Skip(rule.Label(0), SkipReason.ChangedAgain, "the booking was changed again before it was sent");
    }

    private async Task<Verdict> TellAsync(
        CareOpsDb db, Rule rule, RunSubject subject, Booking booking, CancellationToken cancellationToken)
    {
        var values = await BookingTemplate.ValuesAsync(db, address, booking, cancellationToken);
        values["booking.cancel_reason"] = Text.Line(booking.CancelReason) is { } reason ? $"“{reason}”" : string.Empty;
        var calendar = await BookingTemplate.CalendarAsync(db, address, [booking], values["booking.link"], cancellationToken);
        return await RuleRunner.SendAsync(db, rule, subject, values, calendar, cancellationToken);
    }
}
