using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>What a rule did in the last seven days, and how much waits for its moment.</summary>
public sealed record RuleCounts(int Sent, int Held, int Skipped, int Failed, int Waiting);

/// <summary>A rule as the list shows it.</summary>
/// <param name="Rule">The rule itself.</param>
/// <param name="Counts">What it did.</param>
/// <param name="Overlaps">The other rules that write to some of the same people about the same thing.</param>
public sealed record RuleRow(Rule Rule, RuleCounts Counts, IReadOnlyList<string> Overlaps);

/// <summary>How a scheduled message changes when a rule is saved.</summary>
public enum ScheduleChange
{
    Added,
    Dropped,
    Moved,
}

/// <summary>A scheduled message that changes.</summary>
/// <param name="Change">What happens to it.</param>
/// <param name="SubjectId">The booking or form it is about.</param>
/// <param name="ContactName">Who would get it.</param>
/// <param name="About">What is booked, or which forms it reminds of.</param>
/// <param name="StartsAt">When the booking begins, or the form is due; null where it never is.</param>
/// <param name="From">When it was to go out; null where it is added.</param>
/// <param name="To">When it goes out then; null where it is dropped.</param>
public sealed record ScheduledChange(
    ScheduleChange Change, Guid SubjectId, string ContactName, string About, Instant? StartsAt, Instant? From, Instant? To);

/// <summary>Reads rules for members.</summary>
public sealed class RuleQueries(ReadDoor door)
{
    /// <summary>The most bookings, or forms, that a preview looks at: beyond that, it says "at least".</summary>
    public const int MostLookedAt = 5000;

    private static readonly Duration Week = Duration.FromDays(7);

