using CareOps.Core.Alerts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>
/// Looks once an hour for what no event told: businesses that are older than a rule, conversations that waited, forms that were due and items
/// that were low before there were runs, and alerts whose cause went without a word.
/// </summary>
public sealed class AutomationSweep(IWriteDoor door, ReadDoor reader, StockWatch stock)
{
    private const int MostAtOnce = 200;

    /// <returns>How many things were put right.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var kinds = RuleKind.All.Count();
        List<WorkspaceId> incomplete;
        List<(WorkspaceId Workspace, Guid Conversation)> conversations;
        List<(WorkspaceId Workspace, Guid Form)> forms;
        List<(WorkspaceId Workspace, Guid Alert)> low;
        List<(WorkspaceId Workspace, Guid Item)> restocked;
        await using (var db = await reader.OpenUnfilteredAsync(cancellationToken))
        {
            incomplete = await db.AllWorkspaces<Workspace>()
                .Where(workspace => db.Set<Rule>().IgnoreQueryFilters()
                    .Where(rule => rule.WorkspaceId == workspace.Id).Select(static rule => rule.Trigger).Distinct().Count() < kinds)
                .Select(static workspace => workspace.Id)
                .ToListAsync(cancellationToken);
            conversations = [.. await WaitingAsync(db, cancellationToken), .. await AlertedAsync(db, cancellationToken)];
            forms = await FormsAsync(db, cancellationToken);
            low = await LowAsync(db, cancellationToken);
            restocked = await RestockedAsync(db, cancellationToken);
        }

        foreach (var workspace in incomplete)
        {
            await door.RunAsync(CallerFor(workspace), CompleteAsync, cancellationToken);
        }

        foreach (var (workspace, conversation) in conversations)
        {
            await door.RunAsync(CallerFor(workspace), (db, token) => AlignAsync(db, conversation, token), cancellationToken);
        }

        foreach (var (workspace, form) in forms)
        {
            await door.RunAsync(CallerFor(workspace), (db, token) => AlignFormAsync(db, form, token), cancellationToken);
        }

        foreach (var (workspace, alert) in low)
        {
            await door.RunAsync(CallerFor(workspace), (db, token) => LookAsync(db, alert, token), cancellationToken);
        }

        foreach (var (workspace, item) in restocked)
        {
            await door.RunAsync(CallerFor(workspace), (db, token) => ResolveAsync(db, item, token), cancellationToken);
        }

