using CareOps.Core.Alerts;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Dashboard;

/// <summary>Something that a member is told of on whatever screen they are.</summary>
/// <param name="Id">The same for the same news.</param>
/// <param name="Title">"New booking: Anna Berg".</param>
/// <param name="Text">"First assessment, Tue 3 Mar, 09:30".</param>
/// <param name="Page">The page of the workspace where it is seen.</param>
public sealed record NewsItem(Guid Id, string Title, string Text, string Page);

/// <summary>What came in since a moment: bookings and messages of customers, critical alerts.</summary>
public sealed class NewsQueries(ReadDoor door)
{
    private const int MostOfAKind = 3;

    public async Task<IReadOnlyList<NewsItem>> SinceAsync(Caller caller, Workspace workspace, Instant since, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.BeMember, cancellationToken);
        return
        [
            .. caller.May(Right.ViewBookings) ? await BookingsAsync(db, caller, workspace.Zone, since, cancellationToken) : [],
            .. caller.May(Right.ViewInbox) ? await MessagesAsync(db, since, cancellationToken) : [],
            .. await AlertsAsync(db, caller, workspace, since, cancellationToken),
        ];
    }

    private static async Task<IEnumerable<NewsItem>> BookingsAsync(
        CareOpsDb db, Caller caller, DateTimeZone zone, Instant since, CancellationToken cancellationToken)
    {
        var rows = await db.BookingsFor(caller).Where(row => row.CreatedAt > since && row.CreatedBy == null)
            .OrderByDescending(static row => row.CreatedAt).Take(MostOfAKind)
            .Select(static row => new { row.Id, row.Name, row.ServiceName, row.StartsAt, row.Status })
            .ToListAsync(cancellationToken);
        return rows.Select(row => new NewsItem(
            row.Id,
            row.Status == BookingStatus.Pending ? $"Booking to confirm: {row.Name}" : $"New booking: {row.Name}",
            $"{row.ServiceName}, {Say.Moment(row.StartsAt, zone)}",
            $"calendar?booking={row.Id}"));
    }

    // One for each message: the same conversation can bring news again.
    private static async Task<IEnumerable<NewsItem>> MessagesAsync(CareOpsDb db, Instant since, CancellationToken cancellationToken)
    {
        var rows = await db.Conversations()
            .Where(row => row.Status == ConversationStatus.Open && row.IsUnread && row.LastMessageAt > since && row.LastMessageKind == MessageKind.Inbound)
            .OrderByDescending(static row => row.LastMessageAt).Take(MostOfAKind)
            .Join(db.Contacts(), static row => row.ContactId, static row => row.Id, static (talk, contact) => new
            {
                talk.Id,
                contact.Name,
                talk.LastMessagePreview,
                Message = talk.LastMessageAt,
            })
            .ToListAsync(cancellationToken);
        return rows.Select(static row => new NewsItem(
            Of(row.Id, row.Message), $"{row.Name} wrote", row.LastMessagePreview, $"inbox/{row.Id}"));
    }

    private static async Task<IEnumerable<NewsItem>> AlertsAsync(
        CareOpsDb db, Caller caller, Workspace workspace, Instant since, CancellationToken cancellationToken)
    {
        var critical = AlertQueries.Shown(db, AlertKinds.For(caller), db.Now)
            .Where(alert => alert.OpenedAt > since && alert.Severity == AlertSeverity.Critical)
            .OrderByDescending(static alert => alert.OpenedAt).Take(MostOfAKind);
        var items = await AttentionReader.ReadAsync(db, workspace, critical, cancellationToken);
        return items.Select(static item => new NewsItem(item.Id, item.Title, item.Reason, item.Page));
    }

    private static Guid Of(Guid conversation, Instant at)
    {
        Span<byte> bytes = stackalloc byte[24];
        conversation.TryWriteBytes(bytes);
        BitConverter.TryWriteBytes(bytes[16..], at.ToUnixTimeTicks());
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(bytes, hash);
        return new Guid(hash[..16]);
    }
}
