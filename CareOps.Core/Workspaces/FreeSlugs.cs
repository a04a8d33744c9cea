using System.Globalization;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Workspaces;

/// <summary>Finds a public address that no other business has.</summary>
internal static class FreeSlugs
{
    public static Task<bool> IsTakenAsync(CareOpsDb db, string slug, WorkspaceId by, CancellationToken cancellationToken) =>
        db.AllWorkspaces<Workspace>().AnyAsync(workspace => workspace.Slug == slug && workspace.Id != by, cancellationToken);

    public static async Task<string> FindAsync(CareOpsDb db, string wanted, CancellationToken cancellationToken)
    {
        var slug = wanted;
        for (var number = 2; await IsTakenAsync(db, slug, WorkspaceId.None, cancellationToken); number++)
        {
            var suffix = "-" + number.ToString(CultureInfo.InvariantCulture);
            slug = wanted[..Math.Min(wanted.Length, Slug.MaxLength - suffix.Length)].TrimEnd('-') + suffix;
        }

        return slug;
    }
}
