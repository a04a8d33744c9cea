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
                var verdict = Skipped(rule, subject, booking) ?? await TellAsync(db, rule, subject, Untold(together), cancellationToken);
                isTold |= verdict.MessageId is not null;
                return verdict;
            },
            cancellationToken);
        if (isTold)
        {
            await ToldAsync(db, Untold(together), cancellationToken);
        }
        else if (booking.Revision == occurrence)
        {
            // For a reason that is kept: there is nothing more to be told of it. The others of a cancelled series have a notice of their own.
            await SettleAsync(db, domainEvent.Change == BookingChange.Reopened ? together : [booking], cancellationToken);
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

    // Of what the message tells: nobody hears twice of the same, or of what is to be kept quiet.
    private static List<Booking> Untold(IReadOnlyList<Booking> together) =>
        [.. together.Where(static row => !row.IsTold && row.QuietRevision < row.Revision)];

    // As they were when the message was written, whatever was done to them since.
    private static async Task ToldAsync(CareOpsDb db, IReadOnlyList<Booking> told, CancellationToken cancellationToken)
    {
        foreach (var same in told.GroupBy(static row => row.Revision))
        {
            var (revision, ids) = (same.Key, same.Select(static row => row.Id).ToList());
            await db.Bookings().Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.ToldRevision, revision).SetProperty(row => row.Owed, (BookingChange?)null), cancellationToken);
        }
    }

    private static Task<int> SettleAsync(CareOpsDb db, IReadOnlyList<Booking> settled, CancellationToken cancellationToken)
    {
        var ids = settled.Select(static row => row.Id).ToList();
        return db.Bookings().Where(row => ids.Contains(row.Id))
            .ExecuteUpdateAsync(static set => set.SetProperty(row => row.Owed, (BookingChange?)null), cancellationToken);
    }

    // What was cancelled of a series at one moment is told in one message, with whichever of its notices comes first; so is what stands again.
    private static async Task<(Booking Booking, IReadOnlyList<Booking> Together)> TogetherAsync(
        CareOpsDb db, BookingNoticeDue notice, CancellationToken cancellationToken)
    {
        var booking = await db.Bookings().AsNoTracking().SingleAsync(row => row.Id == notice.BookingId, cancellationToken);
        if (notice.Change != BookingChange.Reopened)
        {
            return (booking, await Cancellation.Together(db, booking).AsNoTracking().ToListAsync(cancellationToken));
        }

        // What was changed again since is not as it was before.
        var seen = notice.Others.Append(new SeenBooking(notice.BookingId, notice.Revision))
            .ToDictionary(static each => each.Id, static each => each.Revision);
        var ids = seen.Keys.ToList();
        var found = await db.Bookings().AsNoTracking()
            .Where(row => ids.Contains(row.Id))
            .Where(row => row.Status == BookingStatus.Pending || row.Status == BookingStatus.Confirmed)
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        var standing = found.FindAll(row => row.Revision == seen[row.Id]);
        return standing.Count == 0 ? (booking, [booking]) : (standing[0], standing);
    }

    internal static RuleTrigger TriggerOf(BookingChange change) => change switch
    {
        BookingChange.Confirmed => RuleTrigger.BookingConfirmed,
        BookingChange.Rescheduled => RuleTrigger.BookingRescheduled,
        BookingChange.Reopened => RuleTrigger.BookingReopened,
        _ => RuleTrigger.BookingCancelled,
    };

    private static Verdict? Skipped(Rule rule, RunSubject subject, Booking booking)
    {
        if (booking.QuietRevision >= subject.Occurrence)
        {
            return Verdict.Skip(rule.Label(0), SkipReason.KeptQuiet, "a member chose not to tell the customer");
        }

        if (booking.Revision != subject.Occurrence)
        {
            return Verdict.Skip(rule.Label(0), SkipReason.ChangedAgain, "the booking was changed again before it was sent");
        }

        return booking.IsTold
            ? Verdict.Skip(rule.Label(0), SkipReason.SeriesToldTogether, "another booking of the series told of them all")
            : null;
    }

    private async Task<Verdict> TellAsync(
        CareOpsDb db, Rule rule, RunSubject subject, IReadOnlyList<Booking> together, CancellationToken cancellationToken)
    {
        var booking = together[0];
        var values = await BookingTemplate.ValuesAsync(db, address, booking, cancellationToken);
        values["booking.cancel_reason"] = Text.Line(booking.CancelReason) is { } reason ? $"“{reason}”" : string.Empty;
        await BookingTemplate.AddTimesAsync(db, values, together, cancellationToken);
        if (rule.Trigger == RuleTrigger.BookingReopened)
        {
            await BookingTemplate.AddStandingAsync(db, values, together, cancellationToken);
        }

        var calendar = await BookingTemplate.CalendarAsync(db, address, together, values["booking.link"], cancellationToken);
        return await RuleRunner.SendAsync(db, rule, subject, values, calendar, cancellationToken);
    }
}
