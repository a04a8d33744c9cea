using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>A moment at which a rule is to remind of forms.</summary>
/// <param name="Occurrence">What it counts from: the second in which they were sent, begin or are due.</param>
/// <param name="Offset">Minutes before that; negative where it is after it.</param>
/// <param name="At">The moment.</param>
internal readonly record struct FormMoment(int Occurrence, int Offset, Instant At);

/// <summary>
/// The forms that one reminder is about: those of a booking together, so that its customer gets one message and not one for each; else a
/// single one.
/// </summary>
internal sealed class FormsOfSubject(Guid id, Booking? booking, IReadOnlyList<FormSubmission> forms)
{
    private static readonly HotList<Guid, FormSubmission> OfBooking = new((db, booking) => db.Set<FormSubmission>().AsTracking()
        .Where(row => row.BookingId == booking).OrderBy(row => row.Id));

    private static readonly HotQuery<Guid, FormSubmission?> ById =
        new((db, id, _) => db.Set<FormSubmission>().AsTracking().SingleOrDefault(row => row.Id == id));

    /// <summary>The booking, or the form that has none.</summary>
    public Guid Id => id;

    public Booking? Booking => booking;

    /// <summary>All of them, in the order in which they were asked for.</summary>
    public IReadOnlyList<FormSubmission> Forms => forms;

    public IReadOnlyList<FormSubmission> Open => [.. forms.Where(static form => form.IsOpen)];

    public Guid ContactId => booking?.ContactId ?? forms[0].ContactId;

    /// <summary>What others lock who change what is scheduled for them. Locked after a form, never before one.</summary>
    public static string KeyOf(Guid subject) => $"forms-of:{subject}";

    /// <summary>As they are in this transaction; null where there are none.</summary>
    public static async Task<FormsOfSubject?> FindAsync(CareOpsDb db, Guid subject, CancellationToken cancellationToken)
    {
        var ofBooking = await OfBooking.AskAsync(db, subject, cancellationToken);
        if (ofBooking.Count > 0)
        {
            return new FormsOfSubject(subject, await BookingSchedule.FindAsync(db, subject, cancellationToken), ofBooking);
        }

        return await FormAsync(db, subject, cancellationToken) is { } form ? new FormsOfSubject(subject, null, [form]) : null;
    }

    public static Task<FormSubmission?> FormAsync(CareOpsDb db, Guid form, CancellationToken cancellationToken) =>
        ById.AskAsync(db, form, cancellationToken);

    /// <summary>The moments at which a rule is to remind of them as they are now.</summary>
    public IEnumerable<FormMoment> Wanted(Rule rule) => Open.Count == 0 || booking is { Status: not (BookingStatus.Pending or BookingStatus.Confirmed) }
        ? []
        : Moments(rule, Open);

    /// <summary>The same for any of them, open or not.</summary>
    public IEnumerable<FormMoment> Moments(Rule rule, IReadOnlyList<FormSubmission> of)
    {
        foreach (var offset in rule.Offsets)
        {
            foreach (var moment in offset < 0 ? of.Select(static form => form.SentAt).DistinctBy(RunSubject.OccurrenceOf) : End(of))
            {
                yield return new FormMoment(RunSubject.OccurrenceOf(moment), offset, moment - Duration.FromMinutes(offset));
            }
        }
    }

    // A form without a booking counts from when it is due, if it ever is.
    private IEnumerable<Instant> End(IReadOnlyList<FormSubmission> of) => (booking?.StartsAt ?? of[0].DueAt) is { } end ? [end] : [];

    public RunSubject SubjectOf(int occurrence, int offset) => new(id, occurrence, ContactId)
    {
        Offset = offset,
        ServiceId = booking?.ServiceId,
        UsefulUntil = booking?.StartsAt,
    };

    /// <summary>Why what waits for this moment is not sent any more, as they are now; null where nothing is in its way.</summary>
    public (SkipReason Reason, string Because)? WhyNot(Rule rule, int occurrence, int offset, Instant now, DateTimeZone zone) => this switch
    {
        { Booking: { Status: BookingStatus.Cancelled, CancelledAt: { } at } cancelled } =>
            (SkipReason.BookingCancelled, $"the booking was cancelled at {BookingSchedule.At(at, now, zone)} by {(cancelled.CancelledBy is null ? "the customer" : "a member")}"),
        { Booking.Status: BookingStatus.NoShow } => (SkipReason.NoShow, "the customer did not come"),
        { Booking.Status: BookingStatus.Completed } => (SkipReason.BookingCompleted, "the booking was already completed"),
        { Open: [] } => NotOpen(forms),
        _ when !rule.Offsets.Contains(offset) => (SkipReason.TimingChanged, "the rule has another timing now"),
        _ when Wanted(rule).Any(wanted => wanted.Occurrence == occurrence && wanted.Offset == offset) => null,
        _ when offset < 0 => (SkipReason.FormCompleted, "what was sent then was filled in"),
        { Booking.StartsAt: var start } => (SkipReason.BookingMoved, $"the booking was moved to {Say.Moment(start, zone)}"),
        { Open: [{ DueAt: { } due }] } => (SkipReason.DueChanged, $"it is due {Say.Moment(due, zone)} now"),
        _ => (SkipReason.DueChanged, "it has no due time any more"),
    };

    /// <summary>Why nothing more is said of forms none of which is open.</summary>
    public static (SkipReason Reason, string Because) NotOpen(IReadOnlyList<FormSubmission> forms) =>
        (forms.Any(static form => form.SubmittedAt is not null), forms.Count == 1) switch
        {
            (true, true) => (SkipReason.FormCompleted, "the form was filled in"),
            (true, false) => (SkipReason.FormCompleted, "the forms were filled in"),
            (false, true) => (SkipReason.FormWithdrawn, "the form is no longer needed"),
            (false, false) => (SkipReason.FormWithdrawn, "the forms are no longer needed"),
        };
}
