using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Components.Authorization;

namespace CareOps.Web.Components.Layout;

/// <summary>Who looks at a screen, and at which business: what every members' page starts from.</summary>
/// <param name="Caller">The member, with the rights of this moment.</param>
/// <param name="Workspace">The business.</param>
/// <param name="All">Every workspace of this person, for the switcher.</param>
public sealed record MemberContext(Caller.Member Caller, Workspace Workspace, IReadOnlyList<Membership> All)
{
    /// <summary>An address inside this workspace: <c>Url("inbox")</c>.</summary>
    public string Url(string page = "") => page.Length == 0 ? $"/app/{Workspace.Slug}" : $"/app/{Workspace.Slug}/{page}";
}

/// <summary>Resolves the member behind a circuit or request.</summary>
public sealed class WorkspaceAccess(AuthenticationStateProvider authentication, WorkspaceQueries workspaces)
{
    /// <summary>Null where nobody is signed in or the workspace is not theirs.</summary>
    public async Task<MemberContext?> FindAsync(string slug, CancellationToken cancellationToken)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        if (state.User.AccountId() is not { } account)
        {
            return null;
        }

        var all = await workspaces.MembershipsAsync(account, cancellationToken);
        return all.FirstOrDefault(membership => membership.Slug == slug) is { } found
            ? new MemberContext(found.Caller, await workspaces.CurrentAsync(found.Caller, cancellationToken), all)
            : null;
    }
}
