using System.Globalization;
using System.Text;

using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Dashboard;

/// <summary>
/// Writes owners the day by email, once for each local day: that it was written and the mail itself are one transaction. From then on it is
/// a mail like any other, with all providers, retries and the Local outbox.
/// </summary>
public sealed class DigestSender(IWriteDoor door, ReadDoor reader, TodayQueries today, PublicAddress address)
{
    private const int MostAtOnce = 50;
    private const int MostLines = 15;

    /// <returns>How many were due.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        List<(WorkspaceId Workspace, MemberId Member)> due;
        await using (var db = await reader.OpenUnfilteredAsync(cancellationToken))
        {
            var now = db.Now;
            var rows = await db.AllWorkspaces<Digest>().Where(row => row.DueAt != null && row.DueAt <= now)
                .OrderBy(static row => row.DueAt).Take(MostAtOnce)
                .Select(static row => new { row.WorkspaceId, row.MemberId }).ToListAsync(cancellationToken);
            due = rows.ConvertAll(static row => (row.WorkspaceId, row.MemberId));
        }

        foreach (var (workspace, member) in due)
        {
            await SendAsync(new Caller.SystemWork(workspace, "digest"), member, cancellationToken);
        }

        return due.Count;
    }

    private async Task SendAsync(Caller worker, MemberId member, CancellationToken cancellationToken)
    {
        var reading = await ReaderAsync(worker, member, cancellationToken);
        var page = reading is null ? null : await today.LoadAsync(reading.Owner, reading.Workspace, cancellationToken);
        await door.RunAsync(worker, (db, token) => WriteAsync(db, member, reading, page, token), cancellationToken);
    }

    /// <summary>Null where it is not to be sent: its member is no owner any more.</summary>
    private async Task<Reading?> ReaderAsync(Caller worker, MemberId memberId, CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenAsync(worker, Right.System, cancellationToken);
        if (await db.ActiveMembers().SingleOrDefaultAsync(row => row.Id == memberId && row.Role == MemberRole.Owner, cancellationToken) is not { } owner)
        {
            return null;
        }

        var to = await db.Accounts().Where(row => row.Id == owner.AccountId).Select(static row => row.Email).SingleAsync(cancellationToken);
        return new Reading(owner.AsCaller(), await db.WorkspaceAsync(cancellationToken), to!);
    }

    private async Task<Done> WriteAsync(
        CareOpsDb db, MemberId memberId, Reading? reading, TodayPage? page, CancellationToken cancellationToken)
    {
        await db.LockAsync($"digest:{memberId}", cancellationToken);
        var digest = await db.Digests().AsTracking().SingleOrDefaultAsync(row => row.MemberId == memberId, cancellationToken);
        if (digest?.DueAt is not { } due || due > db.Now)
        {
            // Another node was faster, or it was switched off meanwhile.
            return Done.It;
        }

        if (reading is null || page is null)
        {
            digest.SwitchOff();
        }
        else if (digest.Begin(db.Now, reading.Workspace.Zone))
        {
            db.Add(Delivery.Notice(
                db, reading.To, $"{reading.Workspace.Name}: {Say.Day(page.Date)}", Words(reading, page), memberId.Value));
        }

        return Done.It;
    }

    private string Words(Reading reading, TodayPage page)
    {
        string Link(string path) => $"{address.Root}/app/{reading.Workspace.Slug}{path}";
        var zone = reading.Workspace.Zone;
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Good morning {reading.Owner.Name.Split(' ')[0]},\n\n")
            .Append(page.Bookings.Count == 0
                ? "there are no bookings today.\n"
                : $"{Say.Count(page.Bookings.Count, "booking", "bookings")} today, the first at {Say.Time(page.Bookings[0].StartsAt, zone)}.\n");
        var unready = page.Bookings.Where(row => page.Readiness.GetValueOrDefault(row.Id) is { IsReady: false }).ToList();
        foreach (var row in unready.Take(MostLines))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {Say.Time(row.StartsAt, zone)} {row.Name}, {row.ServiceName}: {page.Readiness[row.Id].Word.ToLowerInvariant()}\n");
        }

        text.Append(page.Attention.Count == 0 ? "\nNothing needs you.\n" : $"\nNeeds attention: {page.Attention.Count}\n");
        foreach (var item in page.Attention.Take(MostLines))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {item.Title}. {item.Reason}\n  {Link($"/{item.Page}")}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\nToday: {Link(string.Empty)}\nYou get this each day because you asked for it: {Link("/settings/notifications")}\n").ToString();
    }

    private sealed record Reading(Caller.Member Owner, Workspace Workspace, string To);
}

/// <summary>Notes what became of an owner's daily email.</summary>
public sealed class DigestOutcomes : IEventHandler<NoticeSettled>
{
    public async Task HandleAsync(CareOpsDb db, NoticeSettled domainEvent, CancellationToken cancellationToken)
    {
        var member = new MemberId(domainEvent.Of);
        if (await db.Digests().AsTracking().SingleOrDefaultAsync(row => row.MemberId == member, cancellationToken) is { } digest)
        {
            digest.End(
                domainEvent.Status switch
                {
                    MessageStatus.Sent or MessageStatus.Delivered => DigestOutcome.Sent,
                    MessageStatus.Kept => DigestOutcome.Kept,
                    MessageStatus.Unknown => DigestOutcome.Unknown,
                    _ => DigestOutcome.NotSent,
                },
                domainEvent.Reason);
        }
    }
}
