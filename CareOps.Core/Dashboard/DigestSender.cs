using System.Globalization;
using System.Text;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Dashboard;

/// <summary>
/// Sends owners the day by email, once for each local day. That it is on its way is written before a provider is called: whoever finds it
/// begun never sends it again, so a server that stops meanwhile costs a digest and never doubles one.
/// </summary>
public sealed class DigestSender(IWriteDoor door, ReadDoor reader, TodayQueries today, ProviderChain chain, PublicAddress address)
{
    private const int MostAtOnce = 50;
    private const int MostLines = 15;

    private const string NoProvider = "No email provider is connected, so there was no way to send it.";

    /// <returns>How many were taken on.</returns>
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
        var begun = await door.RunAsync(worker, (db, token) => BeginAsync(db, member, token), cancellationToken);
        if (begun is null)
        {
            return;
        }

        var page = await today.LoadAsync(begun.Owner, begun.Workspace, cancellationToken);
        var mail = new OutgoingMessage(
            begun.Id,
            $"digest-{member.Value:N}-{page.Date.ToString("uuuuMMdd", CultureInfo.InvariantCulture)}",
            begun.To,
            $"{begun.Workspace.Name}: {Say.Day(page.Date)}",
            Text(begun, page));
        var outcome = new SendOutcome(SendOutcomeKind.TryAgain, NoProvider);
        foreach (var connection in begun.Connections)
        {
            outcome = await chain.SendAsync(connection, mail, CancellationToken.None);
            if (outcome.Kind != SendOutcomeKind.TryAgain)
            {
                break;
            }
        }

        await door.RunAsync(worker, (db, token) => EndAsync(db, member, outcome, token), CancellationToken.None);
    }

    /// <summary>Null where it is not to be sent: another node was faster, or its member is no owner any more.</summary>
    private static async Task<Begun?> BeginAsync(CareOpsDb db, MemberId memberId, CancellationToken cancellationToken)
    {
        await db.LockAsync($"digest:{memberId}", cancellationToken);
        var digest = await db.Digests().SingleOrDefaultAsync(row => row.MemberId == memberId, cancellationToken);
        if (digest?.DueAt is not { } due || due > db.Now)
        {
            return null;
        }

        var member = await db.Members().SingleAsync(row => row.Id == memberId, cancellationToken);
        if (member.Role != MemberRole.Owner)
        {
            digest.SwitchOff();
            return null;
        }

        var workspace = await db.WorkspaceAsync(cancellationToken);
        if (!digest.Begin(db.Now, workspace.Zone))
        {
            return null;
        }

        var to = await db.Set<Account>().Where(row => row.Id == member.AccountId).Select(static row => row.Email).SingleAsync(cancellationToken);
        var connections = await db.ProviderConnections().AsNoTracking()
            .Where(static row => row.Channel == Channel.Email && row.IsEnabled)
            .OrderBy(static row => row.Position).ThenBy(static row => row.Id).ToListAsync(cancellationToken);
        return new Begun(db.NewId(), member.AsCaller(), workspace, to!, connections);
    }

    private static async Task<Done> EndAsync(CareOpsDb db, MemberId memberId, SendOutcome outcome, CancellationToken cancellationToken)
    {
        var digest = await db.Digests().SingleAsync(row => row.MemberId == memberId, cancellationToken);
        digest.End(outcome.Kind == SendOutcomeKind.Accepted ? DigestOutcome.Sent : DigestOutcome.NotSent, outcome.Reason);
        return Done.It;
    }

    private string Text(Begun begun, TodayPage page)
    {
        string Link(string path) => $"{address.Root}/app/{begun.Workspace.Slug}{path}";
        var zone = begun.Workspace.Zone;
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Good morning {begun.Owner.Name.Split(' ')[0]},\n\n")
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

    private sealed record Begun(
        Guid Id, Caller.Member Owner, Workspace Workspace, string To, IReadOnlyList<ProviderConnection> Connections);
}
