using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Dashboard;

/// <summary>Something that waits for a member, with the conversation where it is dealt with.</summary>
public sealed record NeedsAttention(AttentionKind Kind, Guid ConversationId, string Name, string Detail, Instant Since);

public enum AttentionKind
{
    FailedMessage,
    UnknownMessage,
    UnansweredConversation,
    HeldMessage,
}

/// <summary>A figure beside what it was a week earlier.</summary>
public readonly record struct Figure(int Now, int Before)
{
    public int Change => Now - Before;
}

/// <summary>One look at the business. A part the caller may not see is null.</summary>
public sealed record TodayPage(
    LocalDate Date,
    IReadOnlyList<NeedsAttention> Attention,
    IReadOnlyList<BookingRow> Bookings,
    IReadOnlyList<BookingRow> Upcoming,
    TodayFigures Figures);

/// <param name="BookingsToday">Against the same weekday last week.</param>
/// <param name="UpcomingBookings">In the next seven days, against the seven days from last week's same day.</param>
/// <param name="NewContacts">Today, against the same weekday last week.</param>
/// <param name="OpenConversations">All of them.</param>
/// <param name="Unanswered">Customers who wait for a member.</param>
/// <param name="Held">Automatic messages that wait for a member.</param>
public sealed record TodayFigures(
    Figure BookingsToday, Figure UpcomingBookings, Figure NewContacts, int OpenConversations, int Unanswered, int Held);

/// <summary>"What is happening in my business right now?"</summary>
public sealed class TodayQueries(ReadDoor door)
{
    private const int MostRows = 20;

