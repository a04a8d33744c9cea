using CareOps.Core.Alerts;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>
/// Keeps what is scheduled for forms in line with them: reminders while one is open, the alert at its due moment. Whoever fills a form
/// in, withdraws it, or moves its booking or its due moment, moves and drops them in the same transaction.
/// </summary>
public sealed class FormSchedule :
    IEventHandler<FormSent>,
    IJoinedHandler<FormSubmitted>,
    IJoinedHandler<FormWithdrawn>,
    IJoinedHandler<FormAskedAgain>,
    IJoinedHandler<FormDueChanged>,
    IJoinedHandler<BookingRescheduled>,
    IJoinedHandler<BookingCancelled>,
    IJoinedHandler<BookingCompleted>,
    IJoinedHandler<BookingNoShow>,
    IJoinedHandler<BookingReopened>
{
    private static readonly HotQuery<Guid, bool> HasForms =
        new((db, booking, _) => db.Set<FormSubmission>().Any(row => row.BookingId == booking));

    private static readonly HotList<Guid, AutomationRun> OfSubject =
        new((db, subject) => db.Set<AutomationRun>().AsTracking().Where(run => run.SubjectId == subject));

    public async Task HandleAsync(CareOpsDb db, FormSent domainEvent, CancellationToken cancellationToken)
    {
        await db.LockAsync(KeyOfForm(domainEvent.SubmissionId), cancellationToken);
        await AlignAsync(db, domainEvent.SubmissionId, domainEvent.BookingId, cancellationToken);
    }

    public Task HandleAsync(CareOpsDb db, FormSubmitted domainEvent, CancellationToken cancellationToken) =>
        AlignAsync(db, domainEvent.SubmissionId, domainEvent.BookingId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, FormWithdrawn domainEvent, CancellationToken cancellationToken) =>
        AlignAsync(db, domainEvent.SubmissionId, domainEvent.BookingId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, FormAskedAgain domainEvent, CancellationToken cancellationToken) =>
        AlignAsync(db, domainEvent.SubmissionId, domainEvent.BookingId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, FormDueChanged domainEvent, CancellationToken cancellationToken) =>
        AlignAsync(db, domainEvent.SubmissionId, domainEvent.BookingId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, BookingRescheduled domainEvent, CancellationToken cancellationToken) =>
        RemindersOfBookingAsync(db, domainEvent.BookingId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, BookingCancelled domainEvent, CancellationToken cancellationToken) =>
        RemindersOfBookingAsync(db, domainEvent.BookingId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, BookingCompleted domainEvent, CancellationToken cancellationToken) =>
        RemindersOfBookingAsync(db, domainEvent.BookingId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, BookingNoShow domainEvent, CancellationToken cancellationToken) =>
        RemindersOfBookingAsync(db, domainEvent.BookingId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, BookingReopened domainEvent, CancellationToken cancellationToken) =>
        RemindersOfBookingAsync(db, domainEvent.BookingId, cancellationToken);

    internal static string KeyOfForm(Guid form) => $"form:{form}";

    /// <summary>
    /// Schedules what is missing for a form and the others of its booking, moves and drops what is no longer right. The form is locked by
    /// the caller.
    /// </summary>
    internal static async Task AlignAsync(CareOpsDb db, Guid form, Guid? booking, CancellationToken cancellationToken)
    {
        await RemindersAsync(db, booking ?? form, cancellationToken);
        await OverdueAsync(db, form, cancellationToken);

        // Asked again in this transaction, what is new is found.
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The form is past its due moment: the alert, unless it came back or is due later now. It is locked by the caller.</summary>
    internal static async Task<Verdict> AlertAsync(CareOpsDb db, Rule rule, FormSubmission form, DateTimeZone zone, CancellationToken cancellationToken)
    {
        form.FallDue(db);
        await Alert.OpenAsync(db, AlertKind.FormOverdue, AlertSeverity.Warning, form.Id, cancellationToken);
        return new Verdict(
            RunStatus.Sent,
            $"“{rule.Name}” raised an alert: “{await TitleAsync(db, form, cancellationToken)}” was due {Say.Moment(form.DueAt!.Value, zone)} and is not filled in.");
    }

    internal static async Task<RunSubject> SubjectOfAsync(CareOpsDb db, FormSubmission form, Instant due, CancellationToken cancellationToken) =>
        new(form.Id, RunSubject.OccurrenceOf(due), form.ContactId) { ServiceId = await ServiceAsync(db, form, cancellationToken) };

    internal static async Task<Guid?> ServiceAsync(CareOpsDb db, FormSubmission form, CancellationToken cancellationToken) =>
        form.BookingId is { } booking ? (await BookingSchedule.FindAsync(db, booking, cancellationToken))?.ServiceId : null;

    internal static Task<string> TitleAsync(CareOpsDb db, FormSubmission form, CancellationToken cancellationToken) =>
        db.FormTemplates().Where(row => row.Id == form.TemplateId).Select(static row => row.Name).SingleAsync(cancellationToken);

    private static async Task RemindersOfBookingAsync(CareOpsDb db, Guid booking, CancellationToken cancellationToken)
    {
        if (await HasForms.AskAsync(db, booking, cancellationToken))
        {
            await RemindersAsync(db, booking, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private static async Task RemindersAsync(CareOpsDb db, Guid subject, CancellationToken cancellationToken)
    {
        await db.LockAsync(FormsOfSubject.KeyOf(subject), cancellationToken);
        if (await FormsOfSubject.FindAsync(db, subject, cancellationToken) is not { } forms)
        {
            return;
        }

        var runs = await OfSubject.AskAsync(db, subject, cancellationToken);
        var zone = (await db.WorkspaceAsync(cancellationToken)).Zone;
        foreach (var rule in await RuleRunner.RulesAsync(db, RuleTrigger.FormOpen, cancellationToken))
        {
            await RemindersAsync(db, rule, forms, [.. runs.Where(run => run.RuleId == rule.Id)], zone, cancellationToken);
        }
    }

    private static async Task RemindersAsync(
        CareOpsDb db, Rule rule, FormsOfSubject forms, IReadOnlyList<AutomationRun> runs, DateTimeZone zone, CancellationToken cancellationToken)
    {
        var known = runs.ToDictionary(static run => run.Key);
        foreach (var (occurrence, offset, at) in forms.Wanted(rule))
        {
            var subject = forms.SubjectOf(occurrence, offset);
            var refused = await RuleRunner.RefuseAsync(db, rule, subject, cancellationToken) ?? Senseless(db, rule, forms, offset, at);
            var plan = $"“{rule.Name}”, {RuleWords.Moment(offset)}, goes out {Say.Moment(at, zone)}.";
            if (known.Remove((rule.Id, occurrence, offset), out var run))
            {
                run.Renew(at, plan, refused, db.Now);
            }
            else
            {
                db.Append(refused is null
                    ? AutomationRun.Waiting(db, rule, subject, at, plan)
                    : AutomationRun.Decided(db, rule, subject, refused));
            }
        }

        foreach (var run in known.Values.Where(static run => run.Waits))
        {
            var (reason, because) = forms.WhyNot(rule, run.Occurrence, run.Offset, db.Now, zone)
                ?? (SkipReason.TimingChanged, "the rule has another timing now");
            run.Decide(Verdict.Skip(rule.Label(run.Offset), reason, because), db.Now);
        }
    }

    private static Verdict? Senseless(CareOpsDb db, Rule rule, FormsOfSubject forms, int offset, Instant at)
    {
        if (at <= db.Now)
        {
            var because = offset < 0 ? "its moment had passed" : $"less than {RuleWords.Span(offset)} were left";
            return Verdict.Skip(rule.Label(offset), SkipReason.TooLate, because);
        }

        return at >= forms.Booking?.StartsAt ? Verdict.Skip(rule.Label(offset), SkipReason.TooLate, "the booking will have begun by then") : null;
    }

    private static async Task OverdueAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        if (await FormsOfSubject.FormAsync(db, id, cancellationToken) is not { } form)
        {
            return;
        }

        var runs = await OfSubject.AskAsync(db, id, cancellationToken);
        var zone = (await db.WorkspaceAsync(cancellationToken)).Zone;
        foreach (var rule in await RuleRunner.RulesAsync(db, RuleTrigger.FormOverdue, cancellationToken))
        {
            await OverdueAsync(db, rule, form, [.. runs.Where(run => run.RuleId == rule.Id)], zone, cancellationToken);
        }

        if (form.Status != FormStatus.Overdue)
        {
            await Alert.ResolveAsync(db, AlertKind.FormOverdue, form.Id, cancellationToken);
        }
    }

    private static async Task OverdueAsync(
        CareOpsDb db, Rule rule, FormSubmission form, IReadOnlyList<AutomationRun> runs, DateTimeZone zone, CancellationToken cancellationToken)
    {
        var known = runs.ToDictionary(static run => run.Occurrence);
        if (form is { IsOpen: true, DueAt: { } due })
        {
            var subject = await SubjectOfAsync(db, form, due, cancellationToken);
            var refused = await RuleRunner.RefuseAsync(db, rule, subject, cancellationToken);
            var plan = $"“{rule.Name}” raises an alert {Say.Moment(due, zone)}, unless the form comes back.";
            if (known.Remove(subject.Occurrence, out var run))
            {
                run.Renew(due, plan, refused, db.Now);
            }
            else
            {
                db.Append(refused is null && due > db.Now
                    ? AutomationRun.Waiting(db, rule, subject, due, plan)
                    : AutomationRun.Decided(db, rule, subject, refused ?? await AlertAsync(db, rule, form, zone, cancellationToken)));
            }
        }

        foreach (var run in known.Values.Where(static run => run.Waits))
        {
            run.Decide(NotOverdue(rule, form, zone), db.Now);
        }
    }

    /// <summary>Why there is no alert about a form at a moment that it was due.</summary>
    internal static Verdict NotOverdue(Rule rule, FormSubmission form, DateTimeZone zone)
    {
        var (reason, because) = form switch
        {
            { IsOpen: false } => FormsOfSubject.NotOpen([form]),
            { DueAt: { } due } => (SkipReason.DueChanged, $"it is due {Say.Moment(due, zone)} now"),
            _ => (SkipReason.DueChanged, "it has no due time any more"),
        };
        return Verdict.Skip(rule.Label(0), reason, because);
    }
}