        return incomplete.Count + conversations.Count + forms.Count + low.Count + restocked.Count;
    }

    private static Caller.SystemWork CallerFor(WorkspaceId workspace) => new(workspace, "automation-sweep");

    private static async Task<List<(WorkspaceId, Guid)>> WaitingAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        var rows = await db.AllWorkspaces<Conversation>()
            .Where(conversation => conversation.WaitingSince != null)
            .Where(conversation => !db.Set<AutomationRun>().IgnoreQueryFilters()
                .Any(run => run.SubjectId == conversation.Id && run.CreatedAt >= conversation.WaitingSince))
            .Take(MostAtOnce)
            .Select(static conversation => new { conversation.WorkspaceId, conversation.Id })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(static row => (row.WorkspaceId, row.Id));
    }

    private static async Task<List<(WorkspaceId, Guid)>> AlertedAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        var rows = await db.AllWorkspaces<Alert>()
            .Where(alert => alert.ResolvedAt == null && alert.Kind == AlertKind.Unanswered)
            .Where(alert => !db.Set<Conversation>().IgnoreQueryFilters()
                .Any(conversation => conversation.Id == alert.SubjectId && conversation.WaitingSince != null))
            .Take(MostAtOnce)
            .Select(static alert => new { alert.WorkspaceId, alert.SubjectId })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(static row => (row.WorkspaceId, row.SubjectId));
    }

    // Due and not yet marked so, or due some time and never looked at; and those alerted of that are due no more.
    private static async Task<List<(WorkspaceId, Guid)>> FormsAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        var now = db.Now;
        var open = await db.AllWorkspaces<FormSubmission>()
            .Where(form => form.DueAt != null && form.SubmittedAt == null && form.WithdrawnAt == null)
            .Where(form => (form.DueAt <= now && form.Status != FormStatus.Overdue)
                || !db.Set<AutomationRun>().IgnoreQueryFilters().Any(run => run.SubjectId == form.Id))
            .Take(MostAtOnce)
            .Select(static form => new { form.WorkspaceId, form.Id })
            .ToListAsync(cancellationToken);
        var over = await db.AllWorkspaces<Alert>()
            .Where(static alert => alert.ResolvedAt == null && alert.Kind == AlertKind.FormOverdue)
            .Where(alert => !db.Set<FormSubmission>().IgnoreQueryFilters().Any(form => form.Id == alert.SubjectId && form.Status == FormStatus.Overdue))
            .Take(MostAtOnce)
            .Select(static alert => new { alert.WorkspaceId, Id = alert.SubjectId })
            .ToListAsync(cancellationToken);
        return [.. open.Concat(over).Select(static row => (row.WorkspaceId, row.Id))];
    }

    private static async Task<List<(WorkspaceId, Guid)>> LowAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        var rows = await db.AllWorkspaces<StockAlert>()
            .Where(alert => alert.ResolvedAt == null)
            .Where(alert => !db.Set<AutomationRun>().IgnoreQueryFilters().Any(run => run.SubjectId == alert.Id && run.Occurrence == alert.Turn))
            .Take(MostAtOnce)
            .Select(static alert => new { alert.WorkspaceId, alert.Id })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(static row => (row.WorkspaceId, row.Id));
    }

    private static async Task<List<(WorkspaceId, Guid)>> RestockedAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        var rows = await db.AllWorkspaces<Alert>()
            .Where(static alert => alert.ResolvedAt == null && (alert.Kind == AlertKind.StockLow || alert.Kind == AlertKind.StockOut))
            .Where(alert => !db.Set<StockAlert>().IgnoreQueryFilters().Any(low => low.ItemId == alert.SubjectId && low.ResolvedAt == null))
            .Take(MostAtOnce)
            .Select(static alert => new { alert.WorkspaceId, alert.SubjectId })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(static row => (row.WorkspaceId, row.SubjectId));
    }

    private static async Task<Done> AlignFormAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        await db.LockAsync(FormSchedule.KeyOfForm(id), cancellationToken);
        if (await FormsOfSubject.FormAsync(db, id, cancellationToken) is { } form)
        {
            if (form.IsOpen)
            {
                form.FallDue(db);
            }

            await FormSchedule.AlignAsync(db, id, form.BookingId, cancellationToken);
        }
        else
        {
            await Alert.ResolveAsync(db, AlertKind.FormOverdue, id, cancellationToken);
        }

        return Done.It;
    }

    private async Task<Done> LookAsync(CareOpsDb db, Guid alertId, CancellationToken cancellationToken)
    {
        var alert = await db.StockAlerts().AsNoTracking().SingleAsync(row => row.Id == alertId, cancellationToken);
        await stock.LookAsync(db, StockWatch.TriggerOf(alert.Level), alert.Id, alert.Turn, cancellationToken);
        return Done.It;
    }

    private static async Task<Done> ResolveAsync(CareOpsDb db, Guid itemId, CancellationToken cancellationToken)
    {
        await StockWatch.ResolveAsync(db, itemId, cancellationToken);
        return Done.It;
    }

    private static async Task<Done> CompleteAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        foreach (var kind in RuleKind.All)
        {
            var known = await db.Rules().AnyAsync(rule => rule.Trigger == kind.Trigger, cancellationToken);
            var rules = await RuleRunner.RulesAsync(db, kind.Trigger, cancellationToken);
            if (!known && (kind.IsScheduledOnBooking || kind.IsScheduledOnForm))
            {
                // Those who booked, or were sent forms, before there was such a rule are reminded as well.
                db.Raise(new RuleChanged(rules[0].Id));
            }
        }

        return Done.It;
    }

    private static async Task<Done> AlignAsync(CareOpsDb db, Guid conversation, CancellationToken cancellationToken)
    {
        await db.LockAsync(Unanswered.KeyOf(conversation), cancellationToken);
        if (await Unanswered.FindAsync(db, conversation, cancellationToken) is null)
        {
            await Alert.ResolveAsync(db, AlertKind.Unanswered, conversation, cancellationToken);
        }
        else
        {
            await Unanswered.AlignAsync(db, conversation, cancellationToken);
        }

        return Done.It;
    }
}
