using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Members.Accounts;

/// <summary>Mail that was given up, and links that ended, go after a week.</summary>
internal sealed class OldAccountMail : IRetained
{
    private static readonly Duration KeepTime = Duration.FromDays(7);

    public async Task<int> SweepAsync(CareOpsDb db, int most, CancellationToken cancellationToken)
    {
        var before = db.Now - KeepTime;
        var mails = db.AccountMails().Where(row => row.FailedAt < before).OrderBy(static row => row.FailedAt).Take(most);
        var links = db.AccountLinks().Where(row => row.ExpiresAt < before).OrderBy(static row => row.ExpiresAt).Take(most);
        var swept = await db.AccountMails().Where(row => mails.Contains(row)).ExecuteDeleteAsync(cancellationToken);
        return Math.Max(swept, await db.AccountLinks().Where(row => links.Contains(row)).ExecuteDeleteAsync(cancellationToken));
    }
}
