using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>How a message compares with what was really sent.</summary>
public enum SimulatedChange
{
    /// <summary>The rule wrote it, and would again.</summary>
    Same,

    /// <summary>The rule did not write it, but would have.</summary>
    Added,

    /// <summary>The rule wrote it, and would not have.</summary>
    Removed,
}

/// <summary>A message of the past, as it was or would have been.</summary>
/// <param name="Change">Whether it is new, gone or the same.</param>
/// <param name="At">When it went out, or would have.</param>
/// <param name="ContactId">Who got it, or would have.</param>
/// <param name="ContactName">Their name.</param>
/// <param name="What">The message and what it is about.</param>
/// <param name="Overlaps">What another rule wrote to the same contact within an hour of it; null where nothing did.</param>
public sealed record SimulatedMessage(
    SimulatedChange Change, Instant At, Guid ContactId, string ContactName, string What, string? Overlaps);

/// <summary>A rule tried on the past.</summary>
/// <param name="Messages">By contact, then by time; at most <see cref="SimulationQueries.MostShown"/>.</param>
/// <param name="Added">How many would have been added.</param>
/// <param name="Removed">How many would not have been sent.</param>
/// <param name="Same">How many stay.</param>
/// <param name="Overlapping">How many of what would be sent come within an hour of another rule's message to the same contact.</param>
public sealed record Simulation(IReadOnlyList<SimulatedMessage> Messages, int Added, int Removed, int Same, int Overlapping);

/// <summary>Tries a rule on what really happened. Reads the log of events, bookings and runs, and writes nothing.</summary>
public sealed class SimulationQueries(ReadDoor door)
{
    public const int MostShown = 500;
    public const int MostDays = 366;

    private static readonly Duration Near = Duration.FromHours(1);

    /// <param name="caller">An owner.</param>
    /// <param name="ruleId">The rule.</param>
    /// <param name="draft">As it would be.</param>
    /// <param name="from">The first moment looked at.</param>
    /// <param name="until">The first moment no longer looked at; not after now.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null where there is no such rule, or it writes to nobody.</returns>
    public async Task<Simulation?> TryAsync(
        Caller caller, Guid ruleId, RuleDraft draft, Instant from, Instant until, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        if (await db.Rules().SingleOrDefaultAsync(row => row.Id == ruleId, cancellationToken) is not { Kind.Writes: true } saved)
        {
            return null;
        }

        var span = new Span(Instant.Max(from, db.Now - Duration.FromDays(MostDays)), Instant.Min(until, db.Now));
        var rule = saved.With(draft);
        var would = rule.IsEnabled ? await WouldAsync(db, rule, span, cancellationToken) : [];
        var did = await DidAsync(db, rule, span, cancellationToken);
        var others = await OthersAsync(db, rule, span, cancellationToken);
        var contacts = await NamesAsync(db, [.. would.Concat(did).Select(static message => message.Contact).Distinct()], cancellationToken);
        return Compare(rule, would, did, others, contacts);
    }

    private static Simulation Compare(
        Rule rule, IReadOnlyList<Past> would, IReadOnlyList<Past> did, ILookup<Guid, (Instant At, string Rule)> others, Dictionary<Guid, string> names)
    {
        var (wouldKeys, didKeys) = (would.Select(static one => one.Key).ToHashSet(), did.Select(static one => one.Key).ToHashSet());
        var messages = would
            .Select(one => Message(didKeys.Contains(one.Key) ? SimulatedChange.Same : SimulatedChange.Added, one))
            .Concat(did.Where(one => !wouldKeys.Contains(one.Key)).Select(one => Message(SimulatedChange.Removed, one)))
            .OrderBy(static message => message.ContactName, StringComparer.CurrentCultureIgnoreCase).ThenBy(static message => message.ContactId)
            .ThenBy(static message => message.At)
            .ToList();
        return new Simulation(
            [.. messages.Where(static message => message.Change != SimulatedChange.Same || message.Overlaps is not null).Take(MostShown)],
            messages.Count(static message => message.Change == SimulatedChange.Added),
            messages.Count(static message => message.Change == SimulatedChange.Removed),
            messages.Count(static message => message.Change == SimulatedChange.Same),
            messages.Count(static message => message.Change != SimulatedChange.Removed && message.Overlaps is not null));

        SimulatedMessage Message(SimulatedChange change, Past past) => new(
            change,
            past.At,
            past.Contact,
            names.GetValueOrDefault(past.Contact, string.Empty),
            $"{rule.Name}{MomentOf(rule, past.Key.Offset)}{past.About}",
            change == SimulatedChange.Removed ? null : Overlap(past));

        string? Overlap(Past past) => others[past.Contact]
            .Where(other => Near >= (other.At > past.At ? other.At - past.At : past.At - other.At))
            .Select(static other => other.Rule).FirstOrDefault();
    }

