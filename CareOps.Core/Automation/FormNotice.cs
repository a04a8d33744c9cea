using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Forms;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>
/// A booking asks for forms → one message with a link to each, apart from the confirmation: that one never carries them. A form came
/// back → the customer is told that it arrived.
/// </summary>
public sealed class FormNotice(PublicAddress address) : IEventHandler<FormsAsked>, IEventHandler<FormSubmitted>
{
    public async Task HandleAsync(CareOpsDb db, FormsAsked domainEvent, CancellationToken cancellationToken)
    {
        var booking = await db.Bookings().AsNoTracking().SingleAsync(row => row.Id == domainEvent.BookingId, cancellationToken);
        var forms = await db.FormSubmissions().AsNoTracking()
            .Where(row => row.BookingId == booking.Id).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var open = forms.FindAll(static form => form.IsOpen);
        var subject = new RunSubject(booking.Id, 1, booking.ContactId) { ServiceId = booking.ServiceId, UsefulUntil = booking.StartsAt };
        await RuleRunner.RunAsync(
            db,
            RuleTrigger.FormsAsked,
            subject,
            async rule => Skipped(rule, booking, forms, open)
                ?? await RuleRunner.SendAsync(
                    db,
                    rule,
                    subject,
                    await FormLetter.ValuesAsync(db, address, booking.ContactId, booking, open, cancellationToken),
                    cancellationToken),
            cancellationToken);
    }

    public async Task HandleAsync(CareOpsDb db, FormSubmitted domainEvent, CancellationToken cancellationToken)
    {
        var form = await db.FormSubmissions().AsNoTracking().SingleAsync(row => row.Id == domainEvent.SubmissionId, cancellationToken);
        var booking = form.BookingId is { } id
            ? await db.Bookings().AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken)
            : null;
        var subject = new RunSubject(form.Id, 1, form.ContactId) { ServiceId = booking?.ServiceId };
        await RuleRunner.RunAsync(
            db,
            RuleTrigger.FormSubmitted,
            subject,
            async rule => await RuleRunner.SendAsync(
                db,
                rule,
                subject,
                await FormLetter.ValuesAsync(db, address, form.ContactId, booking, [form], cancellationToken),
                cancellationToken),
            cancellationToken);
    }

    private static Verdict? Skipped(Rule rule, Booking booking, IReadOnlyList<FormSubmission> forms, IReadOnlyList<FormSubmission> open)
    {
        if (!booking.Stands)
        {
            return Verdict.Skip(rule.Label(0), SkipReason.BookingCancelled, "the booking was already cancelled");
        }

        if (booking.QuietRevision > 0)
        {
            return Verdict.Skip(rule.Label(0), SkipReason.KeptQuiet, "the member who booked chose to send none");
        }

        if (open.Count > 0)
        {
            return null;
        }

        var (reason, because) = FormsOfSubject.NotOpen(forms);
        return Verdict.Skip(rule.Label(0), reason, because);
    }
}
