using System.Globalization;

using CareOps.Core.Alerts;
using CareOps.Core.Audit;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>Changes a rule. What it had scheduled is moved, added and dropped right after.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SaveRule(Guid RuleId, RuleDraft Draft);

/// <summary>Switches a rule on or off.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SwitchRule(Guid RuleId, bool IsOn);

/// <summary>Another rule for the same event, off at first: for other services or other contacts.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record CopyRule(Guid RuleId);

/// <summary>Takes away a rule that never looked at anything and is not the only one for its event.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record RemoveRule(Guid RuleId);

public sealed class SaveRuleHandler(IWriteDoor door) : Handler<SaveRule, Rule>(door)
{
    protected override IEnumerable<Error> Check(SaveRule command) => RuleChecks.Of(command.Draft);

    protected override async Task<Result<Rule>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveRule command, CancellationToken cancellationToken)
    {
        if (await db.Rules().AsTracking().SingleOrDefaultAsync(row => row.Id == command.RuleId, cancellationToken) is not { } rule)
        {
            return RuleErrors.NotFound;
        }

        if (Error.Join([.. RuleChecks.Of(rule.Kind, command.Draft)]) is { } wrong)
        {
            return wrong;
        }

        var services = command.Draft.Services.Distinct().ToList();
        if (await db.Services().CountAsync(service => services.Contains(service.Id), cancellationToken) != services.Count)
        {
            return RuleErrors.ServiceNotFound;
        }

        var before = Rule.DraftOf(rule);
        rule.Change(command.Draft with { Name = Text.Line(command.Draft.Name)! });
        db.Audit(caller, "rule.changed", rule.Id, before, Rule.DraftOf(rule));
        db.Raise(new RuleChanged(rule.Id));
        return rule;
    }
}

public sealed class SwitchRuleHandler(IWriteDoor door) : Handler<SwitchRule, Rule>(door)
{
    protected override async Task<Result<Rule>> ExecuteAsync(
        CareOpsDb db, Caller caller, SwitchRule command, CancellationToken cancellationToken)
    {
        if (await db.Rules().AsTracking().SingleOrDefaultAsync(row => row.Id == command.RuleId, cancellationToken) is not { } rule)
        {
            return RuleErrors.NotFound;
        }

        if (rule.IsEnabled != command.IsOn)
        {
            rule.Enable(command.IsOn);
            db.Audit(caller, "rule.switched", rule.Id, new { IsOn = !command.IsOn }, new { command.IsOn });
            db.Raise(new RuleChanged(rule.Id));
        }

        return rule;
    }
}

public sealed class CopyRuleHandler(IWriteDoor door) : Handler<CopyRule, Rule>(door)
{
    protected override async Task<Result<Rule>> ExecuteAsync(
        CareOpsDb db, Caller caller, CopyRule command, CancellationToken cancellationToken)
    {
        if (await db.Rules().SingleOrDefaultAsync(row => row.Id == command.RuleId, cancellationToken) is not { } rule)
        {
            return RuleErrors.NotFound;
        }

        var others = await db.Rules().CountAsync(row => row.Trigger == rule.Trigger, cancellationToken);
        var copy = rule.Copy(db, Text.Shorten(string.Create(CultureInfo.InvariantCulture, $"{rule.Name} {others + 1}"), Rule.MaxNameLength - 1));
        db.Add(copy);
        db.Audit(caller, "rule.added", copy.Id, null, Rule.DraftOf(copy));
        return copy;
    }
}

public sealed class RemoveRuleHandler(IWriteDoor door) : Handler<RemoveRule, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemoveRule command, CancellationToken cancellationToken)
    {
        // Two who each take away one of two rules come one after the other.
        await db.LockAsync($"rules:{db.Workspace}", cancellationToken);
        if (await db.Rules().AsTracking().SingleOrDefaultAsync(row => row.Id == command.RuleId, cancellationToken) is not { } rule)
        {
            return RuleErrors.NotFound;
        }

        if (!await db.Rules().AnyAsync(row => row.Trigger == rule.Trigger && row.Id != rule.Id, cancellationToken))
        {
            return RuleErrors.IsTheOnlyOne;
        }

        if (await db.AutomationRuns().AnyAsync(run => run.RuleId == rule.Id, cancellationToken))
        {
            return RuleErrors.HasHistory;
        }

        db.Remove(rule);
        db.Audit(caller, "rule.removed", rule.Id, Rule.DraftOf(rule), null);
        return Done.It;
    }
}

