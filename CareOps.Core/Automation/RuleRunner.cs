using CareOps.Core.Automation.Templates;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>
/// Lets the rules of a trigger look at a subject. Each leaves one run, in the transaction that marks the event as handled:
/// the unique key (rule, subject, occurrence, offset) holds across crashes, restarts and nodes.
/// </summary>
internal static class RuleRunner
{
    private static readonly HotList<RuleTrigger, Rule> OfTrigger =
        new((db, trigger) => db.Set<Rule>().AsNoTracking().Where(rule => rule.Trigger == trigger));

    private static readonly HotQuery<Guid, Guid, int, bool> AlreadyRan = new((db, rule, subject, occurrence, _) =>
        db.Set<AutomationRun>().Any(run =>
            run.RuleId == rule && run.SubjectId == subject && run.Occurrence == occurrence && run.Offset == 0));

    private static readonly HotList<Guid, ConsentChannel> Left = new((db, contact) => db.Set<ContactConsent>()
        .Where(consent => consent.ContactId == contact && !consent.IsSubscribed)
        .Select(consent => consent.Channel));

    private static readonly HotList<Guid, string> TagsOf = new((db, contact) =>
        db.Set<ContactTag>().Where(tag => tag.ContactId == contact).Select(tag => tag.Key));

    /// <param name="db">The event's transaction.</param>
    /// <param name="trigger">What happened.</param>
    /// <param name="subject">What it happened to.</param>
    /// <param name="decide">What a rule that is on and meant for the subject does: writes its message, or says why not.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task RunAsync(
        CareOpsDb db, RuleTrigger trigger, RunSubject subject, Func<Rule, Task<Verdict>> decide, CancellationToken cancellationToken)
    {
        foreach (var rule in await RulesAsync(db, trigger, cancellationToken))
        {
            if (!await AlreadyRan.AskAsync(db, rule.Id, subject.Id, subject.Occurrence, cancellationToken))
            {
                var verdict = await RefuseAsync(db, rule, subject, cancellationToken) ?? await decide(rule);
                db.Append(AutomationRun.Decided(db, rule, subject, verdict));
            }
        }
    }

    /// <summary>Why a rule does nothing about a subject, whatever happened: it is off, or for others. Null where it acts.</summary>
    public static async Task<Verdict?> RefuseAsync(CareOpsDb db, Rule rule, RunSubject subject, CancellationToken cancellationToken)
    {
        var label = rule.Label(subject.Offset);
        if (!rule.IsEnabled)
        {
            return Verdict.Skip(label, SkipReason.RuleIsOff, "the rule is off");
        }

        if (rule.Kind.Writes && !(await db.WorkspaceAsync(cancellationToken)).SendsByItself)
        {
            return Verdict.Skip(label, SkipReason.NotOpen, "the business is not open");
        }

        if (rule.Kind.HasService && rule.ForServices.Length > 0 && (subject.ServiceId is not { } service || !rule.Services.Contains(service)))
        {
            return Verdict.Skip(label, SkipReason.NotInAudience, "the rule is for other services");
        }

        return rule.ForTags.Length > 0 && subject.ContactId is { } contact
            && !(await TagsOf.AskAsync(db, contact, cancellationToken)).Intersect(rule.Tags, StringComparer.Ordinal).Any()
            ? Verdict.Skip(label, SkipReason.NotInAudience, "the rule is for contacts with other tags")
            : null;
    }

    /// <summary>Writes the rule's message into the contact's conversation.</summary>
    public static Task<Verdict> SendAsync(
        CareOpsDb db,
        Rule rule,
        RunSubject subject,
        IReadOnlyDictionary<string, string> values,
        CancellationToken cancellationToken) => SendAsync(db, rule, subject, values, calendar: null, cancellationToken);

    /// <summary>The same, with something for the customer's calendar.</summary>
    public static async Task<Verdict> SendAsync(
        CareOpsDb db,
        Rule rule,
        RunSubject subject,
        IReadOnlyDictionary<string, string> values,
        string? calendar,
        CancellationToken cancellationToken)
    {
        var label = rule.Label(subject.Offset);
        var contact = await db.ContactAsync(subject.ContactId!.Value, cancellationToken);
        if (contact.ErasedAt is not null)
        {
            return Verdict.Skip(label, SkipReason.ContactErased, "the contact's details were erased");
        }

        var reachable = ReachableBy(contact, rule.Channels);
        if (reachable.Count == 0)
        {
            return Verdict.Skip(label, SkipReason.NoAddress, $"there is no {AddressOf(rule.Channels)} of {contact.Name}");
        }

        var left = await Left.AskAsync(db, contact.Id, cancellationToken);
        if (reachable.FirstOrDefault(way => !left.Contains(way == Channel.Sms ? ConsentChannel.Sms : ConsentChannel.Email), Channel.Note) is var channel
            && channel == Channel.Note)
        {
            return Verdict.Skip(label, SkipReason.Unsubscribed, $"{contact.Name} wants no automatic messages{By(rule.Channels)}");
        }

        var conversation = await Conversation.OfAsync(db, contact, cancellationToken);
        var words = (await WordsOfTemplate.FindAsync(db, rule, contact, channel, cancellationToken)).Filled(values);
        var text = new AutomatedText(rule.Name, channel, words.Subject, words.Body, rule.SendsWhilePaused)
        {
            UsefulUntil = subject.UsefulUntil,
            Calendar = channel == Channel.Email ? calendar : null,
        };
        var message = Message.Automated(db, conversation, contact, text);
        return message.Status == MessageStatus.Held
            ? new Verdict(RunStatus.Held, $"“{rule.Name}” is held: {HoldReasons.Paused}") { MessageId = message.Id }
            : new Verdict(RunStatus.Scheduled, $"“{rule.Name}” is on its way.") { MessageId = message.Id };
    }

    /// <summary>The rules of a trigger. A workspace that is older than a trigger gets its first rule when it is first needed.</summary>
    public static async Task<IReadOnlyList<Rule>> RulesAsync(CareOpsDb db, RuleTrigger trigger, CancellationToken cancellationToken)
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

            // Asked again in this transaction, it is found.
            await db.SaveChangesAsync(cancellationToken);
        }

        return rules;

        Task<IReadOnlyList<Rule>> FindAsync() => OfTrigger.AskAsync(db, trigger, cancellationToken);
    }

    /// <summary>The ways of a rule for which there is an address, in its order.</summary>
    public static IReadOnlyList<Channel> ReachableBy(Contact contact, ChannelOrder channels)
    {
        Channel[] ways = channels switch
        {
            ChannelOrder.SmsElseEmail => [Channel.Sms, Channel.Email],
            ChannelOrder.EmailOnly => [Channel.Email],
            ChannelOrder.SmsOnly => [Channel.Sms],
            _ => [Channel.Email, Channel.Sms],
        };
        return Array.FindAll(ways, way => (way == Channel.Sms ? contact.Phone : contact.Email) is not null);
    }

    private static string AddressOf(ChannelOrder channels) => channels switch
    {
        ChannelOrder.EmailOnly => "email address",
        ChannelOrder.SmsOnly => "phone number",
        _ => "email address or phone number",
    };

    private static string By(ChannelOrder channels) => channels switch
    {
        ChannelOrder.EmailOnly => " by email",
        ChannelOrder.SmsOnly => " by SMS",
        _ => string.Empty,
    };
}
