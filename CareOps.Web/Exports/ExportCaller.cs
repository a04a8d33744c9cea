using System.Security.Claims;

using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

namespace CareOps.Web.Exports;

/// <summary>Who asks for a file, where they may have one.</summary>
internal static class ExportCaller
{
    /// <summary>Null for whoever may take nothing out of the workspace.</summary>
    public static async Task<Caller.Member?> FindAsync(
        WorkspaceQueries workspaces, ClaimsPrincipal user, string slug, CancellationToken cancellationToken)
    {
        if (user.AccountId() is not { } account)
        {
            return null;
        }

        var all = await workspaces.MembershipsAsync(account, cancellationToken);
        var caller = all.FirstOrDefault(membership => membership.Slug == slug)?.Caller;
        return caller?.May(Right.Export) == true ? caller : null;
    }
}