    private static string? MomentOf(Rule rule, int offset) => rule.Kind.Timing switch
    {
        RuleTiming.Before => $", {RuleWords.Span(offset)} before",
        RuleTiming.Reminding => $", {RuleWords.Moment(offset)}",
        _ => null,
    };

    // What the rule as drafted would have written: to those it is for and who can be reached.
    private static async Task<IReadOnlyList<Past>> WouldAsync(CareOpsDb db, Rule rule, Span span, CancellationToken cancellationToken)
    {
        var found = rule.Kind switch
        {
            { IsScheduledOnBooking: true } => await ScheduledAsync(db, rule, span, cancellationToken),
            { IsScheduledOnForm: true } => await RemindersAsync(db, rule, span, cancellationToken),
            _ => await AtOnceAsync(db, rule, span, cancellationToken),
        };
        var audience = await Audience.OfAsync(db, rule, cancellationToken);
        var reachable = await ReachableAsync(db, rule, [.. found.Select(static one => one.Contact).Distinct()], cancellationToken);
        return [.. found.Where(one => audience.Takes(one.Contact, one.Service) && reachable.Contains(one.Contact))];
    }

    private static async Task<IReadOnlyList<Past>> ScheduledAsync(CareOpsDb db, Rule rule, Span span, CancellationToken cancellationToken)
    {
        var longest = Duration.FromMinutes(rule.Offsets.Max());
        var (first, last) = rule.Kind.Timing == RuleTiming.Before
            ? (span.From, span.Until + longest)
            : (span.From - longest - Duration.FromDays(2), span.Until);
        var bookings = await db.Bookings()
            .Where(booking => booking.StartsAt >= first && booking.StartsAt < last && booking.Status != BookingStatus.Pending)
            .ToListAsync(cancellationToken);
        return rule.Kind.Timing == RuleTiming.Before
            ? [.. bookings.SelectMany(booking => rule.Offsets
                .Select(offset => About(booking, offset, booking.StartsAt - Duration.FromMinutes(offset)))
                .Where(past => span.Holds(past.At) && past.At > booking.CreatedAt && !(booking.CancelledAt <= past.At)))]
            : [.. bookings.Where(static booking => booking is { Status: BookingStatus.Completed, ClosedAt: not null })
                .SelectMany(booking => rule.Offsets.Select(offset => About(booking, offset, booking.ClosedAt!.Value + Duration.FromMinutes(offset))))
                .Where(past => span.Holds(past.At))];
    }

    // As the forms and their bookings are now: a due moment that was changed since is taken for the one there always was.
    private static async Task<IReadOnlyList<Past>> RemindersAsync(CareOpsDb db, Rule rule, Span span, CancellationToken cancellationToken)
    {
        var first = span.From - Duration.FromMinutes(Rule.MaxOffsetMinutes);
        var sent = await db.FormSubmissions().AsNoTracking()
            .Where(form => form.SentAt >= first && form.SentAt < span.Until)
            .OrderBy(static form => form.Id)
            .ToListAsync(cancellationToken);
        var bookings = await db.Bookings()
            .Where(booking => db.FormSubmissions().Any(form => form.BookingId == booking.Id && form.SentAt >= first && form.SentAt < span.Until))
            .ToDictionaryAsync(static booking => booking.Id, cancellationToken);
        return [.. sent.GroupBy(static form => form.BookingId ?? form.Id).SelectMany(group =>
        {
            var booking = bookings.GetValueOrDefault(group.Key);
            var forms = new FormsOfSubject(group.Key, booking, [.. group]);
            return forms.Moments(rule, forms.Forms)
                .Where(moment => span.Holds(moment.At)
                    && !(booking?.StartsAt <= moment.At) && !(booking?.CancelledAt <= moment.At) && !(booking?.ClosedAt <= moment.At)
                    && forms.Forms.Any(form => form.SentAt < moment.At && !(form.SubmittedAt <= moment.At) && !(form.WithdrawnAt <= moment.At)))
                .Select(moment => new Past((group.Key, moment.Occurrence, moment.Offset), moment.At, forms.ContactId, booking?.ServiceId, AboutOf(booking)));
        })];
    }