    public async Task<TodayPage> LoadAsync(Caller caller, Workspace workspace, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.BeMember, cancellationToken);
        var days = new Days(db.Now, workspace.Zone);
        var (mayInbox, mayBookings) = (caller.May(Right.ViewInbox), caller.May(Right.ViewBookings));
        return new TodayPage(
            days.Today,
            mayInbox ? await AttentionAsync(db, workspace, cancellationToken) : [],
            mayBookings ? await BookingsAsync(db, caller, days.Start(0), days.Start(1), int.MaxValue, cancellationToken) : [],
            mayBookings ? await BookingsAsync(db, caller, days.Start(1), days.Start(8), MostRows, cancellationToken) : [],
            await FiguresAsync(db, caller, days, mayInbox, mayBookings, cancellationToken));
    }

    private static async Task<IReadOnlyList<NeedsAttention>> AttentionAsync(
        CareOpsDb db, Workspace workspace, CancellationToken cancellationToken)
    {
        var stuck = await Newest(db, MessageStatus.Failed)
            .Concat(Newest(db, MessageStatus.Unknown))
            .Concat(Newest(db, MessageStatus.Held))
            .OrderByDescending(row => row.StatusAt).Take(MostRows)
            .Join(db.Conversations(), row => row.ConversationId, row => row.Id, (message, conversation) => new { message, conversation })
            .Join(db.Contacts(), row => row.conversation.ContactId, row => row.Id, (row, contact) => new
            {
                row.message.ConversationId,
                row.message.Status,
                row.message.StatusReason,
                row.message.StatusAt,
                row.message.RuleName,
                contact.Name,
            })
            .ToListAsync(cancellationToken);
        var waiting = await WaitingAsync(db, cancellationToken);
        var target = db.Now - Duration.FromMinutes(workspace.ResponseTargetMinutes);
        return
        [
            .. stuck
                .Select(row => new NeedsAttention(
                    row.Status switch
                    {
                        MessageStatus.Failed => AttentionKind.FailedMessage,
                        MessageStatus.Unknown => AttentionKind.UnknownMessage,
                        _ => AttentionKind.HeldMessage,
                    },
                    row.ConversationId,
                    row.Name,
                    row.Status == MessageStatus.Held ? row.RuleName ?? string.Empty : row.StatusReason ?? string.Empty,
                    row.StatusAt))
                .Concat(waiting)
                .OrderBy(row => row.Kind == AttentionKind.UnansweredConversation && row.Since > target)
                .ThenBy(static row => row.Kind)
                .ThenBy(static row => row.Since),
        ];
    }

    // One status at a time, as a word of the statement: so both engines use the index of what is stuck.
    private static IQueryable<Message> Newest(CareOpsDb db, MessageStatus status) => db.Messages()
        .Where(row => row.Status == EF.Constant(status))
        .OrderByDescending(row => row.StatusAt).Take(MostRows);

    private static async Task<IReadOnlyList<NeedsAttention>> WaitingAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        // What the customer last said: the conversation's own last line may be an automatic answer or a note.
        var waiting = await db.Conversations()
            .Where(row => row.WaitingSince != null)
            .OrderBy(row => row.WaitingSince).Take(MostRows)
            .Join(db.Contacts(), row => row.ContactId, row => row.Id, (conversation, contact) => new
            {
                conversation.Id,
                contact.Name,
                conversation.WaitingSince,
                Said = db.Messages()
                    .Where(message => message.ConversationId == conversation.Id && message.Kind == MessageKind.Inbound)
                    .OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id)
                    .Select(message => message.Body)
                    .FirstOrDefault(),
            })
            .OrderBy(row => row.WaitingSince)
            .ToListAsync(cancellationToken);
        return
        [
            .. waiting.Select(static row => new NeedsAttention(
                AttentionKind.UnansweredConversation,
                row.Id,
                row.Name,
                Text.Shorten((row.Said ?? string.Empty).ReplaceLineEndings(" "), Conversation.PreviewLength - 1),
                row.WaitingSince!.Value)),
        ];
    }

    private static async Task<IReadOnlyList<BookingRow>> BookingsAsync(
        CareOpsDb db, Caller caller, Instant from, Instant until, int most, CancellationToken cancellationToken) =>
        await db.BookingsFor(caller)
            .Where(row => row.StartsAt >= from && row.StartsAt < until && row.Status != BookingStatus.Cancelled)
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id).Take(most)
            .AsRows()
            .ToListAsync(cancellationToken);

    private static async Task<TodayFigures> FiguresAsync(
        CareOpsDb db, Caller caller, Days days, bool mayInbox, bool mayBookings, CancellationToken cancellationToken)
    {
        const int Week = 7;
        async Task<int> BookingsAsync(int from, int until) => !mayBookings ? 0 : await CountAsync(
            db, caller, days.Start(from), days.Start(until), cancellationToken);
        async Task<int> ContactsAsync(int from, int until)
        {
            var (first, last) = (days.Start(from), days.Start(until));
            return !mayInbox ? 0 : await db.Contacts()
                .CountAsync(row => row.CreatedAt >= first && row.CreatedAt < last, cancellationToken);
        }

        return new TodayFigures(
            new Figure(await BookingsAsync(0, 1), await BookingsAsync(-Week, 1 - Week)),
            new Figure(await BookingsAsync(1, 1 + Week), await BookingsAsync(1 - Week, 1)),
            new Figure(await ContactsAsync(0, 1), await ContactsAsync(-Week, 1 - Week)),
            mayInbox ? await db.Conversations().CountAsync(cancellationToken) : 0,
            mayInbox ? await db.Conversations().CountAsync(row => row.WaitingSince != null, cancellationToken) : 0,
            mayInbox ? await db.Messages().CountAsync(row => row.Status == MessageStatus.Held, cancellationToken) : 0);
    }

    private static Task<int> CountAsync(CareOpsDb db, Caller caller, Instant from, Instant until, CancellationToken cancellationToken) =>
        db.BookingsFor(caller).CountAsync(
            row => row.StartsAt >= from && row.StartsAt < until && row.Status != BookingStatus.Cancelled, cancellationToken);

    /// <summary>The business's days around now; their starts know the clock changes.</summary>
    private sealed class Days(Instant now, DateTimeZone zone)
    {
        public LocalDate Today { get; } = now.InZone(zone).Date;

        public Instant Start(int days) => Today.PlusDays(days).AtStartOfDayInZone(zone).ToInstant();
    }
}
