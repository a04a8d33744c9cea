using CareOps.Core.Workspaces;

namespace CareOps.Web.Accounts;

/// <summary>Where somebody goes who has just signed in.</summary>
internal static class StartPage
{
    /// <summary>Their first workspace; their account while they belong to none.</summary>
    public static async Task<string> OfAsync(WorkspaceQueries workspaces, Guid account, CancellationToken cancellationToken) =>
        await workspaces.MembershipsAsync(account, cancellationToken) is [var first, ..] ? $"/app/{first.Slug}" : "/account";
}
