using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Members.Accounts;

/// <summary>Sessions go that nobody used for as long as their cookie lasts.</summary>
internal sealed class OldSessions : IRetained
{
    public Task<int> SweepAsync(CareOpsDb db, int most, CancellationToken cancellationToken)
    {
        var before = db.Now - AccountSession.Lifetime;
        var old = db.AccountSessions().Where(row => row.SeenAt < before).OrderBy(static row => row.SeenAt).Take(most);
        return db.AccountSessions().Where(row => old.Contains(row)).ExecuteDeleteAsync(cancellationToken);
    }
}
