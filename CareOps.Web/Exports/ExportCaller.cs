using System.Security.Claims;

using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

namespace CareOps.Web.Exports;

/// <summary>Who asks for a file, where they may have one.</summary>
internal static class ExportCaller
{
    /// <summary>Null for whoever has not this right in the workspace.</summary>
    public static async Task<Caller.Member?> FindAsync(
        WorkspaceQueries workspaces, ClaimsPrincipal user, string slug, Right right, CancellationToken cancellationToken)
    {
        if (user.AccountId() is not { } account)
        {
            return null;
        }

        var all = await workspaces.MembershipsAsync(account, cancellationToken);
        var caller = all.FirstOrDefault(membership => membership.Slug == slug)?.Caller;
        return caller?.May(right) == true ? caller : null;
    }
}
