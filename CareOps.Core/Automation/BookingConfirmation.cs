using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>Booking created → confirmation, or "request received" where a member has to confirm it. A series is confirmed in one message.</summary>
public sealed class BookingConfirmation(PublicAddress address) : IEventHandler<BookingCreated>
{
    private static readonly HotQuery<Guid, Booking> ById =
        new((db, id, _) => db.Set<Booking>().AsNoTracking().Single(booking => booking.Id == id));

    public async Task HandleAsync(CareOpsDb db, BookingCreated domainEvent, CancellationToken cancellationToken)
    {
        var booking = await ById.AskAsync(db, domainEvent.BookingId, cancellationToken);
        var subject = new RunSubject(booking.Id, booking.StartVersion, booking.ContactId) { ServiceId = booking.ServiceId, UsefulUntil = booking.StartsAt };
        var trigger = booking.Status == BookingStatus.Pending ? RuleTrigger.BookingRequested : RuleTrigger.BookingCreated;
        var series = await SeriesAsync(db, booking, cancellationToken);
        await RuleRunner.RunAsync(
            db,
            trigger,
            subject,
            rule => Skipped(rule, booking, series) is { } skipped
                ? Task.FromResult(skipped)
                : ConfirmAsync(db, rule, subject, booking, series, cancellationToken),
            cancellationToken);
    }

    private static async Task<IReadOnlyList<Booking>> SeriesAsync(CareOpsDb db, Booking booking, CancellationToken cancellationToken) =>
        booking.SeriesId is { } series
            ? await db.Bookings().AsNoTracking()
                .Where(row => row.SeriesId == series && row.Status != BookingStatus.Cancelled)
                .OrderBy(row => row.StartsAt)
                .ToListAsync(cancellationToken)
            : [booking];

    private static Verdict? Skipped(Rule rule, Booking booking, IReadOnlyList<Booking> series) => booking switch
    {
        { Status: BookingStatus.Cancelled } => Verdict.Skip(
            rule.Label(0), SkipReason.BookingCancelled, "the booking was already cancelled"),
        { QuietRevision: > 0 } => Verdict.Skip(
            rule.Label(0), SkipReason.KeptQuiet, "the member who booked chose to send none"),
        _ when series[0].Id != booking.Id => Verdict.Skip(
            rule.Label(0), SkipReason.SeriesToldTogether, "the first booking of the series confirms them all"),
        _ => null,
    };

    private async Task<Verdict> ConfirmAsync(
        CareOpsDb db, Rule rule, RunSubject subject, Booking booking, IReadOnlyList<Booking> series, CancellationToken cancellationToken)
    {
        var values = await BookingTemplate.ValuesAsync(db, address, booking, cancellationToken);
        await BookingTemplate.AddTimesAsync(db, values, series, cancellationToken);
        var calendar = await BookingTemplate.CalendarAsync(db, address, series, values["booking.link"], cancellationToken);
        return await RuleRunner.SendAsync(db, rule, subject, values, calendar, cancellationToken);
    }
}