    private static string AboutOf(Booking? booking) => booking is null ? string.Empty : $": {booking.ServiceName}";

    private static Past About(Booking booking, int offset, Instant at) => new(
        (booking.Id, booking.StartVersion, offset), at, booking.ContactId, booking.ServiceId, $": {booking.ServiceName}");

    // What acts at once is found in the log of events.
    private static async Task<IReadOnlyList<Past>> AtOnceAsync(CareOpsDb db, Rule rule, Span span, CancellationToken cancellationToken)
    {
        var name = rule.Trigger switch
        {
            RuleTrigger.ContactCreated => EventCatalog.NameOf(typeof(ContactCreated)).Name,
            RuleTrigger.BookingCreated or RuleTrigger.BookingRequested => EventCatalog.NameOf(typeof(BookingCreated)).Name,
            RuleTrigger.FormsAsked => EventCatalog.NameOf(typeof(FormsAsked)).Name,
            RuleTrigger.FormSubmitted => EventCatalog.NameOf(typeof(FormSubmitted)).Name,
            RuleTrigger.WaitlistTimeOffered => EventCatalog.NameOf(typeof(WaitlistTimeOffered)).Name,
            _ => EventCatalog.NameOf(typeof(BookingNoticeDue)).Name,
        };
        var workspace = db.Workspace.Value;
        var stored = await db.OutboxEvents
            .Where(row => row.Workspace == workspace && row.OccurredAt >= span.From && row.OccurredAt < span.Until && row.Name == name)
            .ToListAsync(cancellationToken);
        var events = stored.ConvertAll(static row => (Event: EventCatalog.Read(row), row.DueAt));
        var ids = events.ConvertAll(static one => SubjectOf(one.Event));
        var bookings = await db.Bookings().Where(booking => ids.Contains(booking.Id)).ToDictionaryAsync(static booking => booking.Id, cancellationToken);
        var waiting = rule.Trigger == RuleTrigger.WaitlistTimeOffered
            ? await db.WaitlistEntries().Where(entry => ids.Contains(entry.Id)).ToDictionaryAsync(static entry => entry.Id, cancellationToken)
            : [];
        var confirmed = rule.Trigger is RuleTrigger.BookingRequested or RuleTrigger.BookingCreated
            ? (await db.OutboxEvents.Where(row => row.Workspace == workspace && ids.Contains(row.SubjectId) && row.Name == "booking.confirmed")
                .Select(static row => row.SubjectId).ToListAsync(cancellationToken)).ToHashSet()
            : [];
        return [.. events.Select(one => Of(rule, one.Event, one.DueAt, bookings, waiting, confirmed)).OfType<Past>()];
    }

    private static Guid SubjectOf(IDomainEvent domainEvent) => domainEvent switch
    {
        BookingNoticeDue notice => notice.BookingId,
        WaitlistTimeOffered offered => offered.EntryId,
        FormSubmitted { BookingId: { } booking } => booking,
        _ => domainEvent.SubjectId,
    };