/// <summary>What can be wrong with a draft.</summary>
internal static class RuleChecks
{
    public const int MaxLatestMinutes = 7 * 24 * 60;

    private const int Shortest = 5;

    public static IReadOnlyList<Error> Of(RuleDraft draft)
    {
        var errors = new FieldChecks();
        errors.Required(draft?.Name, nameof(RuleDraft.Name), "a name", Rule.MaxNameLength);
        if (draft is not null)
        {
            errors.If(!Enum.IsDefined(draft.Channels), "channels", "Choose how it is sent.", nameof(RuleDraft.Channels));
            errors.If(
                draft.LatestMinutes is < 0 or > MaxLatestMinutes,
                "range",
                "Enter a time of at most 7 days.",
                nameof(RuleDraft.LatestMinutes));
            errors.If(draft.Services.Count > Rule.MaxAudience, "too_many", $"Choose at most {Rule.MaxAudience} services, or none for all.", nameof(RuleDraft.Services));
            errors.If(
                draft.Tags.Count > Rule.MaxAudience || draft.Tags.Any(static tag => tag.Length is 0 or > Contacts.ContactTag.MaxNameLength || tag.Contains('\n', StringComparison.Ordinal)),
                "tags",
                $"Choose at most {Rule.MaxAudience} tags, or none for everybody.",
                nameof(RuleDraft.Tags));
        }

        return errors.All;
    }

    public static IReadOnlyList<Error> Of(RuleKind kind, RuleDraft draft)
    {
        var errors = new FieldChecks();
        var offsets = draft.Offsets.Distinct().ToList();
        var before = kind.Timing is RuleTiming.Before or RuleTiming.Reminding;
        errors.If(
            kind.HasMoments && offsets.Count == 0,
            "required",
            before ? "Add at least one moment, or switch the rule off." : "Enter how long after.",
            nameof(RuleDraft.Offsets));
        errors.If(
            offsets.Count > kind.MostOffsets,
            "too_many",
            kind.HasMoments ? $"At most {Say.Count(kind.MostOffsets, "moment", "moments")}." : "This rule acts at once.",
            nameof(RuleDraft.Offsets));
        errors.If(
            offsets.Exists(offset => !IsPossible(kind, offset)),
            "range",
            kind.Timing switch
            {
                RuleTiming.Before => "Each moment lies from 5 minutes to 60 days before.",
                RuleTiming.Reminding => "Each moment lies from 5 minutes to 60 days before or after.",
                _ => "Enter a time of at most 60 days.",
            },
            nameof(RuleDraft.Offsets));
        return errors.All;
    }

    private static bool IsPossible(RuleKind kind, int offset) => kind.Timing switch
    {
        RuleTiming.Before => offset is >= Shortest and <= Rule.MaxOffsetMinutes,
        RuleTiming.Reminding => offset is (>= Shortest and <= Rule.MaxOffsetMinutes) or (<= -Shortest and >= -Rule.MaxOffsetMinutes),
        _ => offset is >= 0 and <= Rule.MaxOffsetMinutes,
    };
}

/// <summary>A rule was changed or switched: what it has scheduled is brought in line, some bookings or forms at a time.</summary>
/// <param name="RuleId">The rule.</param>
[EventName("rule.changed")]
public sealed record RuleChanged(Guid RuleId) : IDomainEvent
{
    /// <summary>Where the last turn ended; null for the first turn.</summary>
    public BookingCursor? After { get; init; }

    /// <summary>The same where it goes through forms.</summary>
    public Guid? AfterForm { get; init; }

    public Guid SubjectId => RuleId;
}

/// <summary>Brings what a changed rule has scheduled in line with it, a batch of bookings or forms in each transaction.</summary>
public sealed class RuleChangeWork(StockWatch stock) : IEventHandler<RuleChanged>
{
    private const int BatchSize = 50;