    /// <summary>All rules, in the order of their events.</summary>
    public async Task<IReadOnlyList<RuleRow>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        var rules = await db.Rules().ToListAsync(cancellationToken);
        var counts = await CountsAsync(db, cancellationToken);
        return [.. rules
            .OrderBy(static rule => rule.Trigger).ThenBy(static rule => rule.CreatedAt)
            .Select(rule => new RuleRow(rule, counts(rule.Id), OverlapsOf(rule, rules)))];
    }

    /// <summary>One rule; null where there is none.</summary>
    public async Task<RuleRow?> OneAsync(Caller caller, Guid ruleId, CancellationToken cancellationToken)
    {
        var all = await ListAsync(caller, cancellationToken);
        return all.FirstOrDefault(row => row.Rule.Id == ruleId);
    }

    /// <summary>
    /// What is scheduled and would change if the rule were saved like this, earliest booking or form first. Nothing is written.
    /// </summary>
    public async Task<IReadOnlyList<ScheduledChange>> ChangesAsync(
        Caller caller, Guid ruleId, RuleDraft draft, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var rule = await db.Rules().SingleOrDefaultAsync(row => row.Id == ruleId, cancellationToken);
        if (rule is not { Kind.HasMoments: true })
        {
            return [];
        }

        var changed = rule.With(draft);
        return rule.Kind.IsScheduledOnForm
            ? await ChangesOfFormsAsync(db, changed, cancellationToken)
            : await ChangesOfBookingsAsync(db, rule, changed, cancellationToken);
    }

    private static async Task<IReadOnlyList<ScheduledChange>> ChangesOfBookingsAsync(
        CareOpsDb db, Rule rule, Rule changed, CancellationToken cancellationToken)
    {
        var ruleId = rule.Id;
        var bookings = await ScheduledBookings.Of(db, rule)
            .OrderBy(static booking => booking.StartsAt).ThenBy(static booking => booking.Id)
            .Take(MostLookedAt)
            .ToListAsync(cancellationToken);
        var waiting = (await db.AutomationRuns()
                .Where(run => run.RuleId == ruleId && run.DueAt != null)
                .Select(static run => new { run.SubjectId, run.DueAt })
                .ToListAsync(cancellationToken))
            .ToLookup(static run => run.SubjectId, static run => run.DueAt!.Value);
        var done = (await db.AutomationRuns()
                .Where(run => run.RuleId == ruleId && run.MessageId != null)
                .Where(run => ScheduledBookings.Of(db, rule).Any(booking => booking.Id == run.SubjectId))
                .Select(static run => new { run.SubjectId, run.Occurrence, run.Offset })
                .ToListAsync(cancellationToken))
            .Select(static run => (run.SubjectId, run.Occurrence, run.Offset)).ToHashSet();
        var audience = await Audience.OfAsync(db, changed, cancellationToken);
        return [.. bookings.SelectMany(booking => ChangesOf(
            (booking.Id, booking.Name, booking.ServiceName, booking.StartsAt),
            [.. waiting[booking.Id].Order()],
            audience.Takes(booking.ContactId, booking.ServiceId)
                ? [.. BookingSchedule.Wanted(changed, booking)
                    .Where(wanted => wanted.At > db.Now && !done.Contains((booking.Id, booking.StartVersion, wanted.Offset)))
                    .Select(static wanted => wanted.At).Order()]
                : []))];
    }

    private static async Task<IReadOnlyList<ScheduledChange>> ChangesOfFormsAsync(CareOpsDb db, Rule changed, CancellationToken cancellationToken)
    {
        var open = await db.FormSubmissions().AsNoTracking()
            .Where(static row => row.SubmittedAt == null && row.WithdrawnAt == null)
            .OrderBy(static row => row.DueAt == null).ThenBy(static row => row.DueAt).ThenBy(static row => row.Id)
            .Take(MostLookedAt)
            .ToListAsync(cancellationToken);
        var bookings = await db.Bookings()
            .Where(booking => db.FormSubmissions().Any(row => row.BookingId == booking.Id && row.SubmittedAt == null && row.WithdrawnAt == null))
            .ToDictionaryAsync(static booking => booking.Id, cancellationToken);
        var runs = (await db.AutomationRuns().Where(run => run.RuleId == changed.Id && (run.DueAt != null || run.MessageId != null))
                .Where(run => db.FormSubmissions().Any(row => (row.Id == run.SubjectId || row.BookingId == run.SubjectId) && row.SubmittedAt == null && row.WithdrawnAt == null))
                .ToListAsync(cancellationToken))
            .ToLookup(static run => run.SubjectId);
        var titles = await db.FormTemplates().ToDictionaryAsync(static row => row.Id, static row => row.Name, cancellationToken);
        var contacts = open.Select(static row => row.ContactId).Distinct().ToList();
        var names = await db.Contacts().Where(row => contacts.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, static row => row.Name, cancellationToken);
        var audience = await Audience.OfAsync(db, changed, cancellationToken);
        return [.. open.GroupBy(static row => row.BookingId ?? row.Id).SelectMany(group =>
        {
            var forms = new FormsOfSubject(group.Key, bookings.GetValueOrDefault(group.Key), [.. group]);
            var done = runs[group.Key].Where(static run => run.MessageId is not null).Select(static run => (run.Occurrence, run.Offset)).ToHashSet();
            return ChangesOf(
                (group.Key, names[forms.ContactId], RuleWords.List([.. group.Select(row => titles[row.TemplateId])]), forms.Booking?.StartsAt ?? group.First().DueAt),
                [.. runs[group.Key].Where(static run => run.Waits).Select(static run => run.DueAt!.Value).Order()],
                audience.Takes(forms.ContactId, forms.Booking?.ServiceId)
                    ? [.. forms.Wanted(changed)
                        .Where(wanted => wanted.At > db.Now && !(wanted.At >= forms.Booking?.StartsAt) && !done.Contains((wanted.Occurrence, wanted.Offset)))
                        .Select(static wanted => wanted.At).Order()]
                    : []);
        })];
    }

    /// <summary>The names of enabled rules for the same event that reach some of the same people.</summary>
    internal static IReadOnlyList<string> OverlapsOf(Rule rule, IEnumerable<Rule> all) =>
        rule.IsEnabled && rule.Kind.Writes
            ? [.. all.Where(other => other.Id != rule.Id && other.Trigger == rule.Trigger && other.IsEnabled && Meet(rule, other)).Select(static other => other.Name)]
            : [];

    // None named means all. Tags keep no two rules apart: a contact can have one of each.
    private static bool Meet(Rule one, Rule two) =>
        one.Services.Count == 0 || two.Services.Count == 0 || one.Services.Intersect(two.Services).Any();

    private static IEnumerable<ScheduledChange> ChangesOf(
        (Guid Id, string ContactName, string Name, Instant? At) about, IReadOnlyList<Instant> before, IReadOnlyList<Instant> after)
    {
        var (dropped, added) = (before.Except(after).ToList(), after.Except(before).ToList());
        for (var number = 0; number < Math.Max(dropped.Count, added.Count); number++)
        {
            Instant? from = number < dropped.Count ? dropped[number] : null;
            Instant? to = number < added.Count ? added[number] : null;
            var change = (from, to) switch
            {
                (null, _) => ScheduleChange.Added,
                (_, null) => ScheduleChange.Dropped,
                _ => ScheduleChange.Moved,
            };
            yield return new ScheduledChange(change, about.Id, about.ContactName, about.Name, about.At, from, to);
        }
    }

    private static async Task<Func<Guid, RuleCounts>> CountsAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        var since = db.Now - Week;
        var done = await db.AutomationRuns()
            .Where(run => run.StatusAt >= since)
            .GroupBy(static run => new { run.RuleId, run.Status })
            .Select(static group => new { group.Key.RuleId, group.Key.Status, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var waiting = await db.AutomationRuns()
            .Where(static run => run.DueAt != null)
            .GroupBy(static run => run.RuleId)
            .Select(static group => new { RuleId = group.Key, Count = group.Count() })
            .ToDictionaryAsync(static row => row.RuleId, static row => row.Count, cancellationToken);
        var counts = done.ToDictionary(static row => (row.RuleId, row.Status), static row => row.Count);
        return rule => new RuleCounts(
            Of(rule, RunStatus.Sent), Of(rule, RunStatus.Held), Of(rule, RunStatus.Skipped), Of(rule, RunStatus.Failed), waiting.GetValueOrDefault(rule));

        int Of(Guid rule, RunStatus status) => counts.GetValueOrDefault((rule, status));
    }
}

/// <summary>Whom a rule is for, looked up once for many.</summary>
internal sealed class Audience
{
    private readonly bool _hasService;
    private readonly IReadOnlyList<Guid> _services;
    private readonly HashSet<Guid>? _contacts;

    private Audience(Rule rule, HashSet<Guid>? contacts) =>
        (_hasService, _services, _contacts) = (rule.Kind.HasService, rule.Services, contacts);

    public static async Task<Audience> OfAsync(CareOpsDb db, Rule rule, CancellationToken cancellationToken)
    {
        var tags = rule.Tags;
        var contacts = tags.Count == 0
            ? null
            : (await db.ContactTags().Where(tag => tags.Contains(tag.Key)).Select(static tag => tag.ContactId).ToListAsync(cancellationToken)).ToHashSet();
        return new Audience(rule, contacts);
    }

    /// <param name="contact">The contact.</param>
    /// <param name="service">The service it is about; null where there is none.</param>
    public bool Takes(Guid contact, Guid? service) =>
        (_contacts?.Contains(contact) ?? true)
        && (!_hasService || _services.Count == 0 || (service is { } one && _services.Contains(one)));
}
