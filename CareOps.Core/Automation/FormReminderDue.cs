using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>The moment of a form reminder has come: the forms are looked at once more, and those that are open are named in one message.</summary>
internal sealed class FormReminderDue(PublicAddress address) : IDueRun
{
    // A member who reminds them just before makes an automatic reminder one too many.
    private static readonly Duration AfterAMember = Duration.FromHours(1);

    public bool Handles(RuleTiming timing) => timing == RuleTiming.Reminding;

    public string KeyOf(AutomationRun run) => FormsOfSubject.KeyOf(run.SubjectId);

    public async Task<Verdict?> DecideAsync(CareOpsDb db, Rule rule, AutomationRun run, Instant due, CancellationToken cancellationToken)
    {
        var forms = (await FormsOfSubject.FindAsync(db, run.SubjectId, cancellationToken))!;
        var zone = (await db.WorkspaceAsync(cancellationToken)).Zone;
        var label = rule.Label(run.Offset);
        if (forms.WhyNot(rule, run.Occurrence, run.Offset, db.Now, zone) is var (reason, because))
        {
            return Verdict.Skip(label, reason, because);
        }

        var subject = forms.SubjectOf(run.Occurrence, run.Offset);
        return await RuleRunner.RefuseAsync(db, rule, subject, cancellationToken)
            ?? TooLate(db, rule, forms, run, zone)
            ?? Reminded(db, label, forms, zone)
            ?? await WriteAsync(db, rule, forms, subject, cancellationToken);
    }

    private static Verdict? TooLate(CareOpsDb db, Rule rule, FormsOfSubject forms, AutomationRun run, DateTimeZone zone)
    {
        var label = rule.Label(run.Offset);
        if (forms.Booking?.StartsAt <= db.Now)
        {
            return Verdict.Skip(label, SkipReason.TooLate, "the booking had already begun when it could be sent");
        }

        var wanted = forms.Wanted(rule).ToList();
        var mine = wanted.Find(one => one.Occurrence == run.Occurrence && one.Offset == run.Offset);
        if (wanted.Exists(other => other.At <= db.Now && (other.At > mine.At || (other.At == mine.At && other.Offset > mine.Offset))))
        {
            return Verdict.Skip(label, SkipReason.Overtaken, "a later reminder of the same form was due by then");
        }

        return db.Now - mine.At > Duration.FromMinutes(rule.LatestMinutes)
            ? Verdict.Skip(
                label,
                SkipReason.TooLate,
                $"it was meant for {Say.Moment(mine.At, zone)}, and the rule lets it be {Say.Minutes(rule.LatestMinutes)} late at most")
            : null;
    }

    private static Verdict? Reminded(CareOpsDb db, string label, FormsOfSubject forms, DateTimeZone zone) =>
        forms.Open.All(form => form.RemindedAt > db.Now - AfterAMember)
            ? Verdict.Skip(label, SkipReason.RemindedByHand, $"the customer was reminded at {Say.Time(forms.Open.Max(static form => form.RemindedAt)!.Value, zone)}")
            : null;

    private async Task<Verdict> WriteAsync(
        CareOpsDb db, Rule rule, FormsOfSubject forms, RunSubject subject, CancellationToken cancellationToken)
    {
        var values = await FormLetter.ValuesAsync(db, address, forms.ContactId, forms.Booking, forms.Open, cancellationToken);
        var verdict = await RuleRunner.SendAsync(db, rule, subject, values, cancellationToken);
        if (verdict.MessageId is not null)
        {
            foreach (var form in forms.Open)
            {
                form.Remind(db.Now);
            }
        }

        return verdict;
    }
}

/// <summary>A form's due moment has come: it is overdue, and an alert says so, unless it came back or is due later now.</summary>
internal sealed class FormOverdueDue : IDueRun
{
    public bool Handles(RuleTiming timing) => timing == RuleTiming.AtDue;

    public string KeyOf(AutomationRun run) => FormSchedule.KeyOfForm(run.SubjectId);

    public async Task<Verdict?> DecideAsync(CareOpsDb db, Rule rule, AutomationRun run, Instant due, CancellationToken cancellationToken)
    {
        var form = (await FormsOfSubject.FormAsync(db, run.SubjectId, cancellationToken))!;
        var zone = (await db.WorkspaceAsync(cancellationToken)).Zone;
        if (form is not { IsOpen: true, DueAt: { } until } || RunSubject.OccurrenceOf(until) != run.Occurrence)
        {
            return FormSchedule.NotOverdue(rule, form, zone);
        }

        // Whether or not anybody is to be alerted.
        form.FallDue(db);
        return await RuleRunner.RefuseAsync(db, rule, await FormSchedule.SubjectOfAsync(db, form, until, cancellationToken), cancellationToken)
            ?? await FormSchedule.AlertAsync(db, rule, form, zone, cancellationToken);
    }
}
