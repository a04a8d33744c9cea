using CareOps.Core.Alerts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>
/// Looks once an hour for what no event told: businesses that are older than a rule, conversations that waited before there were runs, and
/// alerts whose cause went without a word.
/// </summary>
public sealed class AutomationSweep(IWriteDoor door, ReadDoor reader)
{
    private const int MostAtOnce = 200;

    /// <returns>How many things were put right.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var kinds = RuleKind.All.Count();
        List<WorkspaceId> incomplete;
        List<(WorkspaceId Workspace, Guid Conversation)> conversations;
        await using (var db = await reader.OpenUnfilteredAsync(cancellationToken))
        {
            incomplete = await db.AllWorkspaces<Workspace>()
                .Where(workspace => db.Set<Rule>().IgnoreQueryFilters()
                    .Where(rule => rule.WorkspaceId == workspace.Id).Select(static rule => rule.Trigger).Distinct().Count() < kinds)
                .Select(static workspace => workspace.Id)
                .ToListAsync(cancellationToken);
            conversations = [.. await WaitingAsync(db, cancellationToken), .. await AlertedAsync(db, cancellationToken)];
        }

        foreach (var workspace in incomplete)
        {
            await door.RunAsync(CallerFor(workspace), CompleteAsync, cancellationToken);
        }

        foreach (var (workspace, conversation) in conversations)
        {
            await door.RunAsync(CallerFor(workspace), (db, token) => AlignAsync(db, conversation, token), cancellationToken);
        }

        return incomplete.Count + conversations.Count;
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

    private static async Task<Done> CompleteAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        foreach (var kind in RuleKind.All)
        {
            var known = await db.Rules().AnyAsync(rule => rule.Trigger == kind.Trigger, cancellationToken);
            var rules = await RuleRunner.RulesAsync(db, kind.Trigger, cancellationToken);
            if (!known && kind.IsScheduledOnBooking)
            {
                // Those who booked before there was such a rule are reminded as well.
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
