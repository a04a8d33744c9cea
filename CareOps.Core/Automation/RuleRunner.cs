using CareOps.Core.Automation.Templates;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>
/// Lets the rules of a trigger look at a subject. Each leaves one run, in the transaction that marks the event as handled:
/// the unique key (rule, subject, occurrence) holds across crashes, restarts and nodes.
/// </summary>
internal static class RuleRunner
{
    private static readonly HotList<RuleTrigger, Rule> OfTrigger =
        new((db, trigger) => db.Set<Rule>().AsNoTracking().Where(rule => rule.Trigger == trigger));

    private static readonly HotQuery<Guid, Guid, int, bool> AlreadyRan = new((db, rule, subject, occurrence, _) =>
        db.Set<AutomationRun>().Any(run => run.RuleId == rule && run.SubjectId == subject && run.Occurrence == occurrence));

    private static readonly HotList<Guid, ConsentChannel> Left = new((db, contact) => db.Set<ContactConsent>()
        .Where(consent => consent.ContactId == contact && !consent.IsSubscribed)
        .Select(consent => consent.Channel));

    /// <param name="db">The event's transaction.</param>
    /// <param name="trigger">What happened.</param>
    /// <param name="subject">What it happened to.</param>
    /// <param name="decide">What a rule that is on does: writes its message, or says why not.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task RunAsync(
        CareOpsDb db,
        RuleTrigger trigger,
        RunSubject subject,
        Func<Rule, Task<AutomationRun>> decide,
        CancellationToken cancellationToken)
    {
        foreach (var rule in await RulesAsync(db, trigger, cancellationToken))
        {
            if (!await AlreadyRan.AskAsync(db, rule.Id, subject.Id, subject.Occurrence, cancellationToken))
            {
                db.Append(rule.IsEnabled ? await decide(rule) : Off(db, rule, subject));
            }
        }
    }

    /// <summary>Writes the rule's message into the contact's conversation.</summary>
    public static Task<AutomationRun> SendAsync(
        CareOpsDb db,
        Rule rule,
        RunSubject subject,
        IReadOnlyDictionary<string, string> values,
        CancellationToken cancellationToken) => SendAsync(db, rule, subject, values, calendar: null, cancellationToken);

    /// <summary>The same, with something for the customer's calendar.</summary>
    public static async Task<AutomationRun> SendAsync(
        CareOpsDb db,
        Rule rule,
        RunSubject subject,
        IReadOnlyDictionary<string, string> values,
        string? calendar,
        CancellationToken cancellationToken)
    {
        var contact = await db.ContactAsync(subject.ContactId, cancellationToken);
        if (contact.ErasedAt is not null)
        {
            return AutomationRun.Skip(
                db, rule, subject, SkipReason.ContactErased, $"“{rule.Name}” was skipped because the contact's details were erased.");
        }

        if (await ChannelAsync(db, contact, cancellationToken) is not { } channel)
        {
            return AutomationRun.Skip(
                db, rule, subject, SkipReason.Unsubscribed, $"“{rule.Name}” was skipped because {contact.Name} wants no automatic messages.");
        }

        var conversation = await Conversation.OfAsync(db, contact, cancellationToken);
        var words = (await WordsOfTemplate.FindAsync(db, rule, contact, channel, cancellationToken)).Filled(values);
        var text = new AutomatedText(rule.Name, channel, words.Subject, words.Body, rule.SendsWhilePaused)
        {
            UsefulUntil = subject.UsefulUntil,
            Calendar = channel == Channel.Email ? calendar : null,
        };
        var message = Message.Automated(db, conversation, contact, text);
        var run = AutomationRun.Schedule(db, rule, subject, message.Id, $"“{rule.Name}” is on its way.");
        if (message.Status == MessageStatus.Held)
        {
            run.Become(RunStatus.Held, $"“{rule.Name}” is held: {HoldReasons.Paused}", db.Now);
        }

        return run;
    }

    // Email, else SMS: of those there is an address for and that the contact has not left.
    private static async Task<Channel?> ChannelAsync(CareOpsDb db, Contact contact, CancellationToken cancellationToken)
    {
        var left = await Left.AskAsync(db, contact.Id, cancellationToken);
        return contact switch
        {
            { Email: not null } when !left.Contains(ConsentChannel.Email) => Channel.Email,
            { Phone: not null } when !left.Contains(ConsentChannel.Sms) => Channel.Sms,
            _ => null,
        };
    }

    // A workspace that is older than a trigger gets its first rule when it is first needed.
    private static async Task<IReadOnlyList<Rule>> RulesAsync(CareOpsDb db, RuleTrigger trigger, CancellationToken cancellationToken)
    {
        var rules = await FindAsync();
        if (rules.Count > 0)
        {
            return rules;
        }

        await db.LockAsync($"rules:{db.Workspace}", cancellationToken);
        rules = await FindAsync();
        if (rules.Count == 0)
        {
            rules = [FirstRules.Of(db, trigger)];
            db.AddRange(rules);
        }

        return rules;

        Task<IReadOnlyList<Rule>> FindAsync() => OfTrigger.AskAsync(db, trigger, cancellationToken);
    }

    private static AutomationRun Off(CareOpsDb db, Rule rule, RunSubject subject) =>
        AutomationRun.Skip(db, rule, subject, SkipReason.RuleIsOff, $"“{rule.Name}” was skipped because the rule is off.");
}
