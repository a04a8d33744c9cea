using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>A line of the automation log.</summary>
public sealed record RunRow(Guid Id, string RuleName, RunStatus Status, string Reason, Instant CreatedAt, Instant StatusAt);

/// <summary>
/// A line of the whole log: whom or what it is about and where that is seen. <paramref name="About"/> is the contact's name, or the item's.
/// </summary>
public sealed record LogRow(
    Guid Id, Guid RuleId, string RuleName, RuleTrigger Trigger, RunStatus Status, string Reason, Instant StatusAt, Instant? DueAt,
    Guid? ContactId, string About, Guid SubjectId, Guid? ItemId);

/// <summary>Which lines the log shows. What is null is not asked for.</summary>
public sealed record RunFilter
{
    public RunStatus? Status { get; init; }

    public Guid? Rule { get; init; }

    /// <summary>From this moment on.</summary>
    public Instant? From { get; init; }

    /// <summary>Before this moment.</summary>
    public Instant? Until { get; init; }

    /// <summary>A part of the contact's name or address, or of an item's name, or a booking's reference.</summary>
    public string? Search { get; init; }
}

/// <summary>Where a page of the log ended.</summary>
public sealed record RunCursor(Instant StatusAt, Guid Id);

/// <summary>Answers "why did, or didn't, she get that?".</summary>
public sealed class AutomationQueries(ReadDoor door)
{
    private const int MostContacts = 500;
    private const int MostInFile = 20_000;

    /// <summary>What the rules did for a contact, newest first.</summary>
    public async Task<IReadOnlyList<RunRow>> OfContactAsync(
        Caller caller, Guid contactId, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        return await Rows(db, db.AutomationRuns()
                .Where(run => run.ContactId == contactId)
                .OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id).Take(most))
            .ToListAsync(cancellationToken);
    }

    /// <summary>What the rules did and will do about a booking, in the order in which they looked at it.</summary>
    public async Task<IReadOnlyList<RunRow>> OfBookingAsync(Caller caller, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await Rows(db, db.AutomationRuns()
                .Where(run => run.SubjectId == bookingId && db.BookingsFor(caller).Any(booking => booking.Id == bookingId))
                .OrderBy(run => run.CreatedAt).ThenBy(run => run.Id))
            .ToListAsync(cancellationToken);
    }

    /// <summary>A page of the log, newest first; <paramref name="after"/> continues where one ended.</summary>
    public async Task<IReadOnlyList<LogRow>> LogAsync(
        Caller caller, RunFilter filter, RunCursor? after, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        return await LogAsync(db, filter, after, most, cancellationToken);
    }

    /// <summary>The log as comma-separated values, newest first, 20,000 lines at most.</summary>
    public async Task<string> LogFileAsync(Caller caller, RunFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenForExportAsync(caller, Right.ViewInbox, cancellationToken);
        var zone = (await db.WorkspaceAsync(cancellationToken)).Zone;
        var rows = await LogAsync(db, filter, null, MostInFile, cancellationToken);
        return ContactCsv.Write(rows
            .Select(row => (IReadOnlyList<string?>)
            [
                row.StatusAt.InZone(zone).ToString("uuuu-MM-dd HH:mm:ss", null), row.RuleName, row.Status.ToString(), row.About, row.Reason,
            ])
            .Prepend(["When", "Rule", "Outcome", "Contact", "Reason"]));
    }

    private static async Task<IReadOnlyList<LogRow>> LogAsync(
        CareOpsDb db, RunFilter filter, RunCursor? after, int most, CancellationToken cancellationToken)
    {
        var runs = db.AutomationRuns().AsQueryable();
        if (filter.Status is { } status)
        {
            runs = runs.Where(run => run.Status == status);
        }

        if (filter.Rule is { } ruleId)
        {
            runs = runs.Where(run => run.RuleId == ruleId);
        }

        if (filter.From is { } from)
        {
            runs = runs.Where(run => run.StatusAt >= from);
        }

        if (filter.Until is { } until)
        {
            runs = runs.Where(run => run.StatusAt < until);
        }

        if (Text.Line(filter.Search) is { } search)
        {
            runs = await FoundAsync(db, runs, search, cancellationToken);
        }

        if (after is { } cursor)
        {
            runs = runs.Where(run => run.StatusAt < cursor.StatusAt || (run.StatusAt == cursor.StatusAt && run.Id.CompareTo(cursor.Id) < 0));
        }

        return await runs
            .OrderByDescending(run => run.StatusAt).ThenByDescending(run => run.Id)
            .Take(most)
            .Join(db.Rules(), run => run.RuleId, rule => rule.Id, (run, rule) => new { run, rule })
            .Select(both => new
            {
                both.run,
                both.rule,
                Contact = db.Contacts().Where(contact => contact.Id == both.run.ContactId).Select(contact => contact.Name).FirstOrDefault(),
                Item = both.run.ContactId != null
                    ? null
                    : db.StockAlerts().Where(alert => alert.Id == both.run.SubjectId)
                        .Join(db.InventoryItems(), alert => alert.ItemId, item => item.Id, (alert, item) => new { item.Id, item.Name }).FirstOrDefault(),
            })
            .OrderByDescending(all => all.run.StatusAt).ThenByDescending(all => all.run.Id)
            .Select(all => new LogRow(
                all.run.Id, all.rule.Id, all.rule.Name, all.rule.Trigger, all.run.Status, all.run.Reason, all.run.StatusAt, all.run.DueAt,
                all.run.ContactId, all.Contact ?? all.Item!.Name ?? string.Empty, all.run.SubjectId, all.Item == null ? null : (Guid?)all.Item.Id))
            .ToListAsync(cancellationToken);
    }

    // First whom it can be about, which the contacts' own index knows, then what was done for them.
    private static async Task<IQueryable<AutomationRun>> FoundAsync(
        CareOpsDb db, IQueryable<AutomationRun> runs, string search, CancellationToken cancellationToken)
    {
        var contacts = await ContactSearch.Matching(db, search).Take(MostContacts).Select(static contact => contact.Id).ToListAsync(cancellationToken);
        var reference = search.ToUpperInvariant();
        var bookings = reference.Length == Booking.ReferenceLength
            ? await db.Bookings().Where(booking => booking.Reference == reference).Select(static booking => booking.Id).ToListAsync(cancellationToken)
            : [];
        var key = search.ToLowerInvariant();
        var stock = await db.StockAlerts().Join(db.InventoryItems(), alert => alert.ItemId, item => item.Id, (alert, item) => new { alert.Id, alert.RaisedAt, item.NameKey })
            .Where(row => row.NameKey.Contains(key)).OrderByDescending(row => row.RaisedAt).Take(MostContacts).Select(static row => row.Id).ToListAsync(cancellationToken);
        return runs.Where(run => (run.ContactId != null && contacts.Contains(run.ContactId.Value)) || bookings.Contains(run.SubjectId) || stock.Contains(run.SubjectId));
    }

    private static IQueryable<RunRow> Rows(CareOpsDb db, IQueryable<AutomationRun> runs) =>
        runs.Join(db.Rules(), run => run.RuleId, rule => rule.Id, (run, rule) => new RunRow(
            run.Id, rule.Name, run.Status, run.Reason, run.CreatedAt, run.StatusAt));
}