    public async Task HandleAsync(CareOpsDb db, RuleChanged domainEvent, CancellationToken cancellationToken)
    {
        if (await db.Rules().SingleOrDefaultAsync(row => row.Id == domainEvent.RuleId, cancellationToken) is not { } rule)
        {
            return;
        }

        if (rule.Kind.IsScheduledOnForm)
        {
            await AlignFormsAsync(db, domainEvent, cancellationToken);
        }
        else if (rule.Kind.TellsOwners)
        {
            await AlignStockAsync(db, rule, cancellationToken);
        }
        else if (rule.Kind.IsScheduledOnBooking)
        {
            await AlignBookingsAsync(db, rule, domainEvent, cancellationToken);
        }
    }

    private static async Task AlignFormsAsync(CareOpsDb db, RuleChanged domainEvent, CancellationToken cancellationToken)
    {
        var after = domainEvent.AfterForm ?? Guid.Empty;
        var forms = await db.FormSubmissions().AsNoTracking()
            .Where(row => row.SubmittedAt == null && row.WithdrawnAt == null && row.Id.CompareTo(after) > 0)
            .OrderBy(row => row.Id)
            .Take(BatchSize)
            .Select(row => new { row.Id, row.BookingId })
            .ToListAsync(cancellationToken);
        foreach (var form in forms)
        {
            await db.LockAsync(FormSchedule.KeyOfForm(form.Id), cancellationToken);
            await FormSchedule.AlignAsync(db, form.Id, form.BookingId, cancellationToken);
        }

        if (forms.Count == BatchSize)
        {
            db.Raise(domainEvent with { AfterForm = forms[^1].Id });
        }
    }

    // What is low now is looked at again by a rule that was off when it became so; one that is switched off takes its alerts along.
    private async Task AlignStockAsync(CareOpsDb db, Rule rule, CancellationToken cancellationToken)
    {
        var alerts = await db.StockAlerts().AsNoTracking().Where(row => row.ResolvedAt == null).OrderBy(row => row.ItemId).ToListAsync(cancellationToken);
        foreach (var alert in alerts.Where(alert => StockWatch.TriggerOf(alert.Level) == rule.Trigger))
        {
            if (rule.IsEnabled)
            {
                await stock.LookAsync(db, rule.Trigger, alert.Id, alert.Turn, cancellationToken);
            }
            else
            {
                await Alert.ResolveAsync(
                    db, rule.Trigger == RuleTrigger.StockOut ? AlertKind.StockOut : AlertKind.StockLow, alert.ItemId, cancellationToken);
            }
        }
    }

    private static async Task AlignBookingsAsync(CareOpsDb db, Rule rule, RuleChanged domainEvent, CancellationToken cancellationToken)
    {
        var rows = ScheduledBookings.Of(db, rule);
        if (domainEvent.After is { } after)
        {
            rows = rows.Where(row => row.StartsAt > after.StartsAt || (row.StartsAt == after.StartsAt && row.Id.CompareTo(after.Id) > 0));
        }

        var bookings = await rows
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id)
            .Take(BatchSize)
            .Select(row => new { row.StartsAt, row.Id })
            .ToListAsync(cancellationToken);
        foreach (var booking in bookings)
        {
            await db.LockAsync(BookingSchedule.KeyOf(booking.Id), cancellationToken);
            await BookingSchedule.AlignAsync(db, booking.Id, cancellationToken);
        }

        if (bookings.Count == BatchSize)
        {
            db.Raise(domainEvent with { After = new BookingCursor(bookings[^1].StartsAt, bookings[^1].Id) });
        }
    }
}

/// <summary>The bookings on which a rule has, or could have, something scheduled.</summary>
internal static class ScheduledBookings
{
    public static IQueryable<Booking> Of(CareOpsDb db, Rule rule)
    {
        var now = db.Now;
        if (rule.Kind.Timing == RuleTiming.Before)
        {
            return db.Bookings().Where(booking => booking.StartsAt > now && booking.Status == BookingStatus.Confirmed);
        }

        // Bookings are completed on their day: what is older than the longest delay has nothing scheduled any more.
        var from = now - NodaTime.Duration.FromMinutes(Rule.MaxOffsetMinutes + (2 * 24 * 60));
        return db.Bookings().Where(booking => booking.StartsAt > from && booking.StartsAt < now && booking.Status == BookingStatus.Completed);
    }
}
