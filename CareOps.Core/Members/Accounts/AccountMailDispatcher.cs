using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Core.Members.Accounts;

/// <summary>
/// Sends the account mail that is due. A mail that may have been sent is sent again: its links are new ones, and getting it twice harms
/// nobody. What can't be sent is tried for about a day.
/// </summary>
public sealed partial class AccountMailDispatcher(
    IWriteDoor door, ReadDoor reader, AccountMailWriter writer, AccountPost post, ILogger<AccountMailDispatcher> logger)
{
    private const int MostAttempts = 10;
    private const int MostAtOnce = 16;

    private static readonly Duration Lease = Duration.FromMinutes(5);

    private static readonly HotQuery<Instant, bool> IsAnyDue = new((db, now, _) => db.Set<AccountMail>()
        .Any(mail => mail.FailedAt == null && mail.DueAt <= now && (mail.LeasedUntil == null || mail.LeasedUntil < now)));

    /// <returns>How many mails were worked on; 0 means that none is due.</returns>
    public async Task<int> DispatchAsync(CancellationToken cancellationToken)
    {
        await using (var db = await reader.OpenUnfilteredAsync(cancellationToken))
        {
            if (!await IsAnyDue.AskAsync(db, db.Now, cancellationToken))
            {
                return 0;
            }
        }

        var claimed = await door.RunAsync(Worker(Guid.Empty), ClaimAsync, cancellationToken);
        foreach (var mail in claimed)
        {
            await SendAsync(mail, cancellationToken);
        }

        return claimed.Count;
    }

    private static Caller.SystemWork Worker(Guid workspace) => new(new WorkspaceId(workspace), "account-mail");

    private static async Task<List<AccountMail>> ClaimAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        await db.LockAsync("account-mail", cancellationToken);
        var now = db.Now;
        var due = await db.AccountMails().AsTracking()
            .Where(mail => mail.FailedAt == null && mail.DueAt <= now && (mail.LeasedUntil == null || mail.LeasedUntil < now))
            .OrderBy(mail => mail.DueAt).Take(MostAtOnce)
            .ToListAsync(cancellationToken);
        foreach (var mail in due)
        {
            mail.Lease(now + Lease);
        }

        return due;
    }

    private async Task SendAsync(AccountMail mail, CancellationToken cancellationToken)
    {
        var worker = Worker(mail.Workspace);
        SendOutcome outcome;
        try
        {
            var written = await door.RunAsync(worker, (db, token) => writer.WriteAsync(db, mail, token), cancellationToken);
            outcome = written is null
                ? new SendOutcome(SendOutcomeKind.Accepted)
                : await post.SendAsync(mail.Id, written, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            LogFailed(mail.Kind, exception);
            outcome = new SendOutcome(SendOutcomeKind.TryAgain, "It could not be written on the server.");
        }

        await door.RunAsync(worker, (db, token) => SettleAsync(db, mail, outcome, token), cancellationToken);
    }

    private static async Task<Done> SettleAsync(CareOpsDb db, AccountMail claimed, SendOutcome outcome, CancellationToken cancellationToken)
    {
        if (await db.AccountMails().AsTracking().SingleOrDefaultAsync(row => row.Id == claimed.Id, cancellationToken) is not { } mail)
        {
            return Done.It;
        }

        var reason = outcome.Reason ?? "It could not be sent.";
        if (outcome.Kind == SendOutcomeKind.Accepted)
        {
            db.Remove(mail);
        }
        else if (outcome.Kind == SendOutcomeKind.Refused || mail.Attempts >= MostAttempts)
        {
            mail.GiveUp(db.Now, reason);
        }
        else
        {
            mail.PutOff(db.Now + Duration.FromSeconds(10 * (1L << mail.Attempts)), reason);
        }

        if (mail.Kind == AccountMailKind.Invitation
            && await db.Invitations().AsTracking().SingleOrDefaultAsync(row => row.Id == mail.SubjectId, cancellationToken) is { } invitation)
        {
            if (outcome.Kind == SendOutcomeKind.Accepted)
            {
                invitation.NoteSent(db.Now);
            }
            else
            {
                invitation.NoteProblem(reason);
            }
        }

        return Done.It;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A mail of the kind {Kind} could not be kept or sent; it will be tried again")]
    private partial void LogFailed(AccountMailKind kind, Exception exception);
}