    private static Past? Of(
        Rule rule, IDomainEvent domainEvent, Instant at, Dictionary<Guid, Booking> bookings, Dictionary<Guid, WaitlistEntry> waiting, HashSet<Guid> confirmed)
    {
        switch (domainEvent)
        {
            case ContactCreated { Source: not ContactSource.Booking, IsToBeWelcomed: true } created:
                return new Past((created.ContactId, 1, 0), at, created.ContactId, null, string.Empty);
            case BookingCreated created when bookings.TryGetValue(created.BookingId, out var booking):
                var wasRequested = booking.Status == BookingStatus.Pending || confirmed.Contains(booking.Id);
                return wasRequested == (rule.Trigger == RuleTrigger.BookingRequested)
                    ? About(booking, 0, at) with { Key = (booking.Id, 1, 0) }
                    : null;
            case BookingNoticeDue notice when BookingNotice.TriggerOf(notice.Change) == rule.Trigger && bookings.TryGetValue(notice.BookingId, out var booking):
                return booking.QuietRevision >= notice.Revision ? null : About(booking, 0, at) with { Key = (booking.Id, notice.Revision, 0) };
            case FormsAsked asked when bookings.TryGetValue(asked.BookingId, out var booking):
                return About(booking, 0, at) with { Key = (booking.Id, 1, 0) };
            case FormSubmitted submitted:
                var of = submitted.BookingId is { } id ? bookings.GetValueOrDefault(id) : null;
                return new Past((submitted.SubmissionId, 1, 0), at, submitted.ContactId, of?.ServiceId, AboutOf(of));
            case WaitlistTimeOffered offered when waiting.TryGetValue(offered.EntryId, out var entry):
                return new Past((offered.OfferId, 1, 0), at, entry.ContactId, entry.ServiceId, string.Empty);
            default:
                return null;
        }
    }

    private static async Task<IReadOnlyList<Past>> DidAsync(CareOpsDb db, Rule rule, Span span, CancellationToken cancellationToken)
    {
        var runs = await db.AutomationRuns()
            .Where(run => run.RuleId == rule.Id && run.StatusAt >= span.From && run.StatusAt < span.Until && run.MessageId != null && run.ContactId != null)
            .ToListAsync(cancellationToken);
        var ids = runs.ConvertAll(static run => run.SubjectId);
        var services = await db.Bookings().Where(booking => ids.Contains(booking.Id))
            .ToDictionaryAsync(static booking => booking.Id, static booking => booking.ServiceName, cancellationToken);
        return runs.ConvertAll(run => new Past(
            (run.SubjectId, run.Occurrence, run.Offset),
            run.StatusAt,
            run.ContactId!.Value,
            null,
            services.TryGetValue(run.SubjectId, out var service) ? $": {service}" : string.Empty));
    }

    private static async Task<ILookup<Guid, (Instant At, string Rule)>> OthersAsync(
        CareOpsDb db, Rule rule, Span span, CancellationToken cancellationToken)
    {
        var (from, until) = (span.From - Near, span.Until + Near);
        var rows = await db.AutomationRuns()
            .Where(run => run.StatusAt >= from && run.StatusAt < until && run.RuleId != rule.Id && run.MessageId != null && run.ContactId != null)
            .Join(db.Rules(), run => run.RuleId, other => other.Id, (run, other) => new { Contact = run.ContactId!.Value, run.StatusAt, other.Name })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(static row => row.Contact, static row => (row.StatusAt, row.Name));
    }

    private static async Task<HashSet<Guid>> ReachableAsync(CareOpsDb db, Rule rule, List<Guid> ids, CancellationToken cancellationToken)
    {
        var left = (await db.ContactConsents().Where(consent => ids.Contains(consent.ContactId) && !consent.IsSubscribed).ToListAsync(cancellationToken))
            .ToLookup(static consent => consent.ContactId, static consent => consent.Channel);
        var contacts = await db.Contacts().Where(contact => ids.Contains(contact.Id) && contact.ErasedAt == null).ToListAsync(cancellationToken);
        return [.. contacts
            .Where(contact => RuleRunner.ReachableBy(contact, rule.Channels).Any(way =>
                !left[contact.Id].Contains(way == Messaging.Channel.Sms ? ConsentChannel.Sms : ConsentChannel.Email)))
            .Select(static contact => contact.Id)];
    }

    private static Task<Dictionary<Guid, string>> NamesAsync(CareOpsDb db, List<Guid> ids, CancellationToken cancellationToken) =>
        db.Contacts().Where(contact => ids.Contains(contact.Id))
            .ToDictionaryAsync(static contact => contact.Id, static contact => contact.Name, cancellationToken);

    private readonly record struct Span(Instant From, Instant Until)
    {
        public bool Holds(Instant at) => at >= From && at < Until;
    }

    /// <summary>A message that was or would have been written.</summary>
    private sealed record Past((Guid Subject, int Occurrence, int Offset) Key, Instant At, Guid Contact, Guid? Service, string About);
}
