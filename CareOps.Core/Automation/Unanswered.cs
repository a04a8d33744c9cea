using CareOps.Core.Alerts;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>
/// A customer wrote and nobody answers within the target → alert. What is scheduled and what is alerted end in the transaction in which a
/// member answers or is done with the conversation.
/// </summary>
public sealed class Unanswered : IEventHandler<MessageReceived>, IJoinedHandler<StaffReplied>, IJoinedHandler<ConversationResolved>
{
    private static readonly HotQuery<Guid, Conversation?> ById =
        new((db, id, _) => db.Set<Conversation>().AsTracking().SingleOrDefault(conversation => conversation.Id == id));

    private static readonly HotList<Guid, AutomationRun> OfConversation =
        new((db, conversation) => db.Set<AutomationRun>().AsTracking().Where(run => run.SubjectId == conversation));

    public async Task HandleAsync(CareOpsDb db, MessageReceived domainEvent, CancellationToken cancellationToken)
    {
        await Conversation.LockAsync(db, domainEvent.ConversationId, cancellationToken);
        await AlignAsync(db, domainEvent.ConversationId, cancellationToken);
    }

    public Task HandleAsync(CareOpsDb db, StaffReplied domainEvent, CancellationToken cancellationToken) =>
        AlignAsync(db, domainEvent.ConversationId, cancellationToken);

    public Task HandleAsync(CareOpsDb db, ConversationResolved domainEvent, CancellationToken cancellationToken) =>
        AlignAsync(db, domainEvent.ConversationId, cancellationToken);

    internal static string KeyOf(Guid conversation) => $"conversation:{conversation}";

    internal static Task<Conversation?> FindAsync(CareOpsDb db, Guid conversation, CancellationToken cancellationToken) =>
        ById.AskAsync(db, conversation, cancellationToken);

    /// <summary>Schedules the alert for whoever waits, and ends what was scheduled or alerted for somebody who no longer does.</summary>
    internal static async Task AlignAsync(CareOpsDb db, Guid conversationId, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, conversationId, cancellationToken) is not { } conversation)
        {
            // Merged into another one.
            return;
        }

        var zone = (await db.WorkspaceAsync(cancellationToken)).Zone;
        var runs = await OfConversation.AskAsync(db, conversationId, cancellationToken);
        var rules = await RuleRunner.RulesAsync(db, RuleTrigger.ConversationUnanswered, cancellationToken);
        var occurrence = conversation.WaitingSince is { } since ? RunSubject.OccurrenceOf(since) : -1;
        foreach (var run in runs.Where(run => run.Waits && run.Occurrence != occurrence))
        {
            var rule = rules.Single(rule => rule.Id == run.RuleId);
            run.Decide(Answered(rule, db.Now, zone), db.Now);
        }

        if (!runs.Any(run => run.Occurrence == occurrence))
        {
            await Alert.ResolveAsync(db, AlertKind.Unanswered, conversationId, cancellationToken);
            await BeginAsync(db, rules, conversation, occurrence, zone, cancellationToken);
        }
    }

    internal static Verdict Answered(Rule rule, Instant now, DateTimeZone zone) =>
        Verdict.Skip(rule.Label(0), SkipReason.Answered, $"nobody waits for an answer any more since {Say.Time(now, zone)}");

    private static async Task BeginAsync(
        CareOpsDb db, IReadOnlyList<Rule> rules, Conversation conversation, int occurrence, DateTimeZone zone, CancellationToken cancellationToken)
    {
        if (conversation.WaitingSince is not { } since)
        {
            return;
        }

        var due = since + Duration.FromMinutes((await db.WorkspaceAsync(cancellationToken)).ResponseTargetMinutes);
        var subject = new RunSubject(conversation.Id, occurrence, conversation.ContactId);
        foreach (var rule in rules)
        {
            db.Append(await RuleRunner.RefuseAsync(db, rule, subject, cancellationToken) is { } refused
                ? AutomationRun.Decided(db, rule, subject, refused)
                : AutomationRun.Waiting(db, rule, subject, due, $"“{rule.Name}” raises an alert {Say.Moment(due, zone)}, unless somebody answers."));
        }
    }
}

/// <summary>The target is over: an alert, unless somebody answered or the target is longer now.</summary>
internal sealed class UnansweredDue : IDueRun
{
    public bool Handles(RuleTiming timing) => timing == RuleTiming.AtTarget;

    public string KeyOf(AutomationRun run) => Unanswered.KeyOf(run.SubjectId);

    public async Task<Verdict?> DecideAsync(CareOpsDb db, Rule rule, AutomationRun run, Instant due, CancellationToken cancellationToken)
    {
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var conversation = await Unanswered.FindAsync(db, run.SubjectId, cancellationToken);
        if (conversation?.WaitingSince is not { } since || RunSubject.OccurrenceOf(since) != run.Occurrence)
        {
            return Unanswered.Answered(rule, db.Now, workspace.Zone);
        }

        if (await RuleRunner.RefuseAsync(db, rule, new RunSubject(run.SubjectId, run.Occurrence, run.ContactId), cancellationToken) is { } refused)
        {
            return refused;
        }

        var over = since + Duration.FromMinutes(workspace.ResponseTargetMinutes);
        if (over > db.Now)
        {
            run.WaitFor(over, $"“{rule.Name}” raises an alert {Say.Moment(over, workspace.Zone)}, unless somebody answers.", db.Now);
            return null;
        }

        await Alert.OpenAsync(db, AlertKind.Unanswered, AlertSeverity.Warning, run.SubjectId, cancellationToken);
        return new Verdict(
            RunStatus.Sent, $"“{rule.Name}” raised an alert: nobody answered within {Say.Minutes(workspace.ResponseTargetMinutes)}.");
    }
}
