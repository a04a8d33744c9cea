using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>
/// Booking confirmed, rescheduled, cancelled or not cancelled after all → the customer is told, unless it was changed again or is to be kept
/// quiet.
/// </summary>
public sealed class BookingNotice(PublicAddress address) : IEventHandler<BookingNoticeDue>
{
    public async Task HandleAsync(CareOpsDb db, BookingNoticeDue domainEvent, CancellationToken cancellationToken)
    {
        var (booking, together) = await LockAsync(db, domainEvent, cancellationToken);
        var occurrence = booking.Id == domainEvent.BookingId ? domainEvent.Revision : booking.Revision;
        var subject = new RunSubject(booking.Id, occurrence, booking.ContactId)
        {
            ServiceId = booking.ServiceId,
            UsefulUntil = booking.StartsAt,
        };
        var isTold = false;
        await RuleRunner.RunAsync(
            db,
            TriggerOf(domainEvent.Change),
            subject,
            async rule =>
            {
                var verdict = Skipped(rule, subject, booking, together) ?? await TellAsync(db, rule, subject, together, cancellationToken);
                isTold |= verdict.MessageId is not null;
                return verdict;
            },
            cancellationToken);
        if (booking.Revision == occurrence)
        {
            // Told or not, for a reason that is kept: there is nothing more to be told of it.
            await db.Bookings().Where(row => row.Id == booking.Id)
                .ExecuteUpdateAsync(static set => set.SetProperty(row => row.Owed, (BookingChange?)null), cancellationToken);
        }

        if (isTold)
        {
            var ids = together.Select(static row => row.Id).ToList();
            await db.Bookings().Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(
                static set => set.SetProperty(row => row.ToldRevision, row => row.Revision).SetProperty(row => row.Owed, (BookingChange?)null),
                cancellationToken);
        }
    }

    // Whoever takes one of them back right now comes before this, and nothing is told; or after it, and knows that the customer was told.
    private static async Task<(Booking Booking, IReadOnlyList<Booking> Together)> LockAsync(
        CareOpsDb db, BookingNoticeDue notice, CancellationToken cancellationToken)
    {
        var ids = (await TogetherAsync(db, notice, cancellationToken)).Together.Select(static row => row.Id).Append(notice.BookingId);
        await BookingDesk.WaitAsync(db, [.. ids.Distinct()], cancellationToken);
        return await TogetherAsync(db, notice, cancellationToken);
    }

    // What was cancelled of a series at one moment is told in one message, with the first of it; so is what stands again.
    private static async Task<(Booking Booking, IReadOnlyList<Booking> Together)> TogetherAsync(
        CareOpsDb db, BookingNoticeDue notice, CancellationToken cancellationToken)
    {
        var booking = await db.Bookings().AsNoTracking().SingleAsync(row => row.Id == notice.BookingId, cancellationToken);
        if (notice.Change != BookingChange.Reopened)
        {
            return (booking, await Cancellation.Together(db, booking).AsNoTracking().ToListAsync(cancellationToken));
        }

        var (id, revision, others) = (notice.BookingId, notice.Revision, notice.With);
        var standing = await db.Bookings().AsNoTracking()
            .Where(row => (row.Id == id && row.Revision == revision) || others.Contains(row.Id))
            .Where(row => row.Status == BookingStatus.Pending || row.Status == BookingStatus.Confirmed)
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return standing.Count == 0 ? (booking, [booking]) : (standing[0], standing);
    }

    internal static RuleTrigger TriggerOf(BookingChange change) => change switch
    {
        BookingChange.Confirmed => RuleTrigger.BookingConfirmed,
        BookingChange.Rescheduled => RuleTrigger.BookingRescheduled,
        BookingChange.Reopened => RuleTrigger.BookingReopened,
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
