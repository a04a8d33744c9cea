using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>A line of a contact's timeline.</summary>
/// <param name="Id">Of the line.</param>
/// <param name="Kind"><c>booking.created</c>, <c>message.reply</c>, <c>automation.skipped</c> …</param>
/// <param name="SubjectId">The booking, message, form or rule it is about.</param>
/// <param name="At">When it happened.</param>
/// <param name="Text">What happened, as a sentence.</param>
public sealed record TimelineRow(Guid Id, string Kind, Guid SubjectId, Instant At, string Text);

/// <summary>Where a page of a timeline ended.</summary>
public sealed record TimelineCursor(Instant At, Guid Id);

/// <summary>What of a timeline is shown.</summary>
public enum TimelineScope
{
    All,
    Bookings,
    Messages,
    Forms,
    Stock,
    Automation,
}

/// <summary>
/// Reads what happened with a contact: the entries that features wrote, and beside them the messages and the rules' runs, which are
/// their own record.
/// </summary>
public sealed class TimelineQueries(ReadDoor door)
{
    /// <summary>
    /// Newest first; <paramref name="after"/> continues where a page ended. Messages and automation are for those who may see the inbox.
    /// </summary>
    public async Task<IReadOnlyList<TimelineRow>> PageAsync(
        Caller caller, Guid contactId, TimelineScope scope, TimelineCursor? after, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewContacts, cancellationToken);

        // Nothing lies ahead of the beginning.
        var page = new Page(contactId, after ?? new TimelineCursor(db.Now + Duration.FromDays(1), Guid.Empty), most);
        var rows = new List<TimelineRow>();
        if (scope != TimelineScope.Automation)
        {
            rows.AddRange(await EntriesAsync(db, page, PrefixOf(scope), withMessages: caller.May(Right.ViewInbox), cancellationToken));
        }

        if (scope is TimelineScope.All or TimelineScope.Messages && caller.May(Right.ViewInbox))
        {
            rows.AddRange(await MessagesAsync(db, page, cancellationToken));
        }

        if (scope is TimelineScope.All or TimelineScope.Automation && caller.May(Right.ViewInbox))
        {
            rows.AddRange(await RunsAsync(db, page, withAll: scope == TimelineScope.Automation, cancellationToken));
        }

        return [.. rows.OrderByDescending(static row => row.At).ThenByDescending(static row => row.Id).Take(most)];
    }

    private static string PrefixOf(TimelineScope scope) => scope switch
    {
        TimelineScope.Bookings => "booking.",
        TimelineScope.Messages => "message.",
        TimelineScope.Forms => "form.",
        TimelineScope.Stock => "stock.",
        _ => string.Empty,
    };

    private static async Task<IReadOnlyList<TimelineRow>> EntriesAsync(
        CareOpsDb db, Page page, string prefix, bool withMessages, CancellationToken cancellationToken)
    {
        const string OfMessages = "message.";
        var (at, id) = page.After;
        return await db.TimelineEntries()
            .Where(row => row.ContactId == page.Contact && row.Kind.StartsWith(prefix) && (withMessages || !row.Kind.StartsWith(OfMessages)))
            .Where(row => row.At < at || (row.At == at && row.Id.CompareTo(id) < 0))
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id)
            .Take(page.Most)
            .Select(row => new TimelineRow(row.Id, row.Kind, row.SubjectId, row.At, row.Text))
            .ToListAsync(cancellationToken);
    }

    // What customers wrote has entries; what went to them is told by the messages.
    private static async Task<IEnumerable<TimelineRow>> MessagesAsync(CareOpsDb db, Page page, CancellationToken cancellationToken)
    {
        var (at, id) = page.After;
        var conversations = db.Conversations().Where(row => row.ContactId == page.Contact).Select(static row => row.Id);
        var rows = await db.Messages()
            .Where(row => conversations.Contains(row.ConversationId) && (row.Kind == MessageKind.Reply || row.Kind == MessageKind.Automated))
            .Where(row => row.CreatedAt < at || (row.CreatedAt == at && row.Id.CompareTo(id) < 0))
            .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id)
            .Take(page.Most)
            .Select(row => new
            {
                row.Id,
                row.CreatedAt,
                row.Channel,
                row.Status,
                row.RuleName,
                Author = db.Members().Where(member => member.Id == row.MemberId).Select(static member => member.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return rows.Select(static row => new TimelineRow(
            row.Id,
            row.RuleName is null ? "message.reply" : "message.automatic",
            row.Id,
            row.CreatedAt,
            row.RuleName is { } rule ? SentenceOf(rule, row.Status, row.Channel) : SentenceOfReply(row.Author ?? "A former member", row.Status, row.Channel)));
    }

    // Beside its message a run would say the same again, and what was skipped is a matter of the rules.
    private static async Task<IEnumerable<TimelineRow>> RunsAsync(CareOpsDb db, Page page, bool withAll, CancellationToken cancellationToken)
    {
        var (at, id) = page.After;
        var runs = db.AutomationRuns().Where(run => run.ContactId == page.Contact && run.Status != RunStatus.Scheduled);
        var rows = await (withAll ? runs : runs.Where(static run => run.MessageId == null && run.Status != RunStatus.Skipped))
            .Where(run => run.StatusAt < at || (run.StatusAt == at && run.Id.CompareTo(id) < 0))
            .OrderByDescending(run => run.StatusAt).ThenByDescending(run => run.Id)
            .Take(page.Most)
            .Select(static run => new { run.Id, run.RuleId, run.Status, run.StatusAt, run.Reason })
            .ToListAsync(cancellationToken);
        return rows.Select(static run => new TimelineRow(
            run.Id, $"automation.{run.Status.ToString().ToLowerInvariant()}", run.RuleId, run.StatusAt, run.Reason));
    }

    private static string SentenceOf(string rule, MessageStatus status, Channel channel) => status switch
    {
        MessageStatus.Queued => $"“{rule}” is on its way by {WayOf(channel)}",
        MessageStatus.Kept => $"“{rule}” was written by {WayOf(channel)}: kept here, not delivered",
        MessageStatus.Held => $"“{rule}” is held",
        MessageStatus.Failed => $"“{rule}” could not be sent by {WayOf(channel)}",
        MessageStatus.Unknown => $"“{rule}” may not have arrived by {WayOf(channel)}",
        MessageStatus.Dropped => $"“{rule}” was not sent",
        _ => $"“{rule}” was sent by {WayOf(channel)}",
    };

    private static string SentenceOfReply(string author, MessageStatus status, Channel channel) => status switch
    {
        MessageStatus.Failed => $"{author} replied by {WayOf(channel)}, which could not be sent",
        MessageStatus.Unknown => $"{author} replied by {WayOf(channel)}, which may not have arrived",
        MessageStatus.Dropped => $"{author} replied by {WayOf(channel)}, which was not sent",
        _ => $"{author} replied by {WayOf(channel)}",
    };

    private static string WayOf(Channel channel) => channel == Channel.Sms ? "SMS" : "email";

    private sealed record Page(Guid Contact, TimelineCursor After, int Most);
}
