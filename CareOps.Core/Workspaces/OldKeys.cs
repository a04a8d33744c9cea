using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Workspaces;

/// <summary>The keys of public forms go when no browser sends that form again any more.</summary>
internal sealed class OldSubmissions : IRetained
{
    private static readonly Duration KeepTime = Duration.FromDays(30);

    public async Task<int> SweepAsync(CareOpsDb db, int most, CancellationToken cancellationToken)
    {
        var before = db.Now - KeepTime;
        var old = db.AllWorkspaces<Submission>().Where(row => row.At < before).OrderBy(static row => row.At).Take(most).Select(static row => row.Key);
        return await db.AllWorkspaces<Submission>().Where(row => row.At < before && old.Contains(row.Key)).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>Links that have ended are told apart from those that never were for some time more; then they go.</summary>
internal sealed class OldLinks : IRetained
{
    private static readonly Duration KeepTime = Duration.FromDays(90);

    public async Task<int> SweepAsync(CareOpsDb db, int most, CancellationToken cancellationToken)
    {
        var before = db.Now - KeepTime;
        var old = db.AllWorkspaces<PublicLink>().Where(row => row.ExpiresAt < before).OrderBy(static row => row.ExpiresAt).Take(most);
        return await db.AllWorkspaces<PublicLink>().Where(row => old.Contains(row)).ExecuteDeleteAsync(cancellationToken);
    }
}
