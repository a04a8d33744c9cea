using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Workspaces;

/// <summary>Sees to it that a workspace keeps an owner, whoever changes members at the same time.</summary>
public static class Owners
{
    /// <summary>Lets one change of members after the other happen. To be called before anything of them is read.</summary>
    public static Task LockAsync(CareOpsDb db, CancellationToken cancellationToken) =>
        db.LockAsync($"members:{db.Workspace}", cancellationToken);

    /// <summary>Whether someone else than <paramref name="member"/> is an owner.</summary>
    public static Task<bool> AreLeftWithoutAsync(CareOpsDb db, MemberId member, CancellationToken cancellationToken) =>
        db.ActiveMembers().AnyAsync(row => row.Id != member && row.Role == MemberRole.Owner, cancellationToken);
}
